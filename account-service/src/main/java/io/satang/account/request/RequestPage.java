package io.satang.account.request;

import java.util.List;

/**
 * A part of the requests that were asked for.
 *
 * @param total how many there are altogether
 */
record RequestPage(long total, List<KeptRequest> requests) {
    RequestPage {
        requests = List.copyOf(requests);
    }
}
