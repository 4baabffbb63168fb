package io.satang.offers.listing;

import io.satang.events.RawJson;
import io.satang.platform.json.ApiJson;
import io.satang.platform.paging.ListView;
import io.satang.platform.paging.Page;
import java.util.function.Function;

/** Lists as clients see them. */
public final class Listings {
    private Listings() {}

    /** The list object of a part. */
    public static <E> String json(String location, Page page, ListQuery.Part<E> part, Function<E, RawJson> object) {
        return ApiJson.write(ListView.of(
                location, page, part.total(), part.rows().stream().map(object).toList()));
    }
}
