package io.satang.offers.redemption;

import io.satang.offers.offer.Channel;
import io.satang.offers.qualification.Payment;
import io.satang.offers.redemption.PaymentFacts.Progress;
import io.satang.platform.error.ApiException;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.satang.platform.params.Params;
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
public record ReservationRequest(
        String chargeId,
        String merchantAccount,
        boolean livemode,
        String cardOfferId,
        String fingerprint,
        Money amount,
        Money least,
        Instant chargeExpiresAt) {

    public ReservationRequest {
        Objects.requireNonNull(chargeId, "chargeId");
        Objects.requireNonNull(merchantAccount, "merchantAccount");
        Objects.requireNonNull(cardOfferId, "cardOfferId");
        Objects.requireNonNull(fingerprint, "fingerprint");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(least, "least");
        Objects.requireNonNull(chargeExpiresAt, "chargeExpiresAt");
    }

    /**
     * Reads what the charge-service asks for a charge.
     *
     * @throws ApiException {@code bad_request} when it makes no sense
     */
    public static ReservationRequest from(String charge, Params params) {
        Currency currency = Currency.parse(params.requiredText("currency"))
                .orElseThrow(() -> ApiException.badRequest("currency is currently not supported"));
        return new ReservationRequest(
                charge,
                params.requiredText("account_id"),
                params.bool("livemode").orElse(false),
                params.requiredText("card_offer"),
                params.requiredText("fingerprint"),
                amount(params, "amount", currency),
                amount(params, "least_amount", currency),
                params.instant("charge_expires_at")
                        .orElseThrow(() -> ApiException.badRequest("charge_expires_at cannot be blank")));
    }

    private static Money amount(Params params, String name, Currency currency) {
        return params.integer(name).stream()
                .filter(subunits -> subunits > 0)
                .mapToObj(subunits -> new Money(subunits, currency))
                .findFirst()
                .orElseThrow(() -> ApiException.badRequest(name + " must be greater than or equal to 1"));
    }

    /** The payment as if it were made now. */
    KnownPayment payment(Instant now) {
        Payment payment = new Payment(amount, now, Channel.ONLINE);
        return new KnownPayment(
                chargeId, merchantAccount, fingerprint, new PaymentFacts(payment, new Progress.Held(), amount.none()));
    }
}
