package io.satang.webhook.signature;

import io.satang.platform.sealing.SealingCipher;
import io.satang.platform.sealing.UnsealableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jboss.logging.Logger;

/** The tables {@code webhook_secrets}, where some of an earlier release may not be encrypted yet, and {@code endpoint_secrets}. */
@Singleton
class PgSecretStore implements SecretStore, EndpointSecrets {
    private static final Logger LOG = Logger.getLogger(PgSecretStore.class);

    private static final String OF_ENDPOINT = """
            SELECT secret, expires_at, created_at, endpoint_id, NULL AS account_id FROM endpoint_secrets
            WHERE endpoint_id = $1 AND scheme = 'v1' AND (expires_at IS NULL OR expires_at > $2)
            ORDER BY created_at DESC
            """;

    // Of an account whose secret was rolled the new one is its own endpoint's, whose id follows from the account's.
    private static final String SECRETS = """
            WITH own AS MATERIALIZED (
                SELECT secret, expires_at, created_at, endpoint_id FROM endpoint_secrets
                WHERE endpoint_id = 'whep' || substr($1, strpos($1, '_')) AND scheme = 'v1' AND (expires_at IS NULL OR expires_at > $3)
            ), made AS (
                INSERT INTO webhook_secrets (account_id, secret, created_at)
                SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM own WHERE expires_at IS NULL)
                ON CONFLICT (account_id) WHERE expires_at IS NULL DO NOTHING
                RETURNING secret, expires_at, created_at, account_id
            )
            SELECT secret, expires_at, created_at, NULL AS endpoint_id, account_id FROM webhook_secrets
            WHERE account_id = $1 AND (expires_at IS NULL OR expires_at > $3)
            UNION ALL
            SELECT secret, expires_at, created_at, NULL, account_id FROM made
            UNION ALL
            SELECT secret, expires_at, created_at, endpoint_id, NULL FROM own
            ORDER BY created_at DESC
            """;

    private final Pool pool;
    private final SealingCipher cipher;

    PgSecretStore(Pool pool, SealingCipher cipher) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.cipher = Objects.requireNonNull(cipher, "cipher");
    }

    @Override
    public Uni<List<Stored>> secrets(String accountId, String ifNone, Instant now) {
        String sealed = cipher.sealText(ifNone, SecretStore.owner(accountId));
        Tuple parameters = Tuple.of(accountId, sealed, now.atOffset(ZoneOffset.UTC));
        Uni<List<Stored>> query =
                pool.preparedQuery(SECRETS).execute(parameters).map(this::stored);
        // Nothing made and nothing seen: another replica has made it since this statement's snapshot, and the next one
        // sees it.
        return query.flatMap(found -> found.isEmpty() ? query : Uni.createFrom().item(found));
    }

    @Override
    public Uni<List<Stored>> secrets(String endpointId, Instant now) {
        return pool.preparedQuery(OF_ENDPOINT)
                .execute(Tuple.of(endpointId, now.atOffset(ZoneOffset.UTC)))
                .map(this::stored);
    }

    private List<Stored> stored(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .flatMap(this::stored)
                .toList();
    }

    private Stream<Stored> stored(Row row) {
        Optional<Instant> expiresAt =
                Optional.ofNullable(row.getOffsetDateTime("expires_at")).map(OffsetDateTime::toInstant);
        return open(row).map(secret -> new Stored(secret, expiresAt));
    }

    private Stream<String> open(Row row) {
        String text = row.getString("secret");
        Optional<String> endpointId = Optional.ofNullable(row.getString("endpoint_id"));
        String owner = endpointId.orElseGet(() -> row.getString("account_id"));
        try {
            return Stream.of(
                    endpointId.isPresent()
                            ? cipher.openText(text, EndpointSecrets.owner(owner))
                            : SecretStore.open(cipher, owner, text));
        } catch (UnsealableException e) {
            LOG.errorf("a secret of %s does not sign, it cannot be opened: %s", owner, e.getMessage());
            return Stream.empty();
        }
    }
}
