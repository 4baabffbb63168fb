package io.satang.platform.account;

import static io.satang.platform.database.Columns.longs;
import static io.satang.platform.database.Columns.texts;

import io.satang.platform.schema.SharedSchema;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The rows of {@code account_copy}, in this service's own database. */
@ApplicationScoped
class PgAccountCopyTable implements AccountCopyTable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    // In one order, so that replicas which write the same accounts wait for each other and never in a circle.
    private static final String KEEP_NEWER = """
        INSERT INTO account_copy AS known (account_id, version, payload)
        SELECT told.account_id, told.version, told.payload
        FROM unnest($1::text[], $2::bigint[], $3::text[]) AS told (account_id, version, payload)
        ORDER BY told.account_id
        ON CONFLICT (account_id) DO UPDATE
        SET version = excluded.version, payload = excluded.payload, received_at = now()
        WHERE known.version < excluded.version
        """;

    private static final String AFTER = """
        SELECT account_id, version, payload FROM account_copy WHERE account_id > $1 ORDER BY account_id LIMIT $2
        """;

    private final Pool pool;

    PgAccountCopyTable(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Produces
    @Singleton
    static SharedSchema schema() {
        return new SharedSchema("account_copy");
    }

    @Override
    public Uni<Void> keepNewer(List<CopiedAccount> accounts) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(texts(accounts, CopiedAccount::accountId))
                .addArrayOfLong(longs(accounts, CopiedAccount::version))
                .addArrayOfString(texts(accounts, CopiedAccount::payload));
        return pool.preparedQuery(KEEP_NEWER)
                .execute(parameters)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .replaceWithVoid();
    }

    @Override
    public Uni<List<CopiedAccount>> after(String accountId, int limit) {
        return pool.preparedQuery(AFTER)
                .execute(Tuple.of(accountId, limit))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(PgAccountCopyTable::account)
                        .toList());
    }

    private static CopiedAccount account(Row row) {
        return new CopiedAccount(row.getString("account_id"), row.getLong("version"), row.getString("payload"));
    }
}
