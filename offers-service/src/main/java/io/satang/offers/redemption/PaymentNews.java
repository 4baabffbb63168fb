package io.satang.offers.redemption;

import io.satang.offers.redemption.PaymentFacts.Progress;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Objects;

/** Something that was heard of a payment. */
public sealed interface PaymentNews {
    /** {@code chrg_…} */
    String chargeId();

    /** The account that takes the payment. */
    String merchantAccount();

    /**
     * How far a payment by card has come.
     *
     * @param fingerprint by what the merchant's account recognises the card
     * @param amount      what the payer was asked for
     * @param paidAt      when
     * @param version     the charge's; a higher one is later
     */
    record Moved(
            String chargeId,
            String merchantAccount,
            String fingerprint,
            Money amount,
            Instant paidAt,
            Progress progress,
            long version)
            implements PaymentNews {

        public Moved {
            Objects.requireNonNull(chargeId, "chargeId");
            Objects.requireNonNull(merchantAccount, "merchantAccount");
            Objects.requireNonNull(fingerprint, "fingerprint");
            Objects.requireNonNull(amount, "amount");
            Objects.requireNonNull(paidAt, "paidAt");
            Objects.requireNonNull(progress, "progress");
        }
    }

    /**
     * Something was given back, of a payment of whatever kind.
     *
     * @param refundId {@code rfnd_…}
     * @param amount   subunits
     * @param at       when
     */
    record Refunded(String refundId, String chargeId, String merchantAccount, long amount, Instant at)
            implements PaymentNews {

        public Refunded {
            Objects.requireNonNull(refundId, "refundId");
            Objects.requireNonNull(chargeId, "chargeId");
            Objects.requireNonNull(merchantAccount, "merchantAccount");
            Objects.requireNonNull(at, "at");
        }
    }
}
