package io.satang.charge.customer;

import io.satang.platform.id.AccountId;
import io.satang.platform.id.CardId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.id.TokenId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the vault is asked about customers' cards, stored before it is asked. */
@ApplicationScoped
class VaultIntentStore {
    // Who asks again with the same token goes on where the first one stopped, and with the same customer. A minute is
    // longer than a
    // request can take, and a client's patience.
    private static final String BEGIN = """
            INSERT INTO vault_intents (account_id, token_id, customer_id, kind, creates, wake_at)
            SELECT $1, $2, $3, 'keep', $4, now() + interval '1 minute'
            WHERE NOT EXISTS (SELECT FROM customer_cards JOIN customers ON customers.id = customer_id
                              WHERE token_id = $2 AND account_id = $1)
            ON CONFLICT (account_id, token_id) DO UPDATE SET wake_at = excluded.wake_at
                WHERE vault_intents.kind = 'keep' AND vault_intents.creates = excluded.creates
                  AND (excluded.creates OR vault_intents.customer_id = excluded.customer_id)
            RETURNING customer_id
            """;

    private static final String FINISH = """
            DELETE FROM vault_intents WHERE account_id = $1 AND token_id = $2 AND customer_id = $3 AND kind = 'keep'
            """;

    private static final String CLAIM = """
            WITH due AS (
                SELECT account_id, token_id FROM vault_intents WHERE wake_at <= now() ORDER BY wake_at LIMIT $1
                FOR UPDATE SKIP LOCKED
            )
            UPDATE vault_intents
            SET kind = 'drop', attempts = attempts + 1,
                wake_at = now() + least(interval '10 minutes', interval '10 seconds' * power(2, least(attempts, 10)))
            FROM due
            WHERE vault_intents.account_id = due.account_id AND vault_intents.token_id = due.token_id
            RETURNING vault_intents.account_id, vault_intents.token_id, customer_id, card_id
            """;

    private static final String OWNED = "SELECT EXISTS (SELECT FROM customer_cards WHERE token_id = $1) AS owned";

    private static final String DROPPED =
            "DELETE FROM vault_intents WHERE account_id = $1 AND token_id = $2 AND kind = 'drop'";

    private static final String OLDEST = """
            SELECT coalesce(extract(epoch FROM now() - min(created_at)), 0)::float8 AS seconds FROM vault_intents
            """;

    private final Pool pool;

    VaultIntentStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /**
     * Stores that a token is to be kept.
     *
     * @return what is stored: of a customer that is to be made it may name another one, which an earlier attempt would have made; empty when
     *         the token was for something else
     */
    Uni<Optional<KeepIntent>> begin(KeepIntent intent) {
        return pool.preparedQuery(BEGIN)
                .execute(key(intent).addBoolean(intent.creates()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new CustomerId(row.getString("customer_id")))
                        .map(customer -> new KeepIntent(intent.account(), intent.token(), customer, intent.creates()))
                        .findFirst());
    }

    /** The vault has refused the token, and keeps nothing. */
    Uni<Void> withdraw(KeepIntent intent) {
        return finish(pool, intent).replaceWithVoid();
    }

    /** Ends an intent together with what else is written; whether it was still there. */
    static Uni<Boolean> finish(SqlClient client, KeepIntent intent) {
        return client.preparedQuery(FINISH).execute(key(intent)).map(rows -> rows.rowCount() > 0);
    }

    /** Takes what is due, the longest due first; nobody else finishes what was to be kept from here on. */
    Uni<List<DropIntent>> claim(int atMost) {
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(atMost))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(VaultIntentStore::drop)
                        .toList());
    }

    /** Whether the token has become somebody's card all the same: it was begun once more just when that was finished. */
    Uni<Boolean> isOwned(DropIntent intent) {
        return pool.preparedQuery(OWNED)
                .execute(Tuple.of(intent.token().value()))
                .map(rows -> rows.iterator().next().getBoolean("owned"));
    }

    /** The vault keeps nothing of it any more. */
    Uni<Void> dropped(DropIntent intent) {
        return pool.preparedQuery(DROPPED)
                .execute(Tuple.of(intent.account().value(), intent.token().value()))
                .replaceWithVoid();
    }

    /** For how long the oldest has been there; zero when there is none. */
    Uni<Duration> oldest() {
        return pool.preparedQuery(OLDEST)
                .execute()
                .map(rows -> Duration.ofMillis(
                        Math.round(1_000 * rows.iterator().next().getDouble("seconds"))));
    }

    private static Tuple key(KeepIntent intent) {
        return Tuple.of(
                intent.account().value(),
                intent.token().value(),
                intent.customer().value());
    }

    private static DropIntent drop(Row row) {
        return new DropIntent(
                new AccountId(row.getString("account_id")),
                new TokenId(row.getString("token_id")),
                new CustomerId(row.getString("customer_id")),
                Optional.ofNullable(row.getString("card_id")).map(CardId::new));
    }
}
