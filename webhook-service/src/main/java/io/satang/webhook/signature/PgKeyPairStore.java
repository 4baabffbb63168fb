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

/** The rows of {@code endpoint_secrets} that are pairs of keys. */
@Singleton
class PgKeyPairStore implements EndpointKeys {
    private static final Logger LOG = Logger.getLogger(PgKeyPairStore.class);

    private static final String KEYS = """
            SELECT secret, public_key, expires_at FROM endpoint_secrets
            WHERE endpoint_id = $1 AND scheme = 'v1a' AND (expires_at IS NULL OR expires_at > $2)
            ORDER BY created_at DESC
            """;

    private final Pool pool;
    private final SealingCipher cipher;

    PgKeyPairStore(Pool pool, SealingCipher cipher) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.cipher = Objects.requireNonNull(cipher, "cipher");
    }

    @Override
    public Uni<List<SigningKey>> keys(String endpointId, Instant now) {
        return rows(endpointId, now)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> open(endpointId, row))
                        .toList());
    }

    @Override
    public Uni<List<PublicKey>> publicKeys(String endpointId, Instant now) {
        return rows(endpointId, now)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new PublicKey(row.getString("public_key"), expiresAt(row)))
                        .toList());
    }

    private Uni<RowSet<Row>> rows(String endpointId, Instant now) {
        return pool.preparedQuery(KEYS).execute(Tuple.of(endpointId, now.atOffset(ZoneOffset.UTC)));
    }

    private Stream<SigningKey> open(String endpointId, Row row) {
        try {
            String key = cipher.openText(row.getString("secret"), EndpointKeys.owner(endpointId));
            return Stream.of(SigningKey.of(key, expiresAt(row)));
        } catch (UnsealableException e) {
            LOG.errorf("a key of %s does not sign, it cannot be opened: %s", endpointId, e.getMessage());
            return Stream.empty();
        }
    }

    private static Optional<Instant> expiresAt(Row row) {
        return Optional.ofNullable(row.getOffsetDateTime("expires_at")).map(OffsetDateTime::toInstant);
    }
}
