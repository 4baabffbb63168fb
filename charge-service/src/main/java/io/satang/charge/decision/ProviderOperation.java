package io.satang.charge.decision;

import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.money.Money;
import java.util.Objects;
import java.util.Optional;

/**
 * What a decision asks of a provider. It is stored by the statement that stores the charge's next state, before anybody asks, so that a
 * crash leaves an intent that is taken up again and never money that nobody knows of.
 *
 * @param id      our name for it
 * @param charge  what it is asked for
 * @param account whose charge that is
 * @param kind    what is asked
 * @param payment the payment that it is about; empty when it is to be made
 * @param amount  how much of it, or is to be taken
 * @param card    the card that pays, when one is to pay without its payer
 * @param offer   what the offers-service is told, when a discount is asked for
 */
public record ProviderOperation(
        OperationId id,
        ChargeId charge,
        AccountId account,
        Kind kind,
        Optional<ProviderReference> payment,
        Money amount,
        Optional<PaymentCard> card,
        Optional<OfferRequest> offer) {

    public ProviderOperation {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(charge, "charge");
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(amount, "amount");
        Objects.requireNonNull(card, "card");
        Objects.requireNonNull(offer, "offer");
        if (payment.isPresent() != kind.isOfPayment() || offer.isPresent() != (kind == Kind.RESERVE)) {
            throw new IllegalArgumentException(id + " is a " + kind + " of " + payment + " and " + offer);
        }
    }

    /** Something that is about money. */
    public ProviderOperation(
            OperationId id,
            ChargeId charge,
            AccountId account,
            Kind kind,
            Optional<ProviderReference> payment,
            Money amount,
            Optional<PaymentCard> card) {
        this(id, charge, account, kind, payment, amount, card, Optional.empty());
    }

    /** What is asked. */
    public enum Kind {
        /** To set a discount aside, before anybody is asked for money. */
        RESERVE,
        /** To hold the payer's money, until it is captured or released. */
        AUTHORIZE,
        /** To take the payer's money at once. */
        SALE,
        /** To take held money, or a part of it; the rest is released. */
        CAPTURE,
        /** To give all of a payment's money back, be it held or taken. */
        VOID,
        /** To give taken money back, or a part of it. */
        REFUND;

        /** Whether it makes a payment that had not been there. */
        public boolean makesPayment() {
            return switch (this) {
                case AUTHORIZE, SALE -> true;
                case RESERVE, CAPTURE, VOID, REFUND -> false;
            };
        }

        /** Whether it is about a payment that has been made. */
        boolean isOfPayment() {
            return switch (this) {
                case RESERVE, AUTHORIZE, SALE -> false;
                case CAPTURE, VOID, REFUND -> true;
            };
        }
    }

    /** To set the discount aside that the charge's payer wants. */
    public static ProviderOperation reserve(Charge charge, OfferUse use) {
        return new ProviderOperation(
                OperationId.reserve(charge.id()),
                charge.id(),
                charge.accountId(),
                Kind.RESERVE,
                Optional.empty(),
                charge.amount(),
                Optional.empty(),
                Optional.of(new OfferRequest(
                        use, charge.livemode(), CardMinimum.of(charge.amount().currency()), charge.expiresAt())));
    }

    /** To take the charge's money, or to hold it when the charge is to be captured later. */
    public static ProviderOperation authorize(Charge charge) {
        Optional<PaymentCard> card = charge.terms().card().map(CardTerms::payment);
        return payment(charge, OperationId.authorize(charge.id()), card);
    }

    /**
     * What the payer does at the charge's page. Nobody asks a provider for it, but it can be inquired about: it is known by the page's id,
     * which the charge was stored with.
     */
    public static ProviderOperation atPage(Charge charge) {
        return payment(charge, new OperationId(charge.pageId().value()), Optional.empty());
    }

    static ProviderOperation capture(Charge charge, ProviderReference hold, Money amount) {
        return of(charge, OperationId.capture(charge.id(), charge.version()), Kind.CAPTURE, hold, amount);
    }

    static ProviderOperation voiding(Charge charge, ProviderReference payment) {
        return of(charge, OperationId.voiding(charge.id(), payment), Kind.VOID, payment, charge.amount());
    }

    static ProviderOperation refund(Charge charge, Refund refund, ProviderReference payment) {
        return of(charge, OperationId.refund(refund.id()), Kind.REFUND, payment, refund.amount());
    }

    private static ProviderOperation payment(Charge charge, OperationId id, Optional<PaymentCard> card) {
        Kind kind = charge.terms().capture() ? Kind.SALE : Kind.AUTHORIZE;
        return new ProviderOperation(
                id, charge.id(), charge.accountId(), kind, Optional.empty(), charge.amount(), card);
    }

    private static ProviderOperation of(
            Charge charge, OperationId id, Kind kind, ProviderReference payment, Money amount) {
        return new ProviderOperation(
                id, charge.id(), charge.accountId(), kind, Optional.of(payment), amount, Optional.empty());
    }
}
