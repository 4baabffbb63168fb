package io.satang.webhook.signature;

import io.satang.platform.sealing.SealingCipher;
import io.satang.webhook.audit.AuditEntry;
import io.satang.webhook.audit.PgAuditStore;
import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** Gives accounts new secrets in the table {@code webhook_secrets}, encrypted before they get there. */
@Singleton
class PgAccountSecretStore implements AccountSecretStore {
    // One after the other, as only one of an account's secrets has no end.
    private static final String TURN = "SELECT pg_advisory_xact_lock(hashtext('secret of ' || $1))";

    // What the merchant has given to its own endpoint signs as the account's does.
    private static final String EXPIRE_OF_ENDPOINT = """
            UPDATE endpoint_secrets SET expires_at = least(expires_at, now() + $2 * interval '1 second')
            WHERE endpoint_id = $1 AND scheme = 'v1' AND (expires_at IS NULL OR expires_at > now())
            """;

    private static final String EXPIRE = """
            UPDATE webhook_secrets SET expires_at = least(expires_at, now() + $2 * interval '1 second')
            WHERE account_id = $1 AND (expires_at IS NULL OR expires_at > now())
            """;

    private static final String LIVE = """
            SELECT (SELECT count(*) FROM endpoint_secrets WHERE endpoint_id = $1 AND scheme = 'v1' AND expires_at > now())
                 + (SELECT count(*) FROM webhook_secrets WHERE account_id = $2 AND expires_at > now()) AS live
            """;

    private static final String ADD =
            "INSERT INTO webhook_secrets (account_id, secret, created_at) VALUES ($1, $2, clock_timestamp())";

    private final Pool pool;
    private final SealingCipher cipher;

    PgAccountSecretStore(Pool pool, SealingCipher cipher) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.cipher = Objects.requireNonNull(cipher, "cipher");
    }

    @Override
    public Uni<Void> roll(String accountId, String base64, Duration overlap, Optional<String> requestId) {
        AuditEntry entry = new AuditEntry(
                AuditEntry.Actor.OPERATOR, AuditEntry.Action.ACCOUNT_SECRET_ROLLED, accountId, requestId, accountId);
        String own = EndpointId.ofAccount(accountId).value();
        return pool.withTransaction(transaction -> transaction
                .preparedQuery(TURN)
                .execute(Tuple.of(accountId))
                .chain(() -> transaction.preparedQuery(EXPIRE_OF_ENDPOINT).execute(Tuple.of(own, overlap.toSeconds())))
                .chain(() -> transaction.preparedQuery(EXPIRE).execute(Tuple.of(accountId, overlap.toSeconds())))
                .chain(() -> transaction.preparedQuery(LIVE).execute(Tuple.of(own, accountId)))
                .invoke(rows ->
                        SigningSecrets.requireRoom(rows.iterator().next().getLong("live")))
                .chain(() -> add(transaction, accountId, base64))
                .chain(() -> PgAuditStore.add(transaction, entry)));
    }

    private Uni<?> add(SqlConnection transaction, String accountId, String base64) {
        String sealed = cipher.sealText(base64, SecretStore.owner(accountId));
        return transaction.preparedQuery(ADD).execute(Tuple.of(accountId, sealed));
    }
}
