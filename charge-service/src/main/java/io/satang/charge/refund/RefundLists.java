package io.satang.charge.refund;

import io.satang.charge.refund.RefundStore.Listing;
import io.satang.charge.view.RefundJson;
import io.satang.events.RawJson;
import io.satang.platform.json.ApiJson;
import io.satang.platform.paging.ListView;
import io.satang.platform.paging.Page;

/** Refunds as lists. They are small enough to need no room of their own. */
final class RefundLists {
    private RefundLists() {}

    static String render(String location, Page page, Listing listing) {
        return ApiJson.write(ListView.of(
                location,
                page,
                listing.total(),
                listing.refunds().stream()
                        .map(refund -> new RawJson(RefundJson.render(refund)))
                        .toList()));
    }
}
