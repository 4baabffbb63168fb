package io.satang.charge.decision;

import io.satang.events.RawJson;
import io.satang.platform.id.RefundId;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** What may be asked of a charge that exists. */
public sealed interface ChargeCommand {

    /** What may move the charge to another state. */
    sealed interface Move extends ChargeCommand {}

    /** What a provider says. It has happened, whatever the charge thinks of it: it is never refused for being unwelcome, at worst undone. */
    sealed interface FromProvider extends Move {}

    /** What its merchant wants. */
    sealed interface FromMerchant extends Move {}

    /**
     * The provider has taken the payer's money, or holds it if it is to be captured later.
     *
     * @param payment the provider's name for the payment
     * @param at      when it did so, by the clock that all share
     */
    record ProviderApproved(ProviderReference payment, Instant at) implements FromProvider {
        public ProviderApproved {
            Objects.requireNonNull(payment, "payment");
            Objects.requireNonNull(at, "at");
        }
    }

    /** The provider did not take the payer's money, for this reason; one that the payment method does not know is {@code failed_processing}. */
    record ProviderDeclined(Optional<String> code) implements FromProvider {
        public ProviderDeclined {
            Objects.requireNonNull(code, "code");
        }
    }

    /** The discount that was asked for is set aside. */
    record OfferReserved(Discount discount) implements FromProvider {
        public OfferReserved {
            Objects.requireNonNull(discount, "discount");
        }
    }

    /** The discount that was asked for is not given, for these reasons, or nobody could be asked for it in time. */
    record OfferRejected(FailureCode code) implements FromProvider {
        public OfferRejected {
            Objects.requireNonNull(code, "code");
        }
    }

    /** The provider wants the payer to do something at the charge's page first. */
    record PayerNeeded() implements FromProvider {}

    /** The provider has taken what was held, as it was asked to. */
    record CaptureApproved(OperationId asked) implements FromProvider {
        public CaptureApproved {
            Objects.requireNonNull(asked, "asked");
        }
    }

    /** The provider has not taken what was held; it is held as before. */
    record CaptureDeclined(OperationId asked) implements FromProvider {
        public CaptureDeclined {
            Objects.requireNonNull(asked, "asked");
        }
    }

    /** The provider has given back what this refund asked it to. */
    record RefundApproved(RefundId refundId) implements FromProvider {
        public RefundApproved {
            Objects.requireNonNull(refundId, "refundId");
        }
    }

    /** The provider has not given back what this refund asked it to, so it may be asked for again. */
    record RefundDeclined(RefundId refundId) implements FromProvider {
        public RefundDeclined {
            Objects.requireNonNull(refundId, "refundId");
        }
    }

    /** The merchant takes what is held, or a part of it; the rest is released. */
    record Capture(Optional<Money> amount) implements FromMerchant {
        public Capture {
            Objects.requireNonNull(amount, "amount");
        }
    }

    /** The merchant gives up what is held. */
    record Reverse() implements FromMerchant {}

    /**
     * The merchant gives back so much of what was taken.
     *
     * @param refundId what it is called; asking again under the same name asks for nothing more
     * @param voided   whether it is to leave no trace on the payer's statement; as it can be done when empty
     * @param metadata the merchant's data
     */
    record RefundRequested(RefundId refundId, Money amount, Optional<Boolean> voided, RawJson metadata)
            implements FromMerchant {
        public RefundRequested {
            Objects.requireNonNull(refundId, "refundId");
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(voided, "voided");
            Objects.requireNonNull(metadata, "metadata");
        }
    }

    /** The merchant simulates a payment in test mode. */
    record MarkPaid() implements FromMerchant {}

    /** The merchant simulates a failure in test mode; {@code failed_processing} unless it names another code. */
    record MarkFailed(Optional<String> code) implements FromMerchant {
        public MarkFailed {
            Objects.requireNonNull(code, "code");
        }
    }

    /** The merchant withdraws the charge. */
    record ExpireRequested() implements FromMerchant {}

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

    /** The deadline has passed, and no provider knows of money that was taken before it. */
    record DeadlinePassed() implements Move {}
}
