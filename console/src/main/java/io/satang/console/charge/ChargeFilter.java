package io.satang.console.charge;

import io.satang.console.client.Fields;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which charges a visitor wants to see.
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
    private static final List<String> STATUSES =
            Arrays.stream(Status.values()).map(Status::code).toList();
    private static final Pattern TYPE = Pattern.compile("[a-z0-9_]{1,64}");
    private static final int TEXT_CHARS_MAX = 200;

    /** From what stands in the fields of a form; what cannot be read counts as not given. */
    static ChargeFilter of(
            Optional<String> status,
            Optional<String> type,
            Optional<String> from,
            Optional<String> to,
            Optional<String> text) {
        return new ChargeFilter(
                given(status).filter(STATUSES::contains),
                given(type).filter(TYPE.asMatchPredicate()),
                day(from),
                day(to),
                given(text));
    }

    /** Whether the API has to look through charges for them. */
    boolean looksInside() {
        return status.isPresent() || type.isPresent() || text.isPresent();
    }

    /** Whether nothing is asked for. */
    public boolean isEmpty() {
        return !looksInside() && from.isEmpty() && to.isEmpty();
    }

    /** What the API is asked for; days begin and end where the account is. */
    Fields query(ZoneId zone) {
        return Fields.none()
                .and("status", status)
                .and("source_type", type)
                .and("query", text)
                .and("from", from.map(day -> day.atStartOfDay(zone).toInstant().toString()))
                .and(
                        "to",
                        to.map(day -> day.plusDays(1)
                                .atStartOfDay(zone)
                                .minusSeconds(1)
                                .toInstant()
                                .toString()));
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
