package io.satang.platform.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TimersTest {
    private static final Duration OFTEN = Duration.ofMillis(5);
    private static final int TIMES = 10;

    private final Vertx vertx = Vertx.vertx();
    private final Timers timers = new Timers(vertx);

    @AfterEach
    void stop() {
        timers.stop(new ShutdownEvent());
        vertx.closeAndAwait();
    }

    @Test
    void what_is_under_way_is_not_begun_anew() {
        AtomicInteger ticks = new AtomicInteger();
        AtomicInteger begun = new AtomicInteger();
        CompletableFuture<String> first = new CompletableFuture<>();
        timers.oneAtATime(
                OFTEN,
                () -> {
                    begun.incrementAndGet();
                    return Uni.createFrom().completionStage(first);
                },
                failure -> {});
        timers.every(OFTEN, ticks::incrementAndGet);

        await().until(() -> ticks.get() >= TIMES);
        assertThat(begun).hasValue(1);
        first.complete("done");

        await().until(() -> begun.get() > 1);
    }

    @Test
    void timers_of_one_period_run_apart() {
        Duration period = Duration.ofMillis(500);
        List<Long> places = IntStream.rangeClosed(1, 10)
                .mapToObj(number -> Timers.firstAfter(period, number).toMillis() - period.toMillis())
                .sorted()
                .toList();

        assertThat(places).allMatch(place -> place >= 0 && place < period.toMillis());
        for (int i = 1; i < places.size(); i++) {
            assertThat(places.get(i) - places.get(i - 1)).isGreaterThanOrEqualTo(20);
        }
    }

    @Test
    void a_timer_of_a_long_period_is_put_off_by_a_second_at_the_most() {
        Duration day = Duration.ofDays(1);

        assertThat(IntStream.rangeClosed(1, 10).mapToObj(number -> Timers.firstAfter(day, number)))
                .allMatch(first -> first.compareTo(day) >= 0 && first.compareTo(day.plusSeconds(1)) < 0);
    }

    @Test
    void what_fails_or_cannot_be_begun_is_told_of_and_begun_anew() {
        AtomicInteger begun = new AtomicInteger();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        timers.oneAtATime(
                OFTEN,
                () -> {
                    if (begun.incrementAndGet() == 1) {
                        throw new IllegalStateException("not begun");
                    }
                    return Uni.createFrom().failure(new IllegalStateException("failed"));
                },
                failure -> failures.add(String.valueOf(failure.getMessage())));

        await().until(() -> failures.size() >= 3);
        assertThat(failures).startsWith("not begun", "failed", "failed");
    }
}
