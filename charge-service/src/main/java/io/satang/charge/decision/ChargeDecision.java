package io.satang.charge.decision;

import io.satang.events.EventType;
import java.util.Objects;

/** What follows from a command; see {@link ChargeRules}. */
public sealed interface ChargeDecision {

    /**
     * The charge changes, and the event tells of it.
     *
     * @param next  the charge afterwards, one version later
     * @param event what happened
     */
    record Changed(Charge next, EventType event) implements ChargeDecision {
        public Changed {
            Objects.requireNonNull(next, "next");
            Objects.requireNonNull(event, "event");
        }
    }

    /**
     * The deadline came before the money: the charge expires, and the money goes back.
     *
     * @param expired   the charge afterwards
     * @param reference what to void at the provider
     */
    record ExpiredAndVoid(Charge expired, String reference) implements ChargeDecision {
        public ExpiredAndVoid {
            Objects.requireNonNull(expired, "expired");
            Objects.requireNonNull(reference, "reference");
        }
    }

    /**
     * The charge had ended without this money, or been paid with other money; this goes back.
     *
     * @param reference what to void at the provider
     */
    record VoidLateApproval(String reference) implements ChargeDecision {
        public VoidLateApproval {
            Objects.requireNonNull(reference, "reference");
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
        /** It has been paid. */
        ALREADY_SUCCESSFUL,
        /** It has failed. */
        ALREADY_FAILED,
        /** It has expired. */
        ALREADY_EXPIRED,
        /** Its deadline is still to come. */
        NOT_DUE,
        /** The payment method has no such failure code. */
        UNKNOWN_FAILURE_CODE,
        /** What the merchant says of it has been said before. */
        NOTHING_NEW
    }
}
