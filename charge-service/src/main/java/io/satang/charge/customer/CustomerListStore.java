package io.satang.charge.customer;

import io.satang.platform.id.AccountId;
import io.satang.platform.paging.BoundedTotal;
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

/** An account's customers by time. */
@ApplicationScoped
class CustomerListStore {
    private static final String WHERE = " FROM customers WHERE account_id = $1 AND created_at BETWEEN $2 AND $3";
    private static final String COUNT = BoundedTotal.sql(WHERE, "$4");

    private final Pool pool;

    CustomerListStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /**
     * A part of the list.
     *
     * @param total how many the whole list has, as far as was counted
     */
    record Listing(long total, List<Customer> customers) {}

    /** How much the part's customers take. */
    Uni<Long> bytes(AccountId account, Page page) {
        return pool.preparedQuery("""
                        SELECT coalesce(sum(octet_length(metadata::text) + octet_length(coalesce(description, '')) + cards.bytes), 0) AS bytes
                        FROM (""" + part(page) + """
                        ) page CROSS JOIN LATERAL (
                            SELECT coalesce(sum(octet_length(card::text)), 0) AS bytes FROM customer_cards WHERE customer_id = page.id
                        ) cards
                        """)
                .execute(parameters(account, page))
                .map(rows -> rows.iterator().next().getLong("bytes"));
    }

    Uni<Listing> list(AccountId account, Page page) {
        return pool.preparedQuery(COUNT)
                .execute(range(account, page).addInteger(page.offset()))
                .map(rows -> rows.iterator().next().getLong("total"))
                .flatMap(total -> customers(account, page).map(customers -> new Listing(total, customers)));
    }

    private Uni<List<Customer>> customers(AccountId account, Page page) {
        String sql = CustomerRows.COLUMNS + "FROM (" + part(page) + ") customer" + CustomerRows.WITH_CARDS
                + order("customer.", page);
        return pool.preparedQuery(sql)
                .execute(parameters(account, page))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(CustomerRows::read)
                        .toList());
    }

    private static String part(Page page) {
        return "SELECT *" + WHERE + order("", page) + " LIMIT $4 OFFSET $5";
    }

    private static String order(String relation, Page page) {
        return String.format(
                Locale.ROOT,
                " ORDER BY %1$screated_at %2$s, %1$sid %2$s",
                relation,
                page.order().sql());
    }

    private static Tuple range(AccountId account, Page page) {
        return Tuple.of(
                account.value(),
                page.earliest().atOffset(ZoneOffset.UTC),
                page.latest().atOffset(ZoneOffset.UTC));
    }

    private static Tuple parameters(AccountId account, Page page) {
        return range(account, page).addInteger(page.limit()).addInteger(page.offset());
    }
}
