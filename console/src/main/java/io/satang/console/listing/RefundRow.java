package io.satang.console.listing;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.page.Moment;
import io.satang.console.page.Pill;
import io.satang.console.page.Wording;
import java.time.Instant;

/**
 * A refund in a list.
 *
 * @param voided whether it leaves no trace on the payer's statement
 */
record RefundRow(String id, Moment created, String amount, Pill status, boolean voided, String charge) {
    static RefundRow of(JsonNode refund, Wording wording) {
        return new RefundRow(
                refund.path("id").asText(),
                wording.moment(Body.instant(refund, "created_at").orElse(Instant.EPOCH)),
                wording.amount(
                        refund.path("amount").asLong(), refund.path("currency").asText()),
                status(refund.path("status").asText(), wording.in(RefundWords.class)),
                refund.path("voided").asBoolean(),
                refund.path("charge").asText());
    }

    private static Pill status(String status, RefundWords words) {
        return switch (status) {
            case "pending" -> new Pill(words.pending(), "wait");
            case "closed" -> new Pill(words.closed(), "good");
            case "failed" -> new Pill(words.failed(), "bad");
            default -> new Pill(status, "calm");
        };
    }
}
