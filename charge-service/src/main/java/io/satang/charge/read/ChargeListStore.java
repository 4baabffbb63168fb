package io.satang.charge.read;

import io.satang.api.Page;
import io.satang.charge.charge.Charge;
import io.satang.charge.charge.ChargeRows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** An account's charges by time. */
@ApplicationScoped
class ChargeListStore {
    private static final String WHERE = " FROM charges WHERE account_id = $1 AND created_at BETWEEN $2 AND $3";
    private static final String COUNT = "SELECT count(*) AS total" + WHERE;
    private static final String LIST =
            "SELECT " + ChargeRows.COLUMNS + WHERE + " ORDER BY created_at %1$s, id %1$s LIMIT $4 OFFSET $5";

    private final Pool pool;

    ChargeListStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /**
     * A part of the list.
     *
     * @param total how many the whole list has
     */
    record Listing(long total, List<Charge> charges) {}

    Uni<Listing> list(String accountId, Page page) {
        Tuple range = Tuple.of(
                accountId, page.from().atOffset(ZoneOffset.UTC), page.to().atOffset(ZoneOffset.UTC));
        return pool.preparedQuery(COUNT)
                .execute(range)
                .map(rows -> rows.iterator().next().getLong("total"))
                .flatMap(total -> charges(range, page).map(charges -> new Listing(total, charges)));
    }

    private Uni<List<Charge>> charges(Tuple range, Page page) {
        Tuple parameters = Tuple.tuple();
        for (int i = 0; i < range.size(); i++) {
            parameters.addValue(range.getValue(i));
        }
        return pool.preparedQuery(LIST.formatted(page.order().sql()))
                .execute(parameters.addInteger(page.limit()).addInteger(page.offset()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ChargeRows::read)
                        .toList());
    }
}
