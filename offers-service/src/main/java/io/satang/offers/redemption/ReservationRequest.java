package io.satang.offers.redemption;

import io.satang.offers.offer.Channel;
import io.satang.offers.qualification.Payment;
import io.satang.offers.redemption.PaymentFacts.Progress;
import io.satang.offers.redemption.PaymentStore.KnownPayment;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Objects;

/**
 * What a charge asks of an offer before its payer is charged.
 *
 * @param chargeId        {@code chrg_…}; a charge asks once, however often it is heard
 * @param merchantAccount who takes the payment
 * @param livemode        live or test
 * @param cardOfferId     what the payer redeems, as the merchant has written it
 * @param fingerprint     by what the merchant's account recognises the card that pays
 * @param amount          what is to be paid without the discount
 * @param least           the least that the card may be charged
 * @param chargeExpiresAt until when the charge may be paid, and what is held for it be taken
 */
record ReservationRequest(
        String chargeId,
        String merchantAccount,
        boolean livemode,
        String cardOfferId,
        String fingerprint,
        Money amount,
        Money least,
        Instant chargeExpiresAt) {

    ReservationRequest {
        Objects.requireNonNull(chargeId, "chargeId");
        Objects.requireNonNull(merchantAccount, "merchantAccount");
        Objects.requireNonNull(cardOfferId, "cardOfferId");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(least, "least");
        Objects.requireNonNull(chargeExpiresAt, "chargeExpiresAt");
    }

    /** The payment as if it were made now. */
    KnownPayment payment(Instant now) {
        Payment payment = new Payment(amount, now, Channel.ONLINE);
        return new KnownPayment(
                chargeId, merchantAccount, fingerprint, new PaymentFacts(payment, new Progress.Held(), amount.none()));
    }
}
