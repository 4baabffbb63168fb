package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outside the local stack nothing private is ever asked. */
@QuarkusTest
@TestProfile(PrivateAddressTest.Guarded.class)
class PrivateAddressTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As in production, where nobody sets this. */
    public static final class Guarded implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("satang.webhook.allow-private-addresses", "false");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/hook",
                "https://127.0.0.1:%d/hook",
                "https://localhost:%d/hook",
                "https://2130706433:%d/hook",
                "https://[::ffff:127.0.0.1]:%d/hook",
                "https://169.254.169.254/latest/meta-data/"
            })
    void aPrivateAddressIsRefused(String uri) throws IOException {
        try (Receiver receiver = new Receiver()) {
            Merchant merchant = Merchant.open(uri.formatted(receiver.port()));

            String eventId = merchant.charge().completed();

            await().atMost(PATIENCE)
                    .until(() -> !merchant.request()
                            .get("/events/" + eventId)
                            .jsonPath()
                            .getList("webhook_deliveries", Map.class)
                            .isEmpty());
            merchant.request()
                    .get("/events/" + eventId)
                    .then()
                    .body("webhook_deliveries[0].status", equalTo(0))
                    .body("webhook_deliveries[0].error", equalTo("endpoint must be HTTPS on a public address"));
            assertThat(receiver.requests()).isZero();
        }
    }
}
