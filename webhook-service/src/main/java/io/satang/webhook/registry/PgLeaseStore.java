package io.satang.webhook.registry;

import io.satang.platform.sealing.SealingCipher;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.registry.EndpointStore.ChangedEndpoint;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The columns {@code lease_seconds} and {@code expires_at} of {@code endpoints}. */
@Singleton
class PgLeaseStore implements LeaseStore {
    // No change of the endpoint: nobody has to hear of it.
    private static final String RENEW = """
            UPDATE endpoints SET expires_at = now() + make_interval(secs => lease_seconds)
            WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL AND lease_seconds IS NOT NULL
            RETURNING *
            """;

    private static final String LAPSED = """
            SELECT account_id, id FROM endpoints WHERE expires_at <= now() AND deleted_at IS NULL ORDER BY expires_at LIMIT 100
            """;

    private static final String EXPIRE = """
            UPDATE endpoints
            SET deleted_at = now(), updated_at = now(), version = version + 1, revision = $3, client_certificate = NULL, headers = NULL
            WHERE account_id = $1 AND id = $2 AND expires_at <= now() AND deleted_at IS NULL RETURNING version
            """;

    private final Pool pool;
    private final PgEndpointRowStore rows;

    PgLeaseStore(Pool pool, SealingCipher cipher) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.rows = new PgEndpointRowStore(cipher);
    }

    @Override
    public Uni<Optional<WebhookEndpoint>> renew(String accountId, EndpointId id) {
        return pool.preparedQuery(RENEW)
                .execute(Tuple.of(accountId, id.value()))
                .map(renewed -> StreamSupport.stream(renewed.spliterator(), false)
                        .map(rows::endpoint)
                        .findFirst());
    }

    @Override
    public Uni<List<ChangedEndpoint>> lapsed() {
        return pool.preparedQuery(LAPSED)
                .execute()
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(row ->
                                new ChangedEndpoint(row.getString("account_id"), new EndpointId(row.getString("id"))))
                        .toList());
    }

    @Override
    public Uni<Boolean> expire(ChangedEndpoint endpoint, EndpointChange change) {
        return pool.withTransaction(transaction -> PgEndpointStore.nextRevision(transaction)
                .chain(revision -> delete(transaction, endpoint, revision))
                .call(version -> version.map(number ->
                                PgEndpointStore.note(transaction, endpoint.accountId(), endpoint.id(), number, change))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .map(Optional::isPresent));
    }

    private static Uni<Optional<Long>> delete(SqlConnection transaction, ChangedEndpoint endpoint, long revision) {
        return transaction
                .preparedQuery(EXPIRE)
                .execute(Tuple.of(endpoint.accountId(), endpoint.id().value(), revision))
                .map(deleted -> StreamSupport.stream(deleted.spliterator(), false)
                        .map(row -> row.getLong("version"))
                        .findFirst());
    }
}
