package io.satang.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a change of an account was answered counts everywhere from then on. */
@QuarkusTest
class AppliedEverywhereTest {
    private static final Duration MOMENT = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    MeterRegistry metrics;

    @Test
    void aChangeIsAnsweredWhenEveryReplicaGoesByIt() {
        Merchant merchant = Merchant.open();
        long confirmed = answered("true");
        try (OtherReplica replica = OtherReplica.behind()) {
            CompletableFuture<Void> change = change(merchant);
            await().during(MOMENT).atMost(PATIENCE).until(() -> !change.isDone());

            replica.catchUp();

            await().atMost(PATIENCE).until(change::isDone);
            change.join();
        }
        assertThat(answered("true")).isEqualTo(confirmed + 1);
    }

    @Test
    void aChangeIsAnsweredAfterAMomentWhenAReplicaIsStuck() {
        Merchant merchant = Merchant.open();
        long givenUp = answered("false");
        OtherReplica stuck = OtherReplica.behind();
        long start = System.nanoTime();

        change(merchant).join();

        stuck.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(AppliedEverywhere.PATIENCE);
        assertThat(answered("false")).isEqualTo(givenUp + 1);
    }

    @Test
    void nobodyWaitsForAReplicaThatHasStopped() {
        Merchant merchant = Merchant.open();
        long confirmed = answered("true");
        try (OtherReplica replica = OtherReplica.behind()) {
            CompletableFuture<Void> change = change(merchant);
            await().during(MOMENT).atMost(PATIENCE).until(() -> !change.isDone());

            replica.leave();

            change.join();
        }
        assertThat(answered("true")).isEqualTo(confirmed + 1);
    }

    @Test
    void keysOfANewAccountWorkAtOnce() {
        Merchant.opened().account();
    }

    private static CompletableFuture<Void> change(Merchant merchant) {
        return CompletableFuture.runAsync(() -> merchant.request()
                .formParam("webhook_uri", "https://merchant.example/hook")
                .patch("/account")
                .then()
                .statusCode(200));
    }

    private long answered(String confirmed) {
        return metrics.get("satang.accounts.propagation")
                .tag("confirmed", confirmed)
                .timer()
                .count();
    }
}
