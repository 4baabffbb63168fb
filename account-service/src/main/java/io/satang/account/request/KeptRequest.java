package io.satang.account.request;

import io.satang.events.RequestRecorded;
import java.util.Objects;

/**
 * A request and whose it is.
 *
 * @param accountId whose
 * @param livemode  whether its key works on live objects
 * @param told      what was told of it
 */
record KeptRequest(String accountId, boolean livemode, RequestRecorded told) {
    KeptRequest {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(told, "told");
    }
}
