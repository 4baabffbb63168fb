package io.satang.charge.provider.simulator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.satang.charge.decision.CardTerms;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.FailureCode;
import io.satang.platform.money.Money;
import io.satang.platform.time.TimeFormat;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A charge as its payer sees it.
 *
 * @param merchant     whom to pay
 * @param amount       in main units with the currency, for instance {@code THB 4,000.00}
 * @param method       payment method, or the card as its holder knows it
 * @param expiresAt    until when it may be paid
 * @param until        the same, for people
 * @param action       where the form goes
 * @param pending      whether there is still something to press
 * @param message      what the payer is asked, or what became of it
 * @param advice       what to do next
 * @param confirm      what the button says that lets it succeed
 * @param refuse       what the other one says
 * @param defaultCode  why it fails when nobody says why
 * @param failureCodes the failures that can be chosen
 * @param returnUri    where the payer may go on to
 * @param refresh      what the page loads in a moment, when it is to look again
 */
record PayPageView(
        String merchant,
        String amount,
        String method,
        String expiresAt,
        String until,
        String action,
        boolean pending,
        String message,
        String advice,
        String confirm,
        String refuse,
        String defaultCode,
        List<String> failureCodes,
        Optional<String> returnUri,
        Optional<String> refresh) {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final DateTimeFormatter UNTIL = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final String PAID = "This payment was successful.";
    private static final String DONE = "There is nothing left to do here.";

    /** The page's address with this asks what came of a press. */
    static final String CONFIRMING = "confirming";

    /** What may be done with the charge, or what has become of it. */
    static PayPageView of(Charge charge) {
        String page = page(charge);
        boolean asked = charge.state() instanceof Reserving || charge.state() instanceof Authorizing;
        Optional<String> refresh = asked ? Optional.of(page) : Optional.empty();
        boolean card = charge.terms().card().isPresent();
        return of(charge, charge.state() instanceof Pending, message(charge, card), advice(charge, card), refresh);
    }

    /** That it is not known yet what came of a press. */
    static PayPageView confirming(Charge charge) {
        return of(
                charge,
                false,
                "Your payment is still being confirmed.",
                "This page looks again by itself. If nothing happens for a minute, open the payment again: it is never taken twice.",
                Optional.of(page(charge) + "?" + CONFIRMING + "=true"));
    }

    private static PayPageView of(
            Charge charge, boolean pending, String message, String advice, Optional<String> refresh) {
        boolean card = charge.terms().card().isPresent();
        return new PayPageView(
                charge.terms().merchantName(),
                amount(charge.amount()),
                method(charge),
                TimeFormat.iso(charge.expiresAt()),
                UNTIL.format(charge.expiresAt()),
                page(charge),
                pending,
                message,
                advice,
                card ? "Confirm" : "Successful",
                card ? "Do not confirm" : "Failed",
                PayPage.defaultCode(charge),
                charge.terms().failureCodes(),
                charge.terms().returnUri(),
                refresh);
    }

    private static String page(Charge charge) {
        return "/payments/" + charge.pageId() + "/authorize";
    }

    private static String amount(Money money) {
        String number = "%,." + money.currency().exponent() + "f";
        return money.currency() + " " + String.format(Locale.ROOT, number, money.mainUnits());
    }

    private static String method(Charge charge) {
        return charge.terms()
                .card()
                .map(PayPageView::method)
                .orElseGet(() -> charge.terms().sourceType().replace('_', ' '));
    }

    private static String method(CardTerms card) {
        try {
            JsonNode object = MAPPER.readTree(card.card().text());
            return card.brand() + " •••• " + object.path("last_digits").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a card is a JSON object", e);
        }
    }

    private static String message(Charge charge, boolean card) {
        return switch (charge.state()) {
            case Pending pending ->
                card
                        ? "Your bank asks whether it is you who pays. Choose how this test ends."
                        : "Choose how this test payment ends.";
            case Reserving reserving -> "This payment is being processed.";
            case Authorizing authorizing -> "This payment is being processed.";
            case Authorized authorized -> PAID;
            case Capturing capturing -> PAID;
            case Successful successful -> PAID;
            case Reversed reversed -> "This payment was cancelled by the merchant.";
            case Failed(var at, var code) -> "This payment failed: " + code.message() + ".";
            case Expired expired -> "This payment has expired.";
        };
    }

    private static String advice(Charge charge, boolean card) {
        return switch (charge.state()) {
            case Pending pending -> "";
            case Reserving reserving -> "This page looks again by itself.";
            case Authorizing authorizing -> "This page looks again by itself.";
            case Authorized authorized -> DONE;
            case Capturing capturing -> DONE;
            case Successful successful -> DONE;
            case Reversed reversed -> DONE;
            case Failed(var at, var code) -> afterFailure(code, card);
            case Expired expired -> "You have not been charged. Go back to the shop to begin again.";
        };
    }

    /** What a payer can do about it. */
    private static String afterFailure(FailureCode code, boolean card) {
        String another = card ? "pay with another card" : "pay in another way";
        return switch (code.code()) {
            case "insufficient_fund", "insufficient_balance" ->
                "You have not been charged. Go back to the shop and " + another
                        + ", or try again when there is enough money.";
            case "invalid_security_code", "invalid_account_number", "expired_card" ->
                "You have not been charged. Go back to the shop, look at the card's number, date and security code, and try again.";
            case "stolen_or_lost_card", "failed_fraud_check", "payment_rejected" ->
                "You have not been charged. Go back to the shop and " + another + ", or ask your bank why it said no.";
            default -> "You have not been charged. Go back to the shop and try again, or " + another + ".";
        };
    }
}
