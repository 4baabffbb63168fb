package io.satang.charge.provider.simulator.page;

import io.satang.charge.decision.Charge;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a payer is asked.
 *
 * @param question what
 * @param explains sentences that go with it
 * @param confirm  what the button says that lets the payment succeed
 * @param refuse   what the other one says
 * @param reasons  why it may fail; the first is the one when nobody says why
 */
record PayForm(String question, List<String> explains, String confirm, String refuse, List<Reason> reasons) {

    /**
     * Why a payment fails.
     *
     * @param code what is sent
     * @param text what is read
     */
    record Reason(String code, String text) {}

    /** The form of a charge that waits for its payer: whoever pays by card is authenticated first. */
    static PayForm of(Charge charge, Words words) {
        boolean card = charge.terms().card().isPresent();
        String kind = card ? ".card" : ".source";
        return new PayForm(
                words.text("ask" + kind),
                card ? List.of(words.text("ask.card_explained")) : List.of(),
                words.text("confirm" + kind),
                words.text("refuse" + kind),
                reasons(charge, words));
    }

    private static List<Reason> reasons(Charge charge, Words words) {
        String usual = PayPage.defaultCode(charge);
        Reason first = new Reason("", words.text("reason.default", text(usual, words)));
        return Stream.concat(
                        Stream.of(first),
                        charge.terms().failureCodes().stream()
                                .filter(code -> !code.equals(usual))
                                .map(code -> new Reason(code, text(code, words))))
                .toList();
    }

    private static String text(String code, Words words) {
        return Outcome.reason(code, words) + " " + code;
    }
}
