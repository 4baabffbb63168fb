package io.satang.charge.decision;

import io.satang.charge.decision.CardTerms.Recurrence;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.ChargeTerms.Flow;
import io.satang.charge.decision.Instrument.ByCard;
import io.satang.events.CardFailure;
import io.satang.events.RawJson;
import io.satang.platform.id.CardOfferId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.Ids;
import io.satang.platform.id.PayPageId;
import io.satang.platform.id.TokenId;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Charges by card, made when the {@link SampleCharges} were, for as much. */
public final class SampleCardCharges {
    private static final ChargeId ID = new ChargeId("chrg_test_5satang000000000003");
    private static final TokenId TOKEN = new TokenId("tokn_test_5satang000000000003");
    private static final PaymentCard PAYS = new PaymentCard(false, Optional.empty());

    private static final OfferUse OFFER = new OfferUse(new CardOfferId("cdof_test_5satang000000000009"), "fingerprint");

    /** What an offer takes off a charge. */
    public static final Discount DISCOUNT = new Discount(
            "offr_test_5satang000000000009", "rdmp_test_5satang000000000009", new Money(1_000, Currency.THB));

    private SampleCardCharges() {}

    /** A charge whose payer wants a discount that has been asked for. */
    public static Charge reserving(boolean capture, boolean authentication) {
        return reserving(ID, TOKEN, capture, authentication);
    }

    /** The same of this id. */
    public static Charge reserving(ChargeId id, TokenId token, boolean capture, boolean authentication) {
        CardTerms card = card(
                "Visa",
                AuthorizationType.FINAL_AUTH,
                new PaymentCard(authentication, Optional.empty()),
                Optional.of(OFFER));
        return made(id, token, capture, card, new Reserving(OperationId.reserve(id)));
    }

    /** A charge of this id by a Visa, whose provider has been asked for the money. */
    public static Charge byCard(ChargeId id, TokenId token, Optional<CardFailure> failure) {
        return asked(id, token, true, card("Visa", AuthorizationType.FINAL_AUTH, new PaymentCard(false, failure)));
    }

    /** A charge that a card of this brand has paid. */
    public static Charge paidByCard(String brand) {
        Charge asked = asked(ID, TOKEN, true, card(brand, AuthorizationType.FINAL_AUTH, PAYS));
        return asked.moveTo(new Successful(
                SampleCharges.ENDED,
                SampleCharges.ENDED,
                "trxn_test_5satang000000000003",
                Optional.of(SampleCharges.PAYMENT),
                asked.amount(),
                List.of()));
    }

    /** A charge whose provider has been asked to take the money at once. */
    static Charge takenAtOnce(boolean authentication) {
        PaymentCard card = new PaymentCard(authentication, Optional.empty());
        return asked(ID, TOKEN, true, card("Visa", AuthorizationType.FINAL_AUTH, card));
    }

    /** A charge whose provider has been asked to hold the money, for a merchant who wants to do this with it. */
    static Charge held(AuthorizationType type, boolean authentication) {
        return asked(ID, TOKEN, false, card("Visa", type, new PaymentCard(authentication, Optional.empty())));
    }

    private static CardTerms card(String brand, AuthorizationType type, PaymentCard card) {
        return card(brand, type, card, Optional.empty());
    }

    private static CardTerms card(String brand, AuthorizationType type, PaymentCard card, Optional<OfferUse> offer) {
        return new CardTerms(
                Optional.empty(),
                new RawJson("{\"object\":\"card\",\"last_digits\":\"4242\"}"),
                brand,
                Optional.of(type),
                new Recurrence(Optional.of("chrg_test_1"), Optional.of("subscription"), Optional.of("MIT")),
                card,
                offer);
    }

    private static Charge asked(ChargeId id, TokenId token, boolean capture, CardTerms card) {
        return made(id, token, capture, card, new Authorizing(OperationId.authorize(id)));
    }

    private static Charge made(ChargeId id, TokenId token, boolean capture, CardTerms card, ChargeState state) {
        Charge sample = SampleCharges.pending(SampleSources.points().build());
        return new Charge(
                id,
                sample.accountId(),
                false,
                1,
                sample.amount(),
                new ByCard(token),
                new PayPageId("paym_test_" + Ids.body(id.value())),
                SampleCharges.CREATED,
                SampleCharges.CREATED.plus(Duration.ofDays(7)),
                Optional.empty(),
                sample.metadata(),
                terms(sample.terms(), capture, card),
                Optional.empty(),
                state);
    }

    private static ChargeTerms terms(ChargeTerms terms, boolean capture, CardTerms card) {
        return new ChargeTerms(
                "card",
                card.payment().authentication() ? Flow.REDIRECT : Flow.DIRECT,
                Instructions.NONE,
                Optional.empty(),
                List.of("failed_processing", "insufficient_fund", "payment_rejected"),
                true,
                true,
                terms.pricing(),
                false,
                terms.fundingCurrency(),
                terms.merchantName(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                terms.documentId(),
                terms.downloadToken(),
                PlatformFee.NONE,
                capture,
                Optional.empty(),
                Optional.of(card));
    }
}
