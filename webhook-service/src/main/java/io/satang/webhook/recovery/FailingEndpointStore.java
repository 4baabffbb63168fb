package io.satang.webhook.recovery;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Endpoints that do not take what is sent to them. */
interface FailingEndpointStore {
    /** So many accounts are looked at in one go, and so many deliveries of each are counted. */
    int ACCOUNTS_MAX = 100;

    /** See {@link #ACCOUNTS_MAX}. */
    int COUNTED_MAX = 10_000;

    /** Those of one account. */
    Uni<List<FailingEndpoint>> of(String accountId);

    /** Those of the next accounts that have any, in the order of their ids. */
    Uni<List<FailingEndpoint>> after(String accountId);
}
