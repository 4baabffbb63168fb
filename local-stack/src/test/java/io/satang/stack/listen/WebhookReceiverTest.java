package io.satang.stack.listen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.stack.run.StackFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {
    private static final String EVENT = """
        {"object":"event","id":"evnt_test_1","key":"charge.complete",\
        "data":{"object":"charge","id":"chrg_test_1","status":"successful"}}\
        """;

    private final Clock clock = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    private final Signature signature = new Signature(StackFile.WEBHOOK_SECRET);
    private final List<String> said = new CopyOnWriteArrayList<>();

    @Test
    void eachWebhookIsALineAndIsAcknowledged() throws Exception {
        String signed = signature.sign("1700000000", EVENT.getBytes(UTF_8));

        assertThat(post(EVENT, signed)).isEqualTo(200);
        assertThat(post("[]", signed)).isEqualTo(200);

        assertThat(said)
                .containsExactly(
                        "22:13:20  charge.complete   chrg_test_1  successful  signature holds",
                        "22:13:20  not an event, 2 bytes  SIGNATURE IS WRONG");
    }

    private int post(String body, String signed) throws Exception {
        try (WebhookReceiver receiver = WebhookReceiver.start(0, signature, clock, said::add);
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(receiver.uri()))
                    .header(Signature.HEADER, signed)
                    .header(Signature.TIMESTAMP_HEADER, "1700000000")
                    .POST(BodyPublishers.ofString(body))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode();
        }
    }
}
