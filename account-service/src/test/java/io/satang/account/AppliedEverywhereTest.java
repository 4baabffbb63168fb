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
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    MeterRegistry metrics;

    @Test
    void aChangeIsAnsweredWhenEveryReplicaGoesByIt() {
        Merchant merchant = Merchant.open();
        long opened = version(merchant);
        long confirmed = answered("true");
        try (OtherReplica replica = OtherReplica.behind()) {
            CompletableFuture<Void> change = change(merchant);
            awaitTold(merchant, opened);
            assertThat(change).isNotDone();

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
        long opened = version(merchant);
        long confirmed = answered("true");
        try (OtherReplica replica = OtherReplica.behind()) {
            CompletableFuture<Void> change = change(merchant);
            awaitTold(merchant, opened);
            assertThat(change).isNotDone();

            replica.leave();

            change.join();
        }
        assertThat(answered("true")).isEqualTo(confirmed + 1);
    }

    @Test
    void keysOfANewAccountWorkAtOnce() {
        Merchant.opened().account();
    }

    private static long version(Merchant merchant) {
        return AccountTopic.await(merchant.id(), 1).getLast().envelope().version();
    }

    private static CompletableFuture<Void> change(Merchant merchant) {
        return CompletableFuture.runAsync(() -> merchant.request()
                .formParam("webhook_uri", "https://merchant.example/hook")
                .patch("/account")
                .then()
                .statusCode(200));
    }

    /** Waits until the topic has the change, and no longer: it is waited for by now, but only for a second. */
    private static void awaitTold(Merchant merchant, long opened) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .atMost(PATIENCE)
                .until(() -> AccountTopic.read(merchant.id()).stream()
                        .anyMatch(event -> event.envelope().version() > opened));
    }

    private long answered(String confirmed) {
        return metrics.get("satang.accounts.propagation")
                .tag("confirmed", confirmed)
                .timer()
                .count();
    }
}
