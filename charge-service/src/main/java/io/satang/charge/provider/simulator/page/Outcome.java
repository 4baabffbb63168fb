package io.satang.charge.provider.simulator.page;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.FailureCode;
import java.util.List;

/**
 * What became of a payment, and what its payer can do about it.
 *
 * @param state   as styles call it
 * @param heading what became of it
 * @param says    sentences: why, and what to do next
 */
record Outcome(String state, String heading, List<String> says) {

    /** What is said of a charge in a state in which there is nothing to press. */
    static Outcome of(Charge charge, PageState state, Words words) {
        List<String> says = charge.state() instanceof Failed(var at, var code) && state == PageState.FAILED
                ? failure(code, charge.terms().card().isPresent(), words)
                : List.of(words.text("state." + state.key() + "_says"));
        return new Outcome(state.key(), words.text("state." + state.key()), says);
    }

    private static List<String> failure(FailureCode code, boolean card, Words words) {
        return List.of(
                reason(code.code(), words),
                words.text("next.not_charged"),
                words.text("next." + next(code.code()) + (card ? ".card" : ".source")));
    }

    /** Why a payment fails, for its payer; a payer can do nothing with the name of a reason that has no words here. */
    static String reason(String code, Words words) {
        return words.find("failure." + code).orElseGet(() -> words.text("failure.other"));
    }

    private static String next(String code) {
        return switch (code) {
            case "insufficient_fund", "insufficient_balance" -> "funds";
            case "invalid_security_code", "invalid_account_number", "expired_card" -> "numbers";
            case "stolen_or_lost_card", "failed_fraud_check", "payment_rejected" -> "bank";
            default -> "again";
        };
    }
}
