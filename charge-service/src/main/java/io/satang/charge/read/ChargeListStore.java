package io.satang.charge.read;

import io.satang.charge.store.ChargeRows;
import io.satang.charge.store.StoredCharge;
import io.satang.platform.id.ChargeId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Loads the charges of a list. */
@ApplicationScoped
class ChargeListStore {
    private static final String PLACE = "SELECT id, created_at FROM charges WHERE id = $1 AND account_id = $2";
    private static final String LOAD = "SELECT " + ChargeRows.COLUMNS + """
             FROM unnest($1::text[]) WITH ORDINALITY AS wanted (id, turn) JOIN charges ON charges.id = wanted.id
            ORDER BY wanted.turn""";

    private final Pool pool;

    ChargeListStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /** Where a charge is in its account's list. */
    record Place(OffsetDateTime createdAt, String id) {}

    /** Where the account has this charge. */
    Uni<Optional<Place>> place(String accountId, ChargeId id) {
        return pool.preparedQuery(PLACE)
                .execute(Tuple.of(id.value(), accountId))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Place(row.getOffsetDateTime("created_at"), row.getString("id")))
                        .findFirst());
    }

    /** These charges, in this order. */
    Uni<List<StoredCharge>> load(List<String> ids) {
        return pool.preparedQuery(LOAD)
                .execute(Tuple.of(ids.toArray(String[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ChargeRows::read)
                        .toList());
    }
}
