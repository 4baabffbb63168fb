package io.satang.source.vault;

import io.satang.platform.sealing.Sealed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** The secrets of kept cards. */
@ApplicationScoped
class KeptCardStore {
    private static final String DELETE = "DELETE FROM kept_cards WHERE card_id = $1 AND account_id = $2";

    // After the last one that was looked at, so that a card which cannot be opened does not hold up the others.
    private static final String SEALED_WITH = """
            SELECT card_id, token_id, key_id, material FROM kept_cards
            WHERE key_id = $1 AND card_id > $2 ORDER BY card_id LIMIT $3
            """;

    private static final String REPLACE =
            "UPDATE kept_cards SET key_id = $3, material = $4 WHERE card_id = $1 AND key_id = $2";

    private final Pool pool;

    KeptCardStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /** Deletes a card's secret; whether there was one. */
    Uni<Boolean> delete(String cardId, String accountId) {
        return pool.preparedQuery(DELETE).execute(Tuple.of(cardId, accountId)).map(rows -> rows.rowCount() > 0);
    }

    /** Cards that were sealed with this key, by ascending ids, after this one. */
    Uni<List<KeptCard>> sealedWith(String keyId, String afterCardId, int atMost) {
        return pool.preparedQuery(SEALED_WITH)
                .execute(Tuple.of(keyId, afterCardId, atMost))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(KeptCardStore::card)
                        .toList());
    }

    /** Writes what was sealed anew, if the card is still there as it was. */
    Uni<Void> replace(KeptCard former, Sealed material) {
        return pool.preparedQuery(REPLACE)
                .execute(Tuple.of(former.identity().cardId(), former.material().keyId(), material.keyId())
                        .addValue(material.bytes()))
                .replaceWithVoid();
    }

    private static KeptCard card(Row row) {
        return new KeptCard(
                new CardIdentity(row.getString("token_id"), row.getString("card_id")),
                new Sealed(row.getString("key_id"), row.getBuffer("material").getDelegate()));
    }
}
