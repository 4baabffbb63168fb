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

    private static final String OF_ACCOUNT =
            " FROM refunds WHERE account_id = $1 AND created_at BETWEEN $2 AND $3 AND status <> 'failed'";

    private static final String OF_CHARGE = OF_ACCOUNT + " AND charge_id = $4";

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
        return pool.preparedQuery(count(charge))
                .execute(range(account, charge, page).addInteger(page.offset()))
                .map(rows -> rows.iterator().next().getLong("total"))
                .flatMap(total -> pool.preparedQuery(list(charge, page))
                        .execute(range(account, charge, page)
                                .addInteger(page.offset())
                                .addInteger(page.limit()))
                        .map(rows -> new Listing(total, refunds(rows))));
    }

    private static String count(Optional<ChargeId> charge) {
        return charge.isPresent() ? BoundedTotal.sql(OF_CHARGE, "$5") : BoundedTotal.sql(OF_ACCOUNT, "$4");
    }

    private static String list(Optional<ChargeId> charge, Page page) {
        String part = charge.isPresent() ? OF_CHARGE + "%s OFFSET $5 LIMIT $6" : OF_ACCOUNT + "%s OFFSET $4 LIMIT $5";
        String order = String.format(
                Locale.ROOT, " ORDER BY created_at %1$s, id %1$s", page.order().sql());
        return "SELECT " + RefundRows.COLUMNS + part.formatted(order);
    }

    private static Tuple range(AccountId account, Optional<ChargeId> charge, Page page) {
        Tuple range = Tuple.of(
                account.value(),
                page.earliest().atOffset(ZoneOffset.UTC),
                page.latest().atOffset(ZoneOffset.UTC));
        charge.map(ChargeId::value).ifPresent(range::addString);
        return range;
    }

    private static List<Refund> refunds(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(RefundRows::read)
                .toList();
    }
}
