package io.satang.stack.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Prometheus' own judgement of our rules, where promtool is installed ({@code SATANG_PROMTOOL} names another one than that of the PATH). */
class PromtoolTest {
    private static final Path FOLDER = Path.of("../deploy/prometheus");

    @Test
    void the_configuration_and_all_rules_are_valid() throws Exception {
        promtool("check", "config", FOLDER.resolve("prometheus.yml").toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tests")
    void each_alert_fires_when_it_should_and_not_before(Path test) throws Exception {
        promtool("test", "rules", test.toString());
    }

    static List<Path> tests() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER.resolve("tests"))) {
            return files.sorted().toList();
        }
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        Optional<Path> program = program();
        assumeTrue(program.isPresent(), "promtool is not installed; rules are only compared with our metrics");
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of(program.get().toString()), Stream.of(arguments))
                                .toList())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Optional<Path> program() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("SATANG_PROMTOOL")).map(Path::of),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(folder -> Path.of(folder, "promtool")))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
