package io.satang.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConsumerRetryTest {

    @Test
    void whatCannotBeAppliedIsTriedUntilItCan() {
        AtomicInteger attempts = new AtomicInteger();
        Uni<String> application = Uni.createFrom().item(() -> {
            if (attempts.incrementAndGet() < 4) {
                throw new IllegalStateException("no database");
            }
            return "applied";
        });

        assertThat(ConsumerRetry.untilApplied(application).await().atMost(Duration.ofSeconds(30)))
                .isEqualTo("applied");
        assertThat(attempts).hasValue(4);
    }

    @Test
    void whatIsAppliedIsNotRepeated() {
        AtomicInteger attempts = new AtomicInteger();

        ConsumerRetry.untilApplied(Uni.createFrom().item(attempts::incrementAndGet))
                .await()
                .indefinitely();

        assertThat(attempts).hasValue(1);
    }
}
