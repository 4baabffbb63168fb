package io.satang.charge.read;

import io.satang.charge.store.ChargeRows;
import io.satang.charge.store.StoredCharge;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** An account's charges by time. */
@ApplicationScoped
class ChargeListStore {
    private static final String WHERE = " FROM charges WHERE account_id = $1 AND created_at BETWEEN $2 AND $3";
    private static final String COUNT = "SELECT count(*) AS total" + WHERE;
    private static final String LIST = "SELECT " + ChargeRows.COLUMNS + WHERE;

    private final Pool pool;

    ChargeListStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /**
     * A part of the list.
     *
     * @param total how many the whole list has
     */
    record Listing(long total, List<StoredCharge> charges) {}

    /** How much the part's charges take, those with refunds as much as they can. */
    Uni<Long> bytes(String accountId, Page page) {
        return pool.preparedQuery("""
                        SELECT coalesce(sum(octet_length(metadata) + octet_length(terms) + octet_length(coalesce(description, ''))
                                            + CASE WHEN refunded > 0 THEN 40960 ELSE 0 END), 0) AS bytes
                        FROM (""" + list(page) + ") page")
                .execute(parameters(range(accountId, page), page))
                .map(rows -> rows.iterator().next().getLong("bytes"));
    }

    Uni<Listing> list(String accountId, Page page) {
        Tuple range = range(accountId, page);
        return pool.preparedQuery(COUNT)
                .execute(range)
                .map(rows -> rows.iterator().next().getLong("total"))
                .flatMap(total -> charges(range, page).map(charges -> new Listing(total, charges)));
    }

    private Uni<List<StoredCharge>> charges(Tuple range, Page page) {
        return pool.preparedQuery(list(page))
                .execute(parameters(range, page))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(ChargeRows::read)
                        .toList());
    }

    private static String list(Page page) {
        return LIST
                + String.format(
                        Locale.ROOT,
                        " ORDER BY created_at %1$s, id %1$s LIMIT $4 OFFSET $5",
                        page.order().sql());
    }

    private static Tuple range(String accountId, Page page) {
        return Tuple.of(
                accountId,
                page.earliest().atOffset(ZoneOffset.UTC),
                page.latest().atOffset(ZoneOffset.UTC));
    }

    private static Tuple parameters(Tuple range, Page page) {
        Tuple parameters = Tuple.tuple();
        for (int i = 0; i < range.size(); i++) {
            parameters.addValue(range.getValue(i));
        }
        return parameters.addInteger(page.limit()).addInteger(page.offset());
    }
}
