package io.satang.stack.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    Path path;

    private StackFolder folder;

    @BeforeEach
    void create() throws IOException {
        folder = new StackFolder(path);
        folder.create();
    }

    @Test
    void aLivingProcessIsFound() throws Exception {
        PidFile file = folder.pidFile("this");

        file.write(ProcessHandle.current());

        assertThat(file.process()).contains(ProcessHandle.current());
    }

    @Test
    void anotherProcessWithTheSameIdIsNotTaken() throws Exception {
        PidFile file = folder.pidFile("reused");

        Files.writeString(file.path(), ProcessHandle.current().pid() + " 1000000000000\n");

        assertThat(file.process()).isEmpty();
    }

    @Test
    void missingAndUnfinishedFilesNameNoProcess() throws Exception {
        PidFile file = folder.pidFile("none");
        assertThat(file.process()).isEmpty();

        Files.writeString(file.path(), "");
        assertThat(file.process()).isEmpty();
    }

    @Test
    void leftoversAreEndedAndStrangersAreNot() throws Exception {
        Process leftover = new ProcessBuilder("sleep", "600").start();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        try {
            folder.pidFile("leftover").write(leftover.toHandle());
            Files.writeString(folder.pidFile("stranger").path(), stranger.pid() + " 1000000000000\n");

            assertThat(Leftovers.end(folder)).isEqualTo(1);

            assertThat(leftover.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(stranger.isAlive()).isTrue();
            assertThat(folder.run()).isEmptyDirectory();
        } finally {
            leftover.destroyForcibly();
            stranger.destroyForcibly();
        }
    }
}
