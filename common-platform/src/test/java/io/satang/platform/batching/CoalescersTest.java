package io.satang.platform.batching;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.platform.batching.Coalescer.Limits;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What operators see of statements that are shared. */
class CoalescersTest {
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final List<UniEmitter<? super List<String>>> underWay = new ArrayList<>();

    @Test
    void how_many_went_together_and_how_long_the_oldest_waited_is_measured_for_each_statement() {
        Coalescer<String, String> queue = new Coalescers(metrics)
                .make(
                        "tests",
                        new Limits(10, 1, 10),
                        text -> 1,
                        text -> "owner",
                        batch -> Uni.createFrom().emitter(underWay::add));

        long before = System.nanoTime();
        submit(queue, "first");
        submit(queue, "second");
        submit(queue, "third");
        underWay.getFirst().complete(List.of("first"));
        long atMost = System.nanoTime() - before;

        assertThat(metrics.get("satang.batch.items")
                        .tag("queue", "tests")
                        .summary()
                        .totalAmount())
                .isEqualTo(3);
        Timer wait = metrics.get("satang.batch.wait").tag("queue", "tests").timer();
        assertThat(wait.count()).isEqualTo(2);
        assertThat(wait.max(TimeUnit.NANOSECONDS)).isPositive().isLessThanOrEqualTo((double) atMost);
    }

    private static void submit(Coalescer<String, String> queue, String text) {
        queue.submit(text).subscribe().with(answer -> {});
    }
}
