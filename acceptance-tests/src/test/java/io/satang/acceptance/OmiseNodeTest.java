package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test suite inside {@code omise@1.1.0}, with its mocks off. It runs what does not need charges by card or seeded
 * objects: those come with their own resources. Skipped where Node is missing or the package cannot be installed.
 */
@ExtendWith(RunningPlatform.class)
class OmiseNodeTest {

    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node");
    private static final long LIMIT_SECONDS = 120;

    /** Wants an event with an id of Omise's own. */
    private static final String NOT_OURS = "should be able to retrieve an event";

    private final Platform platform;

    OmiseNodeTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    static void install() throws Exception {
        assumeTrue(
                Stream.of("node", "npm").allMatch(OmiseNodeTest::isInstalled),
                "node or npm is missing: the suite of the Node client is skipped");
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", "preload.js")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Outcome outcome = run(Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        assumeTrue(
                outcome.status() == 0,
                () -> "npm cannot install omise@1.1.0: the suite of the Node client is skipped\n" + outcome.output());
    }

    @Test
    void the_clients_own_suite_passes() throws Exception {
        anEventIsThereToList();

        Outcome outcome = run(
                Map.of(
                        "NOCK_OFF",
                        "true",
                        "OMISE_PUBLIC_KEY",
                        Platform.PUBLIC_KEY,
                        "OMISE_SECRET_KEY",
                        Platform.SECRET_KEY,
                        "SATANG_BASE_URL",
                        platform.baseUrl().toString()),
                "node_modules/.bin/mocha",
                "--require",
                "./preload.js",
                "--exit",
                "--grep",
                NOT_OURS,
                "--invert",
                "node_modules/omise/test/test_omise_api_resource.js",
                "node_modules/omise/test/test_omise_source.js",
                "node_modules/omise/test/test_omise_tokens.js",
                "node_modules/omise/test/test_omise_capability.js",
                "node_modules/omise/test/test_omise_events.js");

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("7 passing").doesNotContain("failing", "pending");
    }

    private void anEventIsThereToList() {
        Shop shop = new Shop(platform.api());
        JsonNode charge = shop.charge();
        await().until(() -> shop.secret()
                        .get("/charges/" + charge.path("id").asText() + "/events")
                        .ok()
                        .path("total")
                        .asLong()
                > 0);
    }

    private record Outcome(int status, String output) {}

    private static Outcome run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Path log = FOLDER.resolve("output.log");
        builder.redirectOutput(log.toFile());
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Outcome(-1, "no end after " + LIMIT_SECONDS + " s\n" + Files.readString(log, UTF_8));
        }
        return new Outcome(process.exitValue(), Files.readString(log, UTF_8));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
