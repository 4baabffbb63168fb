package io.satang.webhook.signature;

import io.satang.platform.error.ApiException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;

/**
 * The secrets of an endpoint as another one takes their place, in the transaction in which it does. Those of an account's own endpoint stand in
 * two tables: what the account was given first, and what its merchant has rolled since.
 */
public final class PgFormerSecretStore {
    /** So many go on to sign at the most, as all of them stand in one header. */
    private static final int LIVE_MAX = 10;

    // One after the other, so that each sees what the one before has added.
    private static final String TURN = "SELECT pg_advisory_xact_lock(hashtext('secret of ' || $1))";

    private static final String EXPIRE_OF_ENDPOINT = """
            UPDATE endpoint_secrets SET expires_at = least(expires_at, now() + $2 * interval '1 second')
            WHERE endpoint_id = $1 AND scheme = ANY ($3) AND (expires_at IS NULL OR expires_at > now())
            """;

    private static final String EXPIRE_OF_ACCOUNT = """
            UPDATE webhook_secrets SET expires_at = least(expires_at, now() + $2 * interval '1 second')
            WHERE account_id = $1 AND (expires_at IS NULL OR expires_at > now())
            """;

    private static final String LIVE = """
            SELECT (SELECT count(*) FROM endpoint_secrets WHERE endpoint_id = $1 AND scheme = 'v1' AND expires_at > now())
                 + (SELECT count(*) FROM webhook_secrets WHERE account_id = $2 AND expires_at > now()) AS live
            """;

    private PgFormerSecretStore() {}

    /**
     * Lets them sign for {@code overlap} yet.
     *
     * @param accountId whose own endpoint it is; empty for an endpoint that is nobody's own
     * @param schemes   of which there will be another
     * @throws ApiException {@code bad_request} when too many would go on to sign
     */
    public static Uni<Void> expire(
            SqlConnection transaction, String endpointId, String accountId, List<String> schemes, Duration overlap) {
        long seconds = overlap.toSeconds();
        Tuple ofEndpoint = Tuple.of(endpointId, seconds, schemes.toArray(String[]::new));
        return transaction
                .preparedQuery(TURN)
                .execute(Tuple.of(accountId))
                .chain(() -> transaction.preparedQuery(EXPIRE_OF_ENDPOINT).execute(ofEndpoint))
                .chain(() -> transaction.preparedQuery(EXPIRE_OF_ACCOUNT).execute(Tuple.of(accountId, seconds)))
                .chain(() -> transaction.preparedQuery(LIVE).execute(Tuple.of(endpointId, accountId)))
                .invoke(rows -> requireRoom(rows.iterator().next().getLong("live")))
                .replaceWithVoid();
    }

    private static void requireRoom(long others) {
        if (others >= LIVE_MAX) {
            throw ApiException.badRequest("too many secrets still sign (maximum is " + LIVE_MAX
                    + "): wait for one to expire, or give an overlap of 0");
        }
    }
}
