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
     * @param filter  what the visitor asks for, which the API understands
     * @param from    how many to pass over; less than none counts as none
     */
    public Listed read(Section section, Route route, Fields filter, int from) {
        int offset = Math.max(0, from);
        Fields query = filter.and("order", "reverse_chronological")
                .and("limit", Integer.toString(SCREEN))
                .and("offset", Integer.toString(offset));
        JsonNode list =
                client.get(visit.session().secretKey(), route, query).answer().required();
        List<JsonNode> items = Body.data(list);
        long total = list.path("total").asLong();
        int end = offset + items.size();
        return new Listed(
                items,
                offset == 0 ? Optional.empty() : Optional.of(address(section, filter, Math.max(0, offset - SCREEN))),
                items.isEmpty() || end >= total ? Optional.empty() : Optional.of(address(section, filter, end)),
                pages.wording().words().total(total));
    }

    private static String address(Section section, Fields filter, int offset) {
        Fields all = offset == 0 ? filter : filter.and("offset", Integer.toString(offset));
        String query = all.encoded();
        return query.isEmpty() ? section.path() : section.path() + "?" + query;
    }
}
