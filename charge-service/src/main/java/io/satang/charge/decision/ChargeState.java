package io.satang.charge.decision;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a charge stands (reference omise-api §9). Only {@link Pending} has ways out, and they are its methods: a state that has ended
 * cannot be left, because there is nothing to call.
 */
public sealed interface ChargeState {

    /** As merchants and events name it. */
    String status();

    /** The payer may still pay. */
    record Pending() implements ChargeState {
        @Override
        public String status() {
            return "pending";
        }

        Successful succeed(Instant paidAt, String transactionId, Optional<String> reference) {
            return new Successful(paidAt, transactionId, reference);
        }

        Failed fail(Instant failedAt, FailureCode code) {
            return new Failed(failedAt, code);
        }

        Expired expire(Instant expiredAt) {
            return new Expired(expiredAt);
        }
    }

    /**
     * Paid.
     *
     * @param transactionId the ledger entry, {@code trxn_…}
     * @param reference     the provider's name for the payment; empty when no provider took money, as in a simulated payment
     */
    record Successful(Instant paidAt, String transactionId, Optional<String> reference) implements ChargeState {
        public Successful {
            Objects.requireNonNull(paidAt, "paidAt");
            Objects.requireNonNull(transactionId, "transactionId");
            Objects.requireNonNull(reference, "reference");
        }

        @Override
        public String status() {
            return "successful";
        }
    }

    /** Declined, or given up by the payer. */
    record Failed(Instant failedAt, FailureCode code) implements ChargeState {
        public Failed {
            Objects.requireNonNull(failedAt, "failedAt");
            Objects.requireNonNull(code, "code");
        }

        @Override
        public String status() {
            return "failed";
        }
    }

    /** Nobody paid in time, or the merchant withdrew it. */
    record Expired(Instant expiredAt) implements ChargeState {
        public Expired {
            Objects.requireNonNull(expiredAt, "expiredAt");
        }

        @Override
        public String status() {
            return "expired";
        }
    }
}
