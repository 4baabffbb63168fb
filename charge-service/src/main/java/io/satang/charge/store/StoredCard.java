package io.satang.charge.store;

import io.satang.charge.decision.AuthorizationType;
import io.satang.charge.decision.CardTerms;
import io.satang.charge.decision.CardTerms.Recurrence;
import io.satang.charge.decision.Instrument.ByCustomer;
import io.satang.charge.decision.PaymentCard;
import io.satang.events.CardFailure;
import io.satang.events.RawJson;
import io.satang.platform.id.CardId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.json.StoredJson;
import java.util.Optional;

/** The member {@code card} of a charge's stored terms. */
public record StoredCard(
        Optional<StoredOwner> owner,
        RawJson card,
        String brand,
        Optional<String> authorizationType,
        Optional<String> firstCharge,
        Optional<String> recurringReason,
        Optional<String> transactionIndicator,
        StoredPayment payment,
        Optional<StoredOffer> offer) {

    /** The column {@code card} of an operation, which the terms have too. That the payer need not be authenticated is no careful guess. */
    public record StoredPayment(boolean authentication, Optional<StoredFailure> testFailure) {
        private static StoredPayment of(PaymentCard card) {
            return new StoredPayment(
                    card.authentication(),
                    card.testFailure().map(failure -> new StoredFailure(failure.step(), failure.failureCode())));
        }

        private PaymentCard read() {
            return new PaymentCard(
                    authentication, testFailure.map(failure -> new CardFailure(failure.step, failure.failureCode)));
        }
    }

    /** The customer whose card it is. */
    public record StoredOwner(String customerId, String cardId) {}

    /** What a test card does instead of paying. */
    public record StoredFailure(String step, String failureCode) {}

    /** What is stored with an operation. */
    static String writePayment(PaymentCard card) {
        return StoredJson.write(StoredPayment.of(card));
    }

    /**
     * What was stored with an operation.
     *
     * @throws IllegalStateException when it cannot be read
     */
    public static PaymentCard readPayment(String json, String operationId) {
        return StoredJson.read(json, StoredPayment.class, "card of " + operationId)
                .read();
    }

    static StoredCard of(CardTerms terms) {
        Recurrence recurrence = terms.recurrence();
        return new StoredCard(
                terms.owner()
                        .map(owner -> new StoredOwner(
                                owner.customerId().value(), owner.cardId().value())),
                terms.card(),
                terms.brand(),
                terms.authorizationType().map(AuthorizationType::wireName),
                recurrence.firstCharge(),
                recurrence.reason(),
                recurrence.indicator(),
                StoredPayment.of(terms.payment()),
                terms.offer().map(StoredOffer::of));
    }

    CardTerms read() {
        return new CardTerms(
                owner.map(each -> new ByCustomer(new CustomerId(each.customerId), new CardId(each.cardId))),
                card,
                brand,
                // What only a newer version knows lets the merchant take all of it.
                authorizationType.flatMap(AuthorizationType::of),
                new Recurrence(firstCharge, recurringReason, transactionIndicator),
                payment.read(),
                offer.map(StoredOffer::read));
    }
}
