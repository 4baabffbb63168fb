package io.satang.webhook.event;

import io.satang.platform.error.ApiException;
import io.satang.platform.params.Params;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what lists of events are asked with. What they do not know is refused, as a slip in a filter's name would answer everything. */
final class EventParams {
    /** Asks for what follows this event in the order of arrival. */
    static final String AFTER = "after";
    /** As {@link #AFTER}: from the account's first event on. */
    static final String START = "0";

    private static final Set<String> PAGE = Set.of("limit", "offset", "from", "to", "order");
    private static final Set<String> FILTERS = Set.of("key", "object", "delivery");
    private static final List<String> NOT_WITH_AFTER = List.of("offset", "from", "to", "order");

    // What cannot be an id is not looked for; it may hold what the database cannot.
    private static final Pattern ID = Pattern.compile("[a-z0-9_]{1,64}");

    private EventParams() {}

    /** Refuses what no list of one object's events knows. */
    static void requirePage(Params params) {
        params.requireOnly(PAGE);
    }

    /** The filter that is asked for. */
    static EventFilter filter(Params params) {
        Set<String> names = new HashSet<>(PAGE);
        names.addAll(FILTERS);
        names.add(AFTER);
        params.requireOnly(names);
        return new EventFilter(
                params.text("key").map(text -> EventKey.of(text).orElseThrow(() -> invalid("key"))),
                params.text("object").map(text -> objectId(text).orElseThrow(() -> invalid("object"))),
                params.text("delivery")
                        .map(text -> DeliveryStatus.undelivered(text).orElseThrow(() -> invalid("delivery"))));
    }

    /** The event behind which to go on, or {@link #START}; the order of arrival is one of its own, and has no pages. */
    static Optional<String> after(Params params) {
        Optional<String> after = params.text(AFTER);
        after.ifPresent(given -> NOT_WITH_AFTER.stream().filter(params::has).forEach(name -> {
            throw ApiException.badRequest(name + " cannot be combined with after");
        }));
        return after;
    }

    /** The text, if it can be an id. */
    static Optional<String> objectId(String text) {
        return Optional.of(text).filter(id -> ID.matcher(id).matches());
    }

    private static ApiException invalid(String name) {
        return ApiException.badRequest(name + " is invalid");
    }
}
