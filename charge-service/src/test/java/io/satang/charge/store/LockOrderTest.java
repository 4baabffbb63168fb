package io.satang.charge.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.charge.TestRows;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.SampleCharges;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.event.ChargeEvents;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.events.EventType;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.Ids;
import io.satang.platform.id.PayPageId;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two replicas change the same charges in opposite orders. */
@QuarkusTest
class LockOrderTest {
    private static final int CHARGES = 64;
    private static final int ROUNDS = 100;
    private static final String DEADLOCKS = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()";

    @Inject
    Pool pool;

    @Inject
    CommittedCharges committed;

    @Inject
    Coalescers coalescers;

    @Inject
    ChargeEvents events;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    @Inject
    TestRows rows;

    @Test
    void batchesInOppositeOrdersDoNotWaitForEachOther() {
        PgChargeStore one = new PgChargeStore(pool, committed, coalescers);
        PgChargeStore other = new PgChargeStore(pool, committed, coalescers);
        List<Charge> charges = Stream.generate(this::pending).limit(CHARGES).toList();
        all(charges.stream()
                .map(charge -> one.insert(new NewCharge(
                        charge, events.of(EventType.CHARGE_CREATED, charge, now(), Optional.empty()), List.of()))));
        String before = rows.text(DEADLOCKS);

        for (int round = 1; round <= ROUNDS; round++) {
            List<Charge> next = charges.stream()
                    .map(charge -> charge.describe(Optional.empty(), Optional.empty()))
                    .toList();
            List<Charge> reversed = new ArrayList<>(next);
            Collections.reverse(reversed);
            all(Stream.concat(
                    next.stream().map(charge -> one.update(change(charge))),
                    reversed.stream().map(charge -> other.update(change(charge)))));
            charges = next;
        }

        assertThat(rows.text("SELECT count(*) FROM charges WHERE version = " + (ROUNDS + 1)))
                .isEqualTo(String.valueOf(CHARGES));
        assertThat(rows.text(DEADLOCKS)).isEqualTo(before);
    }

    private Change change(Charge next) {
        return new Change(
                next.state(),
                new ChargeCommand.Describe(Optional.empty(), Optional.empty()),
                next,
                Optional.of(events.of(EventType.CHARGE_UPDATED, next, now(), Optional.empty())),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void all(Stream<Uni<Boolean>> writes) {
        Multi.createFrom()
                .iterable(writes.toList())
                .onItem()
                .transformToUni(write -> write)
                .merge(2 * CHARGES)
                .collect()
                .asList()
                .await()
                .indefinitely();
    }

    private Charge pending() {
        Charge sample = SampleCharges.pending(SampleSources.points().build());
        return new Charge(
                ChargeId.next(ids, false),
                sample.accountId(),
                false,
                1,
                sample.amount(),
                sample.instrument(),
                PayPageId.next(ids, false),
                now(),
                now().plusSeconds(600),
                sample.description(),
                sample.metadata(),
                sample.terms(),
                sample.discount(),
                sample.state());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
