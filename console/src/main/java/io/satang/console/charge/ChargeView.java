package io.satang.console.charge;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Answer;
import io.satang.console.client.Body;
import io.satang.console.page.Amounts;
import io.satang.console.page.Fact;
import io.satang.console.page.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One charge on a page of its own.
 *
 * @param failure  what its failure means, and what to do
 * @param payPage  where it can be paid
 * @param told     whether somebody is told of its events
 * @param heard    whether its events could be read
 * @param curl     how to ask for the same
 * @param once     what makes a refund that is sent twice one refund
 */
record ChargeView(
        ChargeRow row,
        Optional<String> failure,
        List<Fact> facts,
        List<Fact> metadata,
        List<Offered> actions,
        Optional<String> payPage,
        List<Step> steps,
        boolean told,
        boolean heard,
        String currency,
        List<String> failureCodes,
        String curl,
        String once,
        String json) {

    /**
     * Something that can be done.
     *
     * @param amount what stands in the field for an amount at first
     */
    record Offered(Action action, String name, Optional<String> amount) {
        /** The last segment of its route. */
        public String route() {
            return action.route();
        }

        /** Whether a reason goes with it. */
        public boolean takesReason() {
            return action == Action.MARK_AS_FAILED;
        }
    }

    static ChargeView of(JsonNode charge, Answer events, Wording wording, Instant now, String curl, String once) {
        ChargeWords words = wording.in(ChargeWords.class);
        List<JsonNode> known = events instanceof Answer.Done done ? Body.data(done.body()) : List.of();
        return new ChargeView(
                ChargeRow.of(charge, wording, now),
                Body.text(charge, "failure_code")
                        .map(code -> Failure.meaning(code, wording)
                                .orElse(charge.path("failure_message").asText())),
                facts(charge, wording, words),
                metadata(charge.path("metadata")),
                Action.allowed(charge).stream()
                        .map(action -> offered(action, charge, words))
                        .toList(),
                Body.text(charge, "authorize_uri")
                        .filter(uri -> charge.path("status").asText().equals("pending"))
                        .filter(uri -> uri.startsWith("http://") || uri.startsWith("https://")),
                Timeline.of(charge, known, wording),
                known.stream().anyMatch(event -> event.path("deliveries").size() > 0),
                events instanceof Answer.Done,
                charge.path("currency").asText(),
                FailureCodes.of(ChargeRow.type(charge)),
                curl,
                once,
                Body.pretty(charge));
    }

    private static Offered offered(Action action, JsonNode charge, ChargeWords words) {
        long left = action == Action.CAPTURE
                ? charge.path("authorized_amount").asLong()
                : charge.path("captured_amount").asLong()
                        - charge.path("refunded_amount").asLong();
        return new Offered(
                action,
                action.name(words),
                action.takesAmount()
                        ? Optional.of(
                                Amounts.typed(left, charge.path("currency").asText()))
                        : Optional.empty());
    }

    private static List<Fact> facts(JsonNode charge, Wording wording, ChargeWords words) {
        String currency = charge.path("currency").asText();
        List<Fact> facts = new ArrayList<>();
        Body.text(charge, "description").ifPresent(text -> facts.add(new Fact(words.description(), text)));
        facts.add(new Fact(words.net(), wording.amount(charge.path("net").asLong(), currency)));
        long fee = charge.path("fee").asLong() + charge.path("fee_vat").asLong();
        facts.add(new Fact(words.fee(), wording.amount(fee, currency)));
        Stream.of(new Fact(words.captured(), "captured_amount"), new Fact(words.refunded(), "refunded_amount"))
                .filter(fact -> charge.path("paid").asBoolean()
                        && charge.path(fact.value()).asLong() > 0)
                .map(fact -> new Fact(
                        fact.name(), wording.amount(charge.path(fact.value()).asLong(), currency)))
                .forEach(facts::add);
        Body.text(charge.path("source"), "id").ifPresent(id -> facts.add(new Fact(words.source(), id)));
        Body.text(charge, "customer").ifPresent(id -> facts.add(new Fact(words.customer(), id)));
        Body.text(charge, "return_uri").ifPresent(uri -> facts.add(new Fact(words.returnUri(), uri)));
        return facts;
    }

    private static List<Fact> metadata(JsonNode metadata) {
        return metadata.properties().stream()
                .map(entry -> new Fact(
                        entry.getKey(),
                        entry.getValue().isTextual()
                                ? entry.getValue().asText()
                                : entry.getValue().toString()))
                .toList();
    }
}
