package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.acceptance.Inbox.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A merchant's own endpoint, from its making to its end; every answer is compared with the document of the API. */
@ExtendWith(RunningPlatform.class)
class WebhookEndpointTest {
    private final Shop shop;

    WebhookEndpointTest(Platform platform) {
        this.shop = new Shop(platform.api());
    }

    @Test
    void an_endpoint_is_made_told_looked_at_and_deleted() {
        try (Inbox inbox = Inbox.open()) {
            JsonNode made = shop.secret()
                    .post(
                            "/webhook_endpoints",
                            "uri=" + inbox.uri(),
                            "events[]=charge.*",
                            "signatures[]=v1a",
                            "retries[preset]=brief",
                            "rate_limit=100")
                    .ok();
            String path = made.path("location").asText();
            assertThat(made.path("secret").asText()).startsWith("whsec_");

            shop.charge();
            await().untilAsserted(() ->
                    assertThat(inbox.all()).extracting(Webhook::key).contains("charge.create"));
            shop.secret().post(path + "/ping").ok();
            await().untilAsserted(() ->
                    assertThat(inbox.all()).extracting(Webhook::key).contains("webhook.ping"));

            assertThat(shop.secret()
                            .get("/webhook_endpoints")
                            .ok()
                            .path("total")
                            .asInt())
                    .isPositive();
            assertThat(shop.secret().get(path + "/health").ok("state")).isEqualTo("healthy");
            assertThat(shop.anonymous().get(path + "/jwks.json").ok().path("keys"))
                    .hasSize(1);
            shop.secret().post(path + "/roll_secret", "overlap=60").ok();
            assertThat(shop.secret().post(path + "/pause").ok("state")).isEqualTo("paused");
            assertThat(shop.secret().patch(path, "state=enabled").ok("state")).isEqualTo("enabled");
            assertThat(shop.secret().get(path + "/history").ok().path("data")).hasSize(4);
            assertThat(shop.other().get(path).errorCode()).isEqualTo("not_found");
            assertThat(shop.secret().delete(path).ok().path("deleted").asBoolean())
                    .isTrue();
        }
    }
}
