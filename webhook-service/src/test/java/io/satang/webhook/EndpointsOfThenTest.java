package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;

/** What happens is for the endpoints that were there when it happened, whichever replica has made them. */
@QuarkusTest
class EndpointsOfThenTest extends MerchantsServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    // The replica looks twice a second by itself, so that one of these could come in time by chance.
    @RepeatedTest(5)
    void an_endpoint_that_another_replica_has_just_made_misses_nothing() throws SQLException {
        Merchant merchant = Merchant.open();
        merchant.request()
                .contentType("application/json")
                .body(Map.of("uri", receiver.uri("/known")))
                .post("/webhook_endpoints")
                .then()
                .statusCode(200);
        merchant.charge().completed();
        receiver.await("/known", 1);
        String id = "whep_test_" + merchant.accountId().substring("account_test_".length()) + "x";

        Tables.insertPausedEndpoint(id, merchant.accountId(), receiver.uri("/new"));
        String event = merchant.charge().completed();

        receiver.await("/known", 2);
        await().atMost(PATIENCE)
                .until(() -> Tables.text("SELECT count(*) FROM events WHERE id = ?", event)
                        .equals("1"));
        assertThat(Tables.text("SELECT coalesce(max(endpoint_id), 'none') FROM deliveries WHERE event_id = ?", event))
                .isEqualTo(id);
    }
}
