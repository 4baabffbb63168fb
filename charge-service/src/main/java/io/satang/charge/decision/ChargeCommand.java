package io.satang.charge.decision;

import io.satang.events.RawJson;
import java.util.Objects;
import java.util.Optional;

/** What may be asked of a charge that exists. */
public sealed interface ChargeCommand {

    /**
     * The provider took the payer's money.
     *
     * @param reference the provider's name for the payment, by which it can be voided
     */
    record ProviderApproved(String reference) implements ChargeCommand {
        public ProviderApproved {
            Objects.requireNonNull(reference, "reference");
        }
    }

    /** The provider did not take the payer's money. */
    record ProviderDeclined(Optional<String> code) implements ChargeCommand {
        public ProviderDeclined {
            Objects.requireNonNull(code, "code");
        }
    }

    /** The merchant simulates a payment in test mode. */
    record MarkPaid() implements ChargeCommand {}

    /** The merchant simulates a failure in test mode; {@code failed_processing} unless it names another code. */
    record MarkFailed(Optional<String> code) implements ChargeCommand {
        public MarkFailed {
            Objects.requireNonNull(code, "code");
        }
    }

    /** The merchant withdraws the charge. */
    record ExpireRequested() implements ChargeCommand {}

    /** The sweeper found the charge past its deadline. */
    record DeadlinePassed() implements ChargeCommand {}

    /**
     * The merchant changes its own notes; what is not given stays as it is.
     *
     * @param description the new words; an empty text takes the present ones away
     */
    record Describe(Optional<String> description, Optional<RawJson> metadata) implements ChargeCommand {
        public Describe {
            Objects.requireNonNull(description, "description");
            Objects.requireNonNull(metadata, "metadata");
        }
    }
}
