package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.events.EventJson;
import io.satang.webhook.Receiver.Received;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official library for Node verifies what a receiver gets. Skipped where Node is missing or the package cannot be installed. */
@QuarkusTest
class StandardWebhooksNodeTest extends MerchantsServer {
    private static final Path SOURCES = Path.of("src/test/node");
    private static final Path FOLDER = Path.of("target/node");
    private static final long LIMIT_SECONDS = 60;

    private record Outcome(int status, String output) {}

    private record Sent(String secret, Map<String, String> headers, String body) {}

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of("node", "npm").allMatch(StandardWebhooksNodeTest::isInstalled),
                "node or npm is missing: the library of Standard Webhooks for Node is skipped");
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json", "verify.js")) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Outcome outcome = run("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        assumeTrue(
                outcome.status() == 0,
                () -> "npm cannot install standardwebhooks: it is skipped for Node\n" + outcome.output());
    }

    @Test
    void the_library_for_node_verifies_what_a_receiver_gets() throws Exception {
        Merchant merchant = Merchant.open();
        String secret = merchant.request()
                .contentType("application/json")
                .body(Map.of("uri", receiver.uri("/hook"), "signatures", List.of("v1", "v1a")))
                .post("/webhook_endpoints")
                .then()
                .statusCode(200)
                .extract()
                .path("secret");
        String event = merchant.charge().completed();
        Received webhook = receiver.await("/hook", 1).getFirst();
        Map<String, String> headers = new TreeMap<>();
        webhook.headers().forEach((name, values) -> headers.put(name, values.getFirst()));

        Files.writeString(FOLDER.resolve("webhook.json"), EventJson.write(new Sent(secret, headers, webhook.body())));
        Outcome outcome = run("node", "verify.js");

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output().strip()).isEqualTo(event);
    }

    private static Outcome run(String... command) throws IOException, InterruptedException {
        Path log = FOLDER.resolve("output.txt");
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return new Outcome(-1, "no end after " + LIMIT_SECONDS + " s\n" + Files.readString(log));
        }
        return new Outcome(process.exitValue(), Files.readString(log));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
