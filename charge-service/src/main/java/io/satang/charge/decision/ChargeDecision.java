package io.satang.charge.decision;

import io.satang.events.EventType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What follows from a command; see {@link ChargeRules}. */
public sealed interface ChargeDecision {

    /**
     * The charge changes.
     *
     * @param next       the charge afterwards, one version later
     * @param event      what others hear of it; nothing of what is held, or only asked of a provider
     * @param operations what providers are asked because of it
     * @param refund     the refund that it is about, as it is afterwards
     */
    record Changed(Charge next, Optional<EventType> event, List<ProviderOperation> operations, Optional<Refund> refund)
            implements ChargeDecision {
        public Changed {
            Objects.requireNonNull(next, "next");
            Objects.requireNonNull(event, "event");
            Objects.requireNonNull(refund, "refund");
            operations = List.copyOf(operations);
        }

        /** A change that others hear of and that asks nothing of a provider. */
        static Changed told(Charge next, EventType event) {
            return new Changed(next, Optional.of(event), List.of(), Optional.empty());
        }

        /** A change that others hear of and that asks this of a provider. */
        static Changed told(Charge next, EventType event, ProviderOperation operation) {
            return new Changed(next, Optional.of(event), List.of(operation), Optional.empty());
        }

        /** A change that only the charge itself shows. */
        static Changed silent(Charge next) {
            return new Changed(next, Optional.empty(), List.of(), Optional.empty());
        }

        /** A change that nobody hears of yet, because what it asks of a provider has not been answered. */
        static Changed asking(Charge next, ProviderOperation operation) {
            return new Changed(next, Optional.empty(), List.of(operation), Optional.empty());
        }

        /** A refund that a provider is asked for, of which nobody hears until it is given. */
        static Changed refunding(Charge next, Refund refund, ProviderOperation operation) {
            return new Changed(next, Optional.empty(), List.of(operation), Optional.of(refund));
        }

        /** A refund that has been given. */
        static Changed refunded(Charge next, Refund refund) {
            return new Changed(next, Optional.of(EventType.REFUND_CREATED), List.of(), Optional.of(refund));
        }

        /** A refund that will not be given, of which nobody has heard. */
        static Changed refundFailed(Charge next, Refund refund) {
            return new Changed(next, Optional.empty(), List.of(), Optional.of(refund));
        }
    }

    /**
     * The charge stays as it is, and money that is not for it goes back: it had ended without this payment, or been paid by another one.
     *
     * @param operation what gives it back
     */
    record Voided(ProviderOperation operation) implements ChargeDecision {
        public Voided {
            Objects.requireNonNull(operation, "operation");
        }
    }

    /** Nothing changes. */
    record Refused(Refusal reason) implements ChargeDecision {
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Why nothing changes. */
    enum Refusal {
        /** A provider has been asked, and what it answers comes first. */
        PROVIDER_ASKED,
        /** Its money is held. */
        ALREADY_AUTHORIZED,
        /** It has been paid. */
        ALREADY_SUCCESSFUL,
        /** It has failed. */
        ALREADY_FAILED,
        /** It has expired. */
        ALREADY_EXPIRED,
        /** What was held has been given up. */
        ALREADY_REVERSED,
        /** Nothing is held. */
        NOT_AUTHORIZED,
        /** Nothing has been taken. */
        NOT_PAID,
        /** It is less than nothing, nothing, or more than there is. */
        WRONG_AMOUNT,
        /** All of it may be taken, or nothing. */
        NOT_PARTIALLY_CAPTURABLE,
        /** The payment method does not give back. */
        NOT_REFUNDABLE,
        /** The payment method gives back all or nothing. */
        NOT_PARTIALLY_REFUNDABLE,
        /** All of it has been given back, or is on its way. */
        ALREADY_REFUNDED,
        /** It has as many refunds as it may have. */
        TOO_MANY_REFUNDS,
        /** The payment method gives nothing back after so long. */
        TOO_LATE_TO_REFUND,
        /** It is not all of it, or too late for leaving no trace. */
        NOT_VOIDABLE,
        /** Its deadline is still to come. */
        NOT_DUE,
        /** The payment method has no such failure code. */
        UNKNOWN_FAILURE_CODE,
        /** What is said of it has been said before. */
        NOTHING_NEW
    }
}
