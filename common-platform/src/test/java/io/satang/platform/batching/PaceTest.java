package io.satang.platform.batching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final Duration APART = Duration.ofMillis(50);

    private final Pace pace = new Pace(APART);

    @Test
    void work_that_takes_no_time_is_over_no_sooner_than_the_next_may_begin() {
        long begun = System.nanoTime();

        String done = pace.keep(Uni.createFrom().item("done")).await().atMost(Duration.ofSeconds(10));

        assertThat(done).isEqualTo("done");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(APART);
    }

    @Test
    void work_that_answers_nothing_ends_as_well() {
        pace.keep(Uni.createFrom().voidItem())
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create())
                .awaitItem(Duration.ofSeconds(10))
                .assertItem(null);
    }

    @Test
    void work_that_takes_longer_is_over_when_it_is_done() {
        AtomicReference<UniEmitter<? super String>> work = new AtomicReference<>();
        UniAssertSubscriber<String> over = pace.keep(Uni.createFrom().<String>emitter(work::set))
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        pace.keep(Uni.createFrom().voidItem()).await().atMost(Duration.ofSeconds(10));
        over.assertNotTerminated();

        work.get().complete("done");

        over.awaitItem(Duration.ofSeconds(10)).assertItem("done");
    }

    @Test
    void work_that_fails_says_so_itself() {
        IllegalStateException failure = new IllegalStateException("a test's");

        assertThatThrownBy(() ->
                        pace.keep(Uni.createFrom().failure(failure)).await().atMost(Duration.ofSeconds(10)))
                .isSameAs(failure);
    }

    @Test
    void there_is_no_pace_without_time() {
        assertThatThrownBy(() -> new Pace(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }
}
