package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.webhook.Receiver.Received;
import io.satang.webhook.delivery.Attempt;
import io.satang.webhook.delivery.DeliveryRules;
import io.satang.webhook.delivery.DeliveryStore;
import io.satang.webhook.delivery.Destination;
import io.satang.webhook.delivery.Destinations;
import io.satang.webhook.delivery.DispatchLimits;
import io.satang.webhook.delivery.Dispatcher;
import io.satang.webhook.delivery.PaceStore;
import io.satang.webhook.delivery.PacedDestinations;
import io.satang.webhook.delivery.Paces;
import io.satang.webhook.delivery.RetrySchedule;
import io.satang.webhook.delivery.Sender;
import io.satang.webhook.endpoint.CustomHeaders;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An endpoint that takes so many deliveries a second gets no more of them from two replicas than from one. */
@QuarkusTest
class PaceAcrossReplicasTest extends MerchantsServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PER_SECOND = 20;
    private static final int CHARGES = 100;
    // So that it leaves some to the replica under test.
    private static final DispatchLimits FEW = new DispatchLimits(8, 4, 8, 32, 1024 * 1024, 32, 32, 1);

    @Inject
    DeliveryStore store;

    @Inject
    Sender sender;

    @Inject
    PaceStore paces;

    private final AtomicInteger sentByOther = new AtomicInteger();

    @Test
    void two_replicas_send_what_has_waited_no_faster_than_the_endpoint_takes_it() {
        Merchant merchant = Merchant.open();
        String id = merchant.request()
                .contentType("application/json")
                .body(Map.of("uri", receiver.uri("/hook"), "rate_limit", PER_SECOND))
                .post("/webhook_endpoints")
                .jsonPath()
                .getString("id");
        merchant.request().post("/webhook_endpoints/" + id + "/pause").then().statusCode(200);
        List<String> events = merchant.completeCharges(CHARGES);
        await().atMost(PATIENCE)
                .until(() -> Tables.text(
                                "SELECT count(*) FROM deliveries WHERE wake_at = 'infinity' AND endpoint_id = ?", id)
                        .equals(Integer.toString(CHARGES)));
        Dispatcher other = otherReplica();

        long start = System.nanoTime();
        merchant.request().post("/webhook_endpoints/" + id + "/resume").then().statusCode(200);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            other.sweep();
            return receiver.received("/hook").size() >= CHARGES;
        });

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("a second's at once, and the others in their time")
                .isGreaterThan(Duration.ofMillis((CHARGES - PER_SECOND - 2) * 1_000L / PER_SECOND));
        assertThat(receiver.received("/hook"))
                .extracting(Received::eventId)
                .containsExactlyInAnyOrderElementsOf(events);
        assertThat(sentByOther.get()).isBetween(1, CHARGES - 1);
        other.stop().await().atMost(PATIENCE);
    }

    // It claims what other tests have left, too.
    private void sentByOther(Attempt attempt) {
        if (attempt.claimed().delivery().endpoint().port() == receiver.port()) {
            sentByOther.incrementAndGet();
        }
    }

    private Dispatcher otherReplica() {
        DeliveryRules rules =
                new DeliveryRules(RetrySchedule.Exponential.DEFAULT, Duration.ofSeconds(60), Duration.ofSeconds(15));
        Destinations limited = delivery -> Uni.createFrom()
                .item(new Destination.To(
                        delivery.endpoint(),
                        CustomHeaders.NONE,
                        OptionalInt.of(PER_SECOND),
                        Optional.empty(),
                        false,
                        false,
                        Optional.empty()));
        return new Dispatcher(
                store,
                sender,
                new PacedDestinations(limited, new Paces(paces, Clock.systemUTC()), new Random()),
                rules,
                FEW,
                this::sentByOther,
                Clock.systemUTC(),
                new Random());
    }
}
