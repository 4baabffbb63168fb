package io.satang.console.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.visit.Visit;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Reads the API's lists a screen at a time, the newest first. */
@Singleton
public class Lists {
    private static final int SCREEN = 20;
    /** So many behind a screen's first the API counts. */
    private static final int COUNTED_BEYOND = 10_000;

    private static final String OFFSET = "offset";
    private static final String AFTER = "after";
    /** What the first item of a list comes after. */
    private static final String START = "0";

    private final PlatformClient client;
    private final Visit visit;
    private final Pages pages;

    Lists(PlatformClient client, Visit visit, Pages pages) {
        this.client = client;
        this.visit = visit;
        this.pages = pages;
    }

    /**
     * A screen.
     *
     * @param section whose list it is
     * @param filter  what the visitor asks for, by names that are the API's and the page's address's alike
     * @param from    how many to pass over; less than none counts as none
     */
    public Listed read(Section section, Route route, Fields filter, int from) {
        return read(section, route, filter, filter, from);
    }

    /**
     * A screen of a list whose page calls things by names of its own.
     *
     * @param filter  what the API is asked for
     * @param address what the page's address says
     */
    public Listed read(Section section, Route route, Fields filter, Fields address, int from) {
        int offset = Math.max(0, from);
        JsonNode list = ask(route, filter, OFFSET, Integer.toString(offset));
        List<JsonNode> items = Body.data(list);
        long total = list.path("total").asLong();
        int end = offset + items.size();
        return new Listed(
                items,
                offset == 0 ? Optional.empty() : Optional.of(at(section, address, Math.max(0, offset - SCREEN))),
                items.isEmpty() || end >= total ? Optional.empty() : Optional.of(at(section, address, end)),
                Optional.of(total(offset, total)));
    }

    /**
     * A screen of a list that the API looks through. It can only be read on forwards, so that the way back leads to the newest.
     *
     * @param after behind which item it begins
     */
    public Listed readOn(Section section, Route route, Fields filter, Fields address, Optional<String> after) {
        JsonNode list = ask(route, filter, AFTER, after.orElse(START));
        return new Listed(
                Body.data(list),
                after.map(place -> path(section, address)),
                Body.text(list, "next").map(next -> path(section, address.and(AFTER, next))),
                Optional.empty());
    }

    private JsonNode ask(Route route, Fields filter, String place, String value) {
        Fields screen = filter.and("order", "reverse_chronological")
                .and("limit", Integer.toString(SCREEN))
                .and(place, value);
        return client.get(visit.session().secretKey(), route, screen).answer().required();
    }

    private String total(int offset, long total) {
        Words words = pages.wording().words();
        return total - offset < COUNTED_BEYOND ? words.total(total) : words.atLeast(total);
    }

    private static String at(Section section, Fields address, int offset) {
        return path(section, offset == 0 ? address : address.and(OFFSET, Integer.toString(offset)));
    }

    private static String path(Section section, Fields address) {
        String query = address.encoded();
        return query.isEmpty() ? section.path() : section.path() + "?" + query;
    }
}
