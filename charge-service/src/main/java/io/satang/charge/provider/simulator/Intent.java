package io.satang.charge.provider.simulator;

import io.satang.charge.decision.PaymentCard;
import io.satang.charge.decision.ProviderOperation;
import io.satang.events.CardFailure;
import java.util.Optional;

/** What the simulator means to do for an operation, as long as it has not been told to do it wrong. */
sealed interface Intent {
    /** What it is asked. */
    record Work() implements Intent {}

    /** Nothing, for this reason. */
    record Decline(String code) implements Intent {}

    /** Nothing before the payer has been authenticated at the charge's page. */
    record AskPayer() implements Intent {}

    /** As the card has it that pays, if one does. */
    static Intent of(ProviderOperation operation) {
        return operation.card().map(Intent::of).orElseGet(Work::new);
    }

    /**
     * A card that fails when it is enrolled fails before its payer is asked; any other failure comes after that, or at once when nobody is
     * asked (reference omise-api §10.1).
     */
    private static Intent of(PaymentCard card) {
        Optional<CardFailure> failure = card.testFailure();
        boolean asks = card.authentication()
                && failure.filter(fails -> fails.step().equals("enrollment")).isEmpty();
        return asks ? new AskPayer() : unless(failure.map(CardFailure::failureCode));
    }

    /** To do it, unless there is a reason not to. */
    static Intent unless(Optional<String> declined) {
        return declined.<Intent>map(Decline::new).orElseGet(Work::new);
    }
}
