package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.satang.acceptance.Guide.SavedFile;
import io.satang.acceptance.Guide.Step;
import io.satang.embedded.FreePorts;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/guides} tell their readers to do is done, word by word but for addresses; what they are told to see is seen. */
@ExtendWith(RunningPlatform.class)
class GuidesTest {
    private static final long LIMIT_SECONDS = 120;
    private static final String GATEWAY = "http://127.0.0.1:8080";
    private static final Pattern RECEIVER_PORT = Pattern.compile("\\b4567\\b");
    private static final Map<String, String> MANAGEMENT = Map.of(
            "127.0.0.1:9101", "account-service",
            "127.0.0.1:9102", "source-service",
            "127.0.0.1:9103", "charge-service",
            "127.0.0.1:9104", "webhook-service",
            "127.0.0.1:9105", "offers-service");

    /** What a step may need that not every machine has. */
    private static final List<String> INTERPRETERS = List.of("node", "php", "curl", "openssl");

    /** Begins the output of each step. */
    private static final char MARK = 0x1e;

    private final Platform platform;

    @TempDir
    Path folder;

    GuidesTest(Platform platform) {
        this.platform = platform;
    }

    @TestFactory
    Stream<DynamicTest> a_developer_integrates_in_ten_minutes() throws Exception {
        return follow("integrate.md");
    }

    @TestFactory
    Stream<DynamicTest> a_developer_consumes_webhooks_rightly() throws Exception {
        return follow("webhooks.md");
    }

    @TestFactory
    Stream<DynamicTest> an_operator_runs_it() throws Exception {
        return follow("operate.md");
    }

    @Test
    void what_is_for_the_readers_own_machine_names_files_that_exist() throws IOException {
        Path project = Guide.FOLDER.resolve("../..");
        for (String page : List.of("integrate.md", "webhooks.md", "operate.md")) {
            for (String session : Guide.read(page, text -> text).sessions()) {
                assertThat(Pattern.compile("(?:deploy|docs|k8s)/[\\w./-]+|docker-compose\\.yml|\\./satang")
                                .matcher(session)
                                .results()
                                .map(found -> project.resolve(found.group())))
                        .as(page)
                        .allSatisfy(file -> assertThat(file).exists());
            }
        }
    }

    private Stream<DynamicTest> follow(String page) throws IOException, InterruptedException {
        Guide guide = Guide.read(page, here());
        for (SavedFile file : guide.files()) {
            Files.writeString(folder.resolve(file.name()), file.content());
        }
        List<String> printed = run(guide.steps());
        return IntStream.range(0, guide.steps().size())
                .mapToObj(index -> step(guide.steps().get(index), index, printed));
    }

    private static DynamicTest step(Step step, int index, List<String> printed) {
        String firstLine = step.commands().lines().findFirst().orElse("");
        return dynamicTest((index + 1) + ": " + firstLine, () -> {
            Optional<String> missing = missing(step);
            assumeTrue(missing.isEmpty(), () -> missing.orElseThrow() + " is missing: the step is skipped");
            assertThat(printed)
                    .as("the page ends before this step, with:\n%s", printed.getLast())
                    .hasSizeGreaterThan(index + 1);
            assertThat(step.fits(printed.get(index)))
                    .as("%s\nprinted\n%s\ninstead of\n%s", step.commands(), printed.get(index), step.expected())
                    .isTrue();
        });
    }

    /** What each step has printed, and behind the last of them one that is empty; less when one has failed. */
    private List<String> run(List<Step> steps) throws IOException, InterruptedException {
        StringBuilder script =
                new StringBuilder("set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n");
        for (Step step : steps) {
            script.append(missing(step).isPresent() ? ":\n" : step.commands()).append("\nprintf '\\036'\n");
        }
        Path file = Files.writeString(folder.resolve("guide.sh"), script);
        Path log = folder.resolve("guide.log");
        ProcessBuilder builder = new ProcessBuilder("bash", file.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // The interpreter of Java that runs this test is the reader's.
        builder.environment()
                .merge(
                        "PATH",
                        System.getProperty("java.home") + "/bin",
                        (path, java) -> java + File.pathSeparator + path);
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroy();
            process.waitFor();
        }
        return List.of(Files.readString(log, UTF_8).split(String.valueOf(MARK), -1));
    }

    private static Optional<String> missing(Step step) {
        return INTERPRETERS.stream()
                .filter(name -> Pattern.compile("(?m)\\b" + name + " ")
                        .matcher(step.commands())
                        .find())
                .filter(name -> !isInstalled(name))
                .findFirst();
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
    }

    /** Puts the addresses of this platform, and of a receiver that nobody else is, in place of the page's. */
    private UnaryOperator<String> here() {
        String port = Integer.toString(FreePorts.take(1)[0]);
        return text -> {
            String placed = RECEIVER_PORT
                    .matcher(text.replace(GATEWAY, platform.baseUrl().toString()))
                    .replaceAll(port);
            for (Map.Entry<String, String> service : MANAGEMENT.entrySet()) {
                placed = placed.replace(service.getKey(), managementOf(service.getValue()));
            }
            return placed;
        };
    }

    private String managementOf(String service) {
        return platform.metrics().entrySet().stream()
                .filter(process -> process.getValue().equals(service))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
