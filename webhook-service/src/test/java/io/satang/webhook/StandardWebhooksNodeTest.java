package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.events.EventJson;
import io.satang.node.NodeProject;
import io.satang.webhook.Receiver.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official library for Node verifies what a receiver gets. Skipped where Node is missing or the package cannot be installed. */
@QuarkusTest
class StandardWebhooksNodeTest extends MerchantsServer {
    private static final Path FOLDER = Path.of("target/node");
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static NodeProject library;

    private record Sent(String secret, Map<String, String> headers, String body) {}

    @BeforeAll
    static void install() throws IOException, InterruptedException {
        library = NodeProject.install("the library of Standard Webhooks for Node", FOLDER, LIMIT);
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
        NodeProject.Outcome outcome = library.run("node", "verify.js");

        assertThat(outcome.status()).as(outcome.output()).isZero();
        assertThat(outcome.output().strip()).isEqualTo(event);
    }
}
