package io.satang.platform.paging;

import io.satang.events.RawJson;
import java.time.Instant;
import java.util.List;

/** A list object (reference omise-api §5.1); its items are rendered already. */
public record ListView(
        String object,
        List<RawJson> data,
        int limit,
        int offset,
        long total,
        String location,
        String order,
        Instant from,
        Instant to) {

    /** The part {@code page} of a list of {@code total}. */
    public static ListView of(String location, Page page, long total, List<RawJson> data) {
        return new ListView(
                "list",
                List.copyOf(data),
                page.limit(),
                page.offset(),
                total,
                location,
                page.order().wireName(),
                page.from(),
                page.to());
    }

    /** A list with nothing in it yet, such as the refunds of a new charge. */
    public static ListView empty(String location, Instant now) {
        return of(location, new Page(20, 0, Instant.EPOCH, now, Page.Order.CHRONOLOGICAL), 0, List.of());
    }
}
