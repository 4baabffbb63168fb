package io.satang.webhook.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.platform.id.Ids;
import io.satang.webhook.delivery.Deliveries;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.Destination;
import io.satang.webhook.delivery.Recipient;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.health.HealthStore.Failure;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An endpoint that only fails is asked from time to time with one delivery. */
@QuarkusTest
class BreakerDestinationsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String FORMER = "https://former.merchant.example/hooks";
    private static final String PRESENT = "https://present.merchant.example/hooks";

    private final String account = new Ids(Clock.systemUTC()).next("account", false);
    private final EndpointId endpoint = EndpointId.ofAccount(account);

    @Inject
    Breakers breakers;

    @Inject
    HealthStore store;

    @Inject
    HealthRules rules;

    @Inject
    Pool pool;

    @Test
    void who_has_been_on_its_way_to_a_former_address_is_asked_again_before_it_is_the_one() {
        failsAtItsPresentAddress();
        Destination there = new Destination.To(Endpoint.parse(PRESENT).orElseThrow());
        BreakerDestinations destinations =
                new BreakerDestinations(delivery -> Uni.createFrom().item(there), breakers);

        assertThat(of(destinations, FORMER)).isEqualTo(there);
        assertThat(of(destinations, PRESENT)).isEqualTo(there);
        assertThat(of(destinations, PRESENT)).isEqualTo(new Destination.Failing(Optional.empty()));
    }

    /** For long enough that it is asked again. */
    private void failsAtItsPresentAddress() {
        store.failed(Collections.nCopies(rules.failuresMax(), new Failure(endpoint, account, PRESENT)))
                .await()
                .atMost(PATIENCE);
        pool.preparedQuery("UPDATE endpoint_health SET probe_at = now() - interval '1 second' WHERE endpoint_id = $1")
                .execute(Tuple.of(endpoint.value()))
                .await()
                .atMost(PATIENCE);
        breakers.learned(store.find(endpoint).await().atMost(PATIENCE).orElseThrow());
    }

    private Destination of(BreakerDestinations destinations, String uri) {
        Delivery made = Deliveries.delivery(Deliveries.event(0, account), uri);
        Delivery toAccount = new Delivery(made.id(), made.event(), made.endpoint(), Recipient.OfAccount.of(account));
        return destinations.of(toAccount).await().atMost(PATIENCE);
    }
}
