package io.satang.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerEngineTest {
    private static final List<String> IMAGES = List.of("postgres:18", "kafka:4");

    @TempDir
    private Path folder;

    @Test
    void an_engine_with_every_image_is_ready() throws IOException {
        assertThat(engine("exit 0").lacks(IMAGES)).isEmpty();
    }

    @Test
    void an_engine_that_gets_what_it_does_not_have_is_ready() throws IOException {
        assertThat(engine("[ \"$1\" != image ]").lacks(IMAGES)).isEmpty();
    }

    @Test
    void without_an_engine_there_is_nothing_to_wait_for() throws IOException {
        assertThat(engine("exit 1").lacks(IMAGES)).contains("no container engine answers");
        assertThat(new ContainerEngine(folder.resolve("nothing").toString(), Duration.ofSeconds(10)).lacks(IMAGES))
                .contains("no container engine answers");
    }

    @Test
    void an_engine_that_cannot_get_an_image_is_waited_for_no_longer_than_the_patience() throws IOException {
        long begin = System.nanoTime();

        assertThat(engine("case \"$1 $3\" in version*) ;; *postgres*) ;; image*) exit 1 ;; *) sleep 60 ;; esac")
                        .lacks(IMAGES))
                .contains("the container engine has no image kafka:4 and did not get it within 2 s");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void an_engine_that_does_not_answer_is_waited_for_no_longer_than_the_patience() throws IOException {
        long begin = System.nanoTime();

        assertThat(engine("sleep 60").lacks(IMAGES)).contains("no container engine answers");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    }

    private ContainerEngine engine(String script) throws IOException {
        Path program = folder.resolve("engine");
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new ContainerEngine(program.toString(), Duration.ofSeconds(2));
    }
}
