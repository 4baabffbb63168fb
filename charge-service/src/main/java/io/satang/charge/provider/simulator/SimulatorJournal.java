package io.satang.charge.provider.simulator;

import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.platform.id.AccountId;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** The simulator's own record of the money that it has taken, held and given back, and what it has been told to do wrong. */
public interface SimulatorJournal {

    /** Why an operation is not done that was given up. */
    String CANCELLED = "cancelled";

    /**
     * What the simulator has done for an operation.
     *
     * @param declined why it has not done it, if it has not: a failure code or {@link #CANCELLED}
     * @param at       when, by the clock of the database
     * @param first    whether it was recorded by this very call
     */
    record Entry(Optional<String> declined, Instant at, boolean first) {
        public Entry {
            Objects.requireNonNull(declined, "declined");
            Objects.requireNonNull(at, "at");
        }

        /** The same to whoever finds it recorded. */
        public Entry again() {
            return new Entry(declined, at, false);
        }
    }

    /**
     * Does the operation and records it, unless it has been recorded before.
     *
     * @return what is recorded; empty when the account has told the simulator to do something wrong, and nothing was done
     */
    Uni<Optional<Entry>> record(ProviderOperation operation);

    /** What the account's next call is to meet, and one call fewer is left of it. */
    Uni<Optional<SimulatorFault>> nextFault(AccountId account);

    /**
     * Does the operation, or declines it, and records that whatever the account has told the simulator.
     *
     * @param declined why not, if it is declined
     * @return what is recorded, which is what was recorded first
     */
    Uni<Entry> recordAnyway(ProviderOperation operation, Optional<String> declined);

    /** What is recorded of an operation. */
    Uni<Optional<Entry>> find(OperationId operation);

    /** From now on, the account's calls meet this; nothing without one. */
    Uni<Void> tell(AccountId account, Optional<SimulatorFault> fault);
}
