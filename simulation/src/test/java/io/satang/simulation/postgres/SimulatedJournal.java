package io.satang.simulation.postgres;

import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.decision.ProviderOperation.Kind;
import io.satang.charge.provider.simulator.SimulatorFault;
import io.satang.charge.provider.simulator.SimulatorFault.Behaviour;
import io.satang.charge.provider.simulator.SimulatorJournal;
import io.satang.platform.id.AccountId;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What {@code PgSimulatorStore} does, for accounts that tell the simulator to do wrong so often. */
public final class SimulatedJournal implements SimulatorJournal {
    private static final int WRONG_PERCENT = 50;
    private static final int REFUNDS_DECLINED_PERCENT = 10;

    private final Session session;
    private final JournalTable table;
    private final Scheduler scheduler;
    private final Chance chance;
    private final double faultyPercent;

    /** One replica's view of the record. */
    public SimulatedJournal(
            Session session, JournalTable table, Scheduler scheduler, Chance chance, double faultyPercent) {
        this.session = session;
        this.table = table;
        this.scheduler = scheduler;
        this.chance = chance;
        this.faultyPercent = faultyPercent;
    }

    @Override
    public Uni<Optional<Entry>> record(ProviderOperation operation) {
        return chance.percent(faultyPercent)
                ? session.execute(transaction -> Optional.empty())
                : session.execute(
                        transaction -> Optional.of(table.record(transaction, operation, declined(operation))));
    }

    private Optional<String> declined(ProviderOperation operation) {
        return operation.kind() == Kind.REFUND && chance.percent(REFUNDS_DECLINED_PERCENT)
                ? Optional.of(FailureCode.FAILED_PROCESSING.code())
                : Optional.empty();
    }

    @Override
    public Uni<Optional<SimulatorFault>> nextFault(AccountId account) {
        if (!chance.percent(WRONG_PERCENT)) {
            return Uni.createFrom().item(Optional.empty());
        }
        Behaviour behaviour = chance.oneOf(List.of(Behaviour.values()));
        scheduler.saw(Sighting.PROVIDER_WRONG, behaviour::text);
        return Uni.createFrom()
                .item(Optional.of(
                        new SimulatorFault(behaviour, Optional.empty(), Duration.ofMillis(100), Optional.empty())));
    }

    @Override
    public Uni<Entry> recordAnyway(ProviderOperation operation, Optional<String> declined) {
        return session.execute(transaction -> {
            Entry entry = table.record(transaction, operation, declined);
            if (declined.equals(Optional.of(CANCELLED)) && entry.declined().isEmpty()) {
                scheduler.saw(Sighting.PAYMENT_FOUND, () -> operation.id().value());
            }
            return entry;
        });
    }

    @Override
    public Uni<Optional<Entry>> find(OperationId operation) {
        return session.execute(transaction -> table.find(operation));
    }

    @Override
    public Uni<Void> tell(AccountId account, Optional<SimulatorFault> fault) {
        throw new UnsupportedOperationException("nobody tells");
    }
}
