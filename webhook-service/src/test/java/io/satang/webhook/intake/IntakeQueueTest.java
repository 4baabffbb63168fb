package io.satang.webhook.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntakeQueueTest {
    private final List<List<String>> taken = new ArrayList<>();
    private final List<UniEmitter<? super Void>> underWay = new ArrayList<>();
    private final IntakeQueue<String> queue =
            new IntakeQueue<>(new IntakeQueue.Limits(3, 100), polled -> 1, String::length, this::take);

    @Test
    void what_is_polled_meanwhile_is_taken_in_together_and_in_its_order() {
        List.of("a", "b", "c").forEach(this::add);
        assertThat(taken).containsExactly(List.of("a"));

        underWay.getLast().complete(null);

        assertThat(taken).containsExactly(List.of("a"), List.of("b", "c"));
    }

    @Test
    void no_more_is_polled_while_enough_waits() {
        add("under way");
        add("b").assertCompleted();
        add("c").assertCompleted();
        UniAssertSubscriber<Void> full = add("d").assertNotTerminated();

        underWay.getLast().complete(null);

        full.assertCompleted();
    }

    @Test
    void much_is_enough_also_when_it_is_few() {
        add("under way");

        add("x".repeat(100)).assertNotTerminated();
    }

    @Test
    void a_batch_that_is_not_dealt_with_stops_nobody() {
        add("a");
        add("b");

        underWay.getLast().fail(new IllegalStateException("a test's"));

        assertThat(taken).containsExactly(List.of("a"), List.of("b"));
    }

    private UniAssertSubscriber<Void> add(String polled) {
        return queue.add(polled).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Uni<Void> take(List<String> batch) {
        taken.add(batch);
        return Uni.createFrom().emitter(underWay::add);
    }
}
