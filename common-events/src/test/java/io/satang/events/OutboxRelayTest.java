package io.satang.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.OutboxTable.Drained;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** When the relay drains: the drains themselves end when a test says so, and time passes when it does. */
class OutboxRelayTest {
    /** A table whose drains the test ends. */
    private static final class HeldTable implements OutboxTable {
        private final List<UniEmitter<? super Drained>> drains = new ArrayList<>();

        @Override
        public Uni<Drained> drain(int limit, Function<List<OutboxEvent>, Uni<Void>> publish) {
            assertThat(limit).isEqualTo(OutboxRelay.BATCH_EVENTS_MAX);
            return Uni.createFrom().emitter(drains::add);
        }

        void end(int drain, int events) {
            drains.get(drain).complete(new Drained(events, false));
        }

        void contended(int drain) {
            drains.get(drain).complete(new Drained(0, true));
        }

        void fail(int drain) {
            drains.get(drain).fail(new IllegalStateException("no database"));
        }
    }

    private record Later(Duration delay, Runnable task) {}

    private final HeldTable table = new HeldTable();
    private final List<Later> timers = new ArrayList<>();
    private final OutboxRelay relay = new OutboxRelay(
            table, events -> Uni.createFrom().voidItem(), (delay, task) -> timers.add(new Later(delay, task)));

    @Test
    void nothingIsDrainedBeforeANudge() {
        assertThat(table.drains).isEmpty();
    }

    @Test
    void aNudgeAtRestDrains() {
        relay.nudge();
        table.end(0, 3);

        assertThat(table.drains).hasSize(1);
    }

    @Test
    void anyNumberOfNudgesDuringADrainAreOneMoreDrainAMomentLater() {
        relay.nudge();
        relay.nudge();
        relay.nudge();
        table.end(0, 1);
        relay.nudge();
        assertThat(table.drains).hasSize(1);

        assertThat(timers).extracting(Later::delay).containsExactly(OutboxRelay.BUSY_PAUSE);
        timers.getFirst().task().run();
        assertThat(table.drains).hasSize(2);
        table.end(1, 2);
        assertThat(table.drains).hasSize(2);
    }

    @Test
    void aFullBatchIsFollowedByAnother() {
        relay.nudge();
        table.end(0, OutboxRelay.BATCH_EVENTS_MAX);
        table.end(1, OutboxRelay.BATCH_EVENTS_MAX);
        table.end(2, 1);

        assertThat(table.drains).hasSize(3);
    }

    @Test
    void whileAnotherReplicaDrainsItLooksAgainSoon() {
        relay.nudge();
        table.contended(0);
        assertThat(table.drains).hasSize(1);
        assertThat(timers).extracting(Later::delay).containsExactly(Duration.ofMillis(20));

        timers.getFirst().task().run();
        table.end(1, 1);

        assertThat(table.drains).hasSize(2);
        assertThat(timers).hasSize(1);
    }

    @Test
    void aFailedDrainIsTriedAgainByTheNextSweep() {
        relay.nudge();
        relay.nudge();
        table.fail(0);
        assertThat(table.drains)
                .as("no hot loop against a database that is away")
                .hasSize(1);

        relay.nudge();
        table.end(1, 1);

        assertThat(table.drains).hasSize(2);
    }

    @Test
    void aTableThatThrowsIsAFailedDrain() {
        List<Integer> drains = new ArrayList<>();
        OutboxRelay broken = new OutboxRelay(
                (limit, publish) -> {
                    drains.add(limit);
                    throw new IllegalStateException("bug");
                },
                events -> Uni.createFrom().voidItem(),
                (delay, task) -> timers.add(new Later(delay, task)));

        broken.nudge();
        broken.nudge();

        assertThat(drains).hasSize(2);
    }

    @Test
    void aStoppedRelayDrainsNoMore() {
        relay.stop();
        relay.nudge();

        assertThat(table.drains).isEmpty();
    }

    @Test
    void aRelayThatIsStoppedDuringADrainEndsWithIt() {
        relay.nudge();
        relay.nudge();
        relay.stop();
        table.end(0, OutboxRelay.BATCH_EVENTS_MAX);
        relay.nudge();

        assertThat(table.drains).hasSize(1);
    }

    @Test
    void aContendedRelayThatIsStoppedStaysSo() {
        relay.nudge();
        relay.stop();
        table.contended(0);
        timers.forEach(timer -> timer.task().run());

        assertThat(table.drains).hasSize(1);
    }
}
