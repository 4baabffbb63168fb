package io.satang.offers.offer;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The locks of offers, which whoever redeems them holds until what was decided is written. */
@ApplicationScoped
public class OfferLocks {
    // The time is taken row by row, when each has been locked. A link that refers to the offer does not wait for the
    // lock.
    private static final String LOCK = """
        WITH locked AS MATERIALIZED (
            SELECT %1$s FROM offers WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE
        )
        SELECT %1$s, clock_timestamp() AS locked_at FROM locked
        """.formatted(OfferRow.COLUMNS);

    OfferLocks() {}

    /** Locks these offers in the order of their ids, as everybody does, and reads them as they are then. */
    public Uni<Map<OfferId, LockedOffer>> lock(SqlConnection transaction, Collection<OfferId> offers) {
        String[] ids = offers.stream().map(OfferId::value).distinct().toArray(String[]::new);
        return transaction
                .preparedQuery(LOCK)
                .execute(Tuple.tuple().addArrayOfString(ids))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new LockedOffer(
                                OfferRow.read(row),
                                row.getOffsetDateTime("locked_at").toInstant()))
                        .collect(Collectors.toMap(locked -> locked.offer().id(), locked -> locked)));
    }
}
