package io.satang.console.charge;

import io.satang.console.page.Listed;
import io.satang.console.page.Methods;
import io.satang.console.page.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A screen of the list.
 *
 * @param listed what the API has answered
 */
record ChargeList(ChargeFilter filter, List<Choice> statuses, List<Choice> types, List<ChargeRow> rows, Listed listed) {
    /** An option of a select. */
    record Choice(String code, String name, boolean chosen) {}

    static ChargeList of(ChargeFilter filter, Listed listed, List<String> methods, Wording wording, Instant now) {
        ChargeWords words = wording.in(ChargeWords.class);
        return new ChargeList(
                filter,
                Arrays.stream(Status.values())
                        .map(status ->
                                new Choice(status.code(), status.word(words), isIn(filter.status(), status.code())))
                        .toList(),
                Stream.concat(filter.type().stream(), methods.stream())
                        .distinct()
                        .map(type -> new Choice(type, Methods.name(type), isIn(filter.type(), type)))
                        .toList(),
                listed.items().stream()
                        .map(charge -> ChargeRow.of(charge, wording, now))
                        .toList(),
                listed);
    }

    /** The first day, as its field holds it. */
    public String from() {
        return filter.from().map(LocalDate::toString).orElse("");
    }

    /** The last day, as its field holds it. */
    public String to() {
        return filter.to().map(LocalDate::toString).orElse("");
    }

    /** The text that is looked for. */
    public String text() {
        return filter.text().orElse("");
    }

    private static boolean isIn(Optional<String> chosen, String code) {
        return chosen.filter(code::equals).isPresent();
    }
}
