package io.satang.console.charge;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.page.Methods;
import io.satang.console.page.Moment;
import io.satang.console.page.Pill;
import io.satang.console.page.Wording;
import java.time.Instant;
import java.util.Optional;

/**
 * A charge in a list.
 *
 * @param ends how long a payer still has, of a pending one
 */
record ChargeRow(
        String id,
        Moment created,
        String amount,
        String method,
        Pill status,
        Optional<String> failure,
        Optional<String> ends,
        Optional<String> description) {

    static ChargeRow of(JsonNode charge, Wording wording, Instant now) {
        String status = charge.path("status").asText();
        return new ChargeRow(
                charge.path("id").asText(),
                wording.moment(Body.instant(charge, "created_at").orElse(Instant.EPOCH)),
                wording.amount(
                        charge.path("amount").asLong(), charge.path("currency").asText()),
                method(charge),
                Status.pill(status, wording.in(ChargeWords.class)),
                Body.text(charge, "failure_code"),
                Body.instant(charge, "expires_at")
                        .filter(at -> status.equals("pending"))
                        .map(at -> wording.until(at, now)),
                Body.text(charge, "description"));
    }

    /** How it is paid, by name: {@code Visa 4242}, or a method's. */
    static String method(JsonNode charge) {
        JsonNode card = charge.path("card");
        return card.isObject()
                ? card.path("brand").asText() + " " + card.path("last_digits").asText()
                : Methods.name(charge.path("source").path("type").asText());
    }

    /** How it is paid, as the API calls it. */
    static String type(JsonNode charge) {
        return charge.path("card").isObject()
                ? "card"
                : charge.path("source").path("type").asText();
    }
}
