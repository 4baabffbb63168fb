package io.satang.charge.refund;

import io.satang.charge.decision.Refund;
import io.satang.charge.store.RefundRows;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.RefundId;
import io.satang.platform.paging.BoundedTotal;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** An account's refunds. What the provider would not give back is found by its id and in no list: nothing came of it. */
@ApplicationScoped
class RefundStore {
    private static final String FIND =
            "SELECT " + RefundRows.COLUMNS + " FROM refunds WHERE id = $1 AND charge_id = $2 AND account_id = $3";

    private static final String WHERE = """
             FROM refunds
            WHERE account_id = $1 AND created_at BETWEEN $2 AND $3 AND status <> 'failed' AND ($4::text IS NULL OR charge_id = $4)""";

    private static final String COUNT = BoundedTotal.sql(WHERE, "$5");
    private static final String LIST = "SELECT " + RefundRows.COLUMNS + WHERE;

    private final Pool pool;

    RefundStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /**
     * A part of a list.
     *
     * @param total how many the whole list has, as far as was counted
     */
    record Listing(long total, List<Refund> refunds) {}

    /** The account's refund of this charge and id, whatever came of it. */
    Uni<Optional<Refund>> find(AccountId account, ChargeId charge, RefundId id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(id.value(), charge.value(), account.value()))
                .map(rows -> refunds(rows).stream().findFirst());
    }

    /**
     * A part of the account's refunds.
     *
     * @param charge whose; of all charges when empty
     */
    Uni<Listing> list(AccountId account, Optional<ChargeId> charge, Page page) {
        return pool.preparedQuery(COUNT)
                .execute(range(account, charge, page).addInteger(page.offset()))
                .map(rows -> rows.iterator().next().getLong("total"))
                .flatMap(total -> pool.preparedQuery(list(page))
                        .execute(range(account, charge, page)
                                .addInteger(page.limit())
                                .addInteger(page.offset()))
                        .map(rows -> new Listing(total, refunds(rows))));
    }

    private static String list(Page page) {
        return LIST
                + String.format(
                        Locale.ROOT,
                        " ORDER BY created_at %1$s, id %1$s LIMIT $5 OFFSET $6",
                        page.order().sql());
    }

    private static Tuple range(AccountId account, Optional<ChargeId> charge, Page page) {
        return Tuple.tuple()
                .addString(account.value())
                .addOffsetDateTime(page.earliest().atOffset(ZoneOffset.UTC))
                .addOffsetDateTime(page.latest().atOffset(ZoneOffset.UTC))
                .addString(charge.map(ChargeId::value).orElse(null));
    }

    private static List<Refund> refunds(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(RefundRows::read)
                .toList();
    }
}
