package io.satang.console.listing;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.page.Moment;
import io.satang.console.page.Wording;
import java.time.Instant;
import java.util.List;

/**
 * A customer in a list.
 *
 * @param cards brand, last digits and expiry of each
 */
record CustomerRow(String id, Moment created, String email, String description, List<String> cards) {
    static CustomerRow of(JsonNode customer, Wording wording) {
        return new CustomerRow(
                customer.path("id").asText(),
                wording.moment(Body.instant(customer, "created_at").orElse(Instant.EPOCH)),
                Body.text(customer, "email").orElse(""),
                Body.text(customer, "description").orElse(""),
                Body.data(customer.path("cards")).stream()
                        .map(CustomerRow::card)
                        .toList());
    }

    private static String card(JsonNode card) {
        return "%s %s, %02d/%d"
                .formatted(
                        card.path("brand").asText(),
                        card.path("last_digits").asText(),
                        card.path("expiration_month").asInt(),
                        card.path("expiration_year").asInt());
    }
}
