package io.satang.console.charge;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Fields;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which charges a visitor wants to see. The API knows of times only; the rest is looked for in what it lists.
 *
 * @param from the first day
 * @param to   the last day
 * @param text somewhere in id, description, failure code or metadata
 */
record ChargeFilter(
        Optional<String> status,
        Optional<String> type,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        Optional<String> text) {
    private static final int TEXT_CHARS_MAX = 200;

    /** From what stands in the fields of a form; what cannot be read counts as not given. */
    static ChargeFilter of(
            Optional<String> status,
            Optional<String> type,
            Optional<String> from,
            Optional<String> to,
            Optional<String> text) {
        return new ChargeFilter(given(status), given(type), day(from), day(to), given(text));
    }

    /** Whether the API cannot pick them by itself. */
    boolean looksInside() {
        return status.isPresent() || type.isPresent() || text.isPresent();
    }

    /** Whether nothing is asked for. */
    public boolean isEmpty() {
        return !looksInside() && from.isEmpty() && to.isEmpty();
    }

    /** The part that the API knows; days begin and end where the account is. */
    Fields query(ZoneId zone) {
        return Fields.of("order", "reverse_chronological")
                .and("from", from.map(day -> day.atStartOfDay(zone).toInstant().toString()))
                .and(
                        "to",
                        to.map(day -> day.plusDays(1)
                                .atStartOfDay(zone)
                                .minusSeconds(1)
                                .toInstant()
                                .toString()));
    }

    /** The part that it does not. */
    boolean fits(JsonNode charge) {
        return status.map(charge.path("status").asText()::equals).orElse(true)
                && type.map(ChargeRow.type(charge)::equals).orElse(true)
                && text.map(wanted -> holds(charge, wanted)).orElse(true);
    }

    /** As the query of a page's address, to be followed by an offset. */
    Fields address() {
        return Fields.none()
                .and("status", status)
                .and("type", type)
                .and("from", from.map(LocalDate::toString))
                .and("to", to.map(LocalDate::toString))
                .and("text", text);
    }

    private static boolean holds(JsonNode charge, String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return Stream.of(
                        charge.path("id").asText(),
                        charge.path("description").asText(),
                        charge.path("failure_code").asText(),
                        charge.path("metadata").toString())
                .anyMatch(held -> held.toLowerCase(Locale.ROOT).contains(wanted));
    }

    private static Optional<String> given(Optional<String> field) {
        return field.map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(text -> text.substring(0, Math.min(text.length(), TEXT_CHARS_MAX)));
    }

    private static Optional<LocalDate> day(Optional<String> field) {
        try {
            return given(field).map(LocalDate::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
