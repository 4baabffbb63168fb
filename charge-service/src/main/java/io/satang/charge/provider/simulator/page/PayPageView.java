package io.satang.charge.provider.simulator.page;

import io.satang.charge.decision.Charge;
import io.satang.charge.provider.simulator.page.PaymentDetails.Line;
import io.satang.events.AccountChanged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A charge as its payer sees it.
 *
 * @param shop        whom to pay
 * @param amount      in the payer's form
 * @param description what for, in the merchant's words
 * @param details     what else there is to say
 * @param deadline    until when it may be paid, while it may
 * @param form        what the payer is asked, if anything
 * @param outcome     what became of it; empty while the payer is asked
 * @param returnUri   where the payer may go on to
 * @param back        what the link says that leads there
 * @param code        where the image to scan is, of a charge that has one
 */
record PayPageView(
        ShopSign shop,
        String amount,
        Optional<String> description,
        List<Line> details,
        Optional<Deadline> deadline,
        Optional<PayForm> form,
        Optional<Outcome> outcome,
        Optional<String> returnUri,
        String back,
        String code) {

    /** What may be done with the charge, or what has become of it. */
    static PayPageView of(Charge charge, PageState state, Optional<AccountChanged> account, Instant now, Words words) {
        boolean pending = state == PageState.PENDING;
        String country = account.map(AccountChanged::country).orElse("");
        ShopSign shop = ShopSign.of(account, charge.terms().returnUri(), words);
        return new PayPageView(
                shop,
                AmountText.of(charge.amount()),
                charge.description(),
                PaymentDetails.of(charge, words),
                pending ? Optional.of(Deadline.of(charge.expiresAt(), now, country, words)) : Optional.empty(),
                pending ? Optional.of(PayForm.of(charge, words)) : Optional.empty(),
                pending ? Optional.empty() : Optional.of(Outcome.of(charge, state, words)),
                charge.terms().returnUri(),
                words.text("back", shop.name()),
                PageAddress.code(charge));
    }

    /** What the browser calls the page. */
    String title(Words words) {
        return outcome.map(became -> words.text("title.other", became.heading(), shop.name()))
                .orElseGet(() -> words.text("title.pay", amount, shop.name()));
    }
}
