package io.satang.console.charge;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.console.client.Body;
import io.satang.console.client.Fields;
import io.satang.console.client.PlatformClient;
import io.satang.console.client.Route;
import io.satang.console.page.Wording;
import io.satang.console.visit.Session;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads charges, the newest first, until a screen is full of those that fit or enough of them were looked through. */
@Singleton
class ChargeSearch {
    static final int SCREEN = 20;
    private static final int READ_AT_ONCE = 100;
    private static final int READS_MAX = 5;
    private static final Route CHARGES = Route.of("charges");

    private final PlatformClient client;

    ChargeSearch(PlatformClient client) {
        this.client = client;
    }

    /**
     * A screen of charges.
     *
     * @param looked how many were looked through
     * @param total  how many there are, where that was asked for
     * @param next   where to go on; empty at the end
     */
    record Found(List<JsonNode> charges, int looked, OptionalLong total, OptionalInt next) {}

    Found find(Session session, ChargeFilter filter, Wording wording, int offset) {
        Fields query = filter.query(wording.zone());
        return filter.looksInside() ? lookThrough(session, filter, query, offset) : page(session, query, offset);
    }

    private Found page(Session session, Fields query, int offset) {
        JsonNode list = read(session, query, SCREEN, offset);
        List<JsonNode> charges = Body.data(list);
        long total = list.path("total").asLong();
        int end = offset + charges.size();
        return new Found(
                charges,
                charges.size(),
                OptionalLong.of(total),
                charges.isEmpty() || end >= total ? OptionalInt.empty() : OptionalInt.of(end));
    }

    private Found lookThrough(Session session, ChargeFilter filter, Fields query, int offset) {
        List<JsonNode> fitting = new ArrayList<>();
        int at = offset;
        for (int reads = 0; reads < READS_MAX; reads++) {
            List<JsonNode> charges = Body.data(read(session, query, READ_AT_ONCE, at));
            for (JsonNode charge : charges) {
                at++;
                if (filter.fits(charge)) {
                    fitting.add(charge);
                }
                if (fitting.size() == SCREEN) {
                    return new Found(fitting, at - offset, OptionalLong.empty(), OptionalInt.of(at));
                }
            }
            if (charges.size() < READ_AT_ONCE) {
                return new Found(fitting, at - offset, OptionalLong.empty(), OptionalInt.empty());
            }
        }
        return new Found(fitting, at - offset, OptionalLong.empty(), OptionalInt.of(at));
    }

    private JsonNode read(Session session, Fields query, int limit, int offset) {
        Fields page = query.and("limit", Integer.toString(limit)).and("offset", Integer.toString(offset));
        return client.get(session.secretKey(), CHARGES, page).answer().required();
    }
}
