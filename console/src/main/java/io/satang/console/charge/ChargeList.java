package io.satang.console.charge;

import io.satang.console.client.Fields;
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
 * @param newer the address of the screen before
 * @param older the address of the screen behind
 * @param count how many there are, in words
 */
record ChargeList(
        ChargeFilter filter,
        List<Choice> statuses,
        List<Choice> types,
        List<ChargeRow> rows,
        int looked,
        Optional<String> newer,
        Optional<String> older,
        Optional<String> count) {
    private static final String ADDRESS = "/console/charges";

    /** An option of a select. */
    record Choice(String code, String name, boolean chosen) {}

    static ChargeList of(
            ChargeFilter filter,
            ChargeSearch.Found found,
            List<String> methods,
            int offset,
            Wording wording,
            Instant now) {
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
                found.charges().stream()
                        .map(charge -> ChargeRow.of(charge, wording, now))
                        .toList(),
                found.looked(),
                newer(filter, offset),
                found.next().isPresent()
                        ? Optional.of(address(filter, found.next().getAsInt()))
                        : Optional.empty(),
                found.total().isPresent()
                        ? Optional.of(wording.words().total(found.total().getAsLong()))
                        : Optional.empty());
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

    /** Where a screen of what fits begins can only be told forwards; so from there it goes back to the newest. */
    private static Optional<String> newer(ChargeFilter filter, int offset) {
        if (offset == 0) {
            return Optional.empty();
        }
        int before = filter.looksInside() ? 0 : Math.max(0, offset - ChargeSearch.SCREEN);
        return Optional.of(address(filter, before));
    }

    private static String address(ChargeFilter filter, int offset) {
        Fields query = filter.address();
        Fields all = offset == 0 ? query : query.and("offset", Integer.toString(offset));
        return all.encoded().isEmpty() ? ADDRESS : ADDRESS + "?" + all.encoded();
    }

    private static boolean isIn(Optional<String> chosen, String code) {
        return chosen.filter(code::equals).isPresent();
    }
}
