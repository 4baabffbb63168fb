package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.node.NodeProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The test suite inside {@code omise@1.1.0}, with its mocks off. It runs the resources that are there; what cannot
 * pass of them stands in {@code src/test/node/failing.psv}. Skipped where Node is missing or the package cannot be installed.
 */
@ExtendWith(RunningPlatform.class)
class OmiseNodeTest {

    private static final Path FOLDER = Path.of("target/node");
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** What cannot pass, and why: the test's full title and the reason. A test that begins to pass, or to fail, is to be seen. */
    private static final Path FAILING = NodeProject.SOURCES.resolve("failing.psv");

    private static final List<String> FILES =
            List.of("api_resource", "source", "tokens", "capability", "events", "customers", "cards");

    private static NodeProject client;

    private final Platform platform;

    OmiseNodeTest(Platform platform) {
        this.platform = platform;
    }

    @BeforeAll
    static void install() throws Exception {
        client = NodeProject.install("the suite of the Node client", FOLDER, LIMIT);
    }

    @Test
    void the_clients_own_suite_passes_but_for_what_cannot() throws Exception {
        anEventIsThereToList();

        NodeProject.Outcome outcome = client.run(
                Map.of(
                        "NOCK_OFF",
                        "true",
                        "OMISE_PUBLIC_KEY",
                        Platform.PUBLIC_KEY,
                        "OMISE_SECRET_KEY",
                        Platform.SECRET_KEY,
                        "SATANG_BASE_URL",
                        platform.baseUrl().toString()),
                Stream.concat(
                                Stream.of(
                                        "node_modules/.bin/mocha",
                                        "--require",
                                        "./preload.js",
                                        "--exit",
                                        "--reporter",
                                        "json",
                                        "--reporter-option",
                                        "output=report.json"),
                                FILES.stream().map(name -> "node_modules/omise/test/test_omise_" + name + ".js"))
                        .toArray(String[]::new));

        JsonNode report = Json.read(Files.readString(FOLDER.resolve("report.json")));
        assertThat(titles(report.path("failures"))).as(outcome.output()).isEqualTo(failing());
        assertThat(titles(report.path("pending"))).isEmpty();
        assertThat(report.path("passes")).isNotEmpty();
    }

    private static Set<String> titles(JsonNode tests) {
        return StreamSupport.stream(tests.spliterator(), false)
                .map(test -> test.path("fullTitle").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> failing() throws IOException {
        return Files.readAllLines(FAILING).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.substring(0, line.indexOf('|')).strip())
                .collect(Collectors.toCollection(TreeSet::new));
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
}
