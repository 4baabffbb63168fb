package io.satang.offers.redemption;

import io.satang.offers.offer.OfferId;
import io.satang.offers.redemption.Counted.Spent;
import io.satang.platform.database.Columns;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The counts that keep an offer within its limits. They are raised by statements that raise nothing above its limit, whoever else is doing the
 * same; the schema's constraints say so once more.
 */
@ApplicationScoped
class CountStore {
    private static final String COUNTED = """
        SELECT id, NULL::date AS period_start, uses AS counted, NULL::bigint AS budget FROM card_offers WHERE id = ANY ($1)
        UNION ALL
        SELECT present.offer_id, present.period_start, present.spent, present.budget
        FROM unnest($2::text[], $3::date[]) AS asked (offer_id, period_start)
        JOIN offer_budgets AS present ON present.offer_id = asked.offer_id AND present.period_start = asked.period_start
        """;

    private static final String OPEN_BUDGETS = """
        INSERT INTO offer_budgets AS present (offer_id, period_start, budget, spent)
        SELECT offer_id, period_start, budget, 0
        FROM unnest($1::text[], $2::date[], $3::bigint[]) AS opened (offer_id, period_start, budget)
        ON CONFLICT (offer_id, period_start) DO UPDATE
            SET budget = CASE WHEN excluded.budget IS NULL THEN NULL ELSE greatest(excluded.budget, present.spent) END
            WHERE present.budget IS DISTINCT FROM excluded.budget
        """;

    // Each count is raised, or is not found because it would go above its limit.
    private static final String CHANGE = """
        WITH paid AS (
            UPDATE offer_budgets AS present SET spent = present.spent + change.spent
            FROM unnest($1::text[], $2::date[], $3::bigint[]) AS change (offer_id, period_start, spent)
            WHERE present.offer_id = change.offer_id AND present.period_start = change.period_start
                AND (change.spent <= 0 OR present.budget IS NULL OR present.spent + change.spent <= present.budget)
            RETURNING present.offer_id
        ), counted AS (
            UPDATE offers SET reserved = offers.reserved + change.reserved, released = offers.released + change.released
            FROM unnest($4::text[], $5::bigint[], $6::bigint[]) AS change (id, reserved, released)
            WHERE offers.id = change.id
                AND (total IS NULL OR offers.reserved + change.reserved - offers.released - change.released <= total)
            RETURNING offers.id
        ), used AS (
            UPDATE card_offers SET uses = card_offers.uses + change.uses
            FROM unnest($7::text[], $8::bigint[], $9::bigint[]) AS change (id, uses, most)
            WHERE card_offers.id = change.id AND (change.uses <= 0 OR card_offers.uses + change.uses <= change.most)
            RETURNING card_offers.id
        )
        SELECT (SELECT count(*) FROM paid) + (SELECT count(*) FROM counted) + (SELECT count(*) FROM used) AS changed
        """;

    CountStore() {}

    /** How often these links were redeemed, and what these periods cost. */
    Uni<Counted> counted(SqlClient client, Collection<String> links, Collection<BudgetKey> budgets) {
        List<BudgetKey> keys = List.copyOf(budgets);
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(links.toArray(String[]::new))
                .addArrayOfString(Columns.texts(keys, key -> key.offer().value()))
                .addArrayOfLocalDate(Columns.days(keys, BudgetKey::period));
        return client.preparedQuery(COUNTED).execute(parameters).map(CountStore::counted);
    }

    private static Counted counted(RowSet<Row> rows) {
        Map<String, Long> uses = new HashMap<>();
        Map<BudgetKey, Spent> spent = new HashMap<>();
        for (Row row : rows) {
            LocalDate period = row.getLocalDate("period_start");
            if (period == null) {
                uses.put(row.getString("id"), row.getLong("counted"));
            } else {
                spent.put(
                        new BudgetKey(new OfferId(row.getString("id")), period),
                        new Spent(Optional.ofNullable(row.getLong("budget")), row.getLong("counted")));
            }
        }
        return new Counted(uses, spent);
    }

    /**
     * Changes the counts of offers whose locks this transaction has.
     *
     * @return fails with {@link LimitException} when one would go above its limit
     */
    Uni<Void> change(SqlConnection transaction, CountChanges changes) {
        return open(transaction, changes.opened()).chain(() -> raise(transaction, changes));
    }

    private static Uni<Void> open(SqlConnection transaction, List<CountChanges.Opened> budgets) {
        if (budgets.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(
                        Columns.texts(budgets, each -> each.key().offer().value()))
                .addArrayOfLocalDate(Columns.days(budgets, each -> each.key().period()))
                .addArrayOfLong(Columns.longs(budgets, each -> each.limit().orElse(null)));
        return transaction.preparedQuery(OPEN_BUDGETS).execute(parameters).replaceWithVoid();
    }

    private static Uni<Void> raise(SqlConnection transaction, CountChanges changes) {
        if (changes.size() == 0) {
            return Uni.createFrom().voidItem();
        }
        List<CountChanges.Paid> paid = changes.paid();
        List<CountChanges.Redeemed> redeemed = changes.redeemed();
        List<CountChanges.Used> used = changes.used();
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(Columns.texts(paid, each -> each.key().offer().value()))
                .addArrayOfLocalDate(Columns.days(paid, each -> each.key().period()))
                .addArrayOfLong(Columns.longs(paid, CountChanges.Paid::cost))
                .addArrayOfString(Columns.texts(redeemed, each -> each.offer().value()))
                .addArrayOfLong(Columns.longs(redeemed, CountChanges.Redeemed::reserved))
                .addArrayOfLong(Columns.longs(redeemed, CountChanges.Redeemed::released))
                .addArrayOfString(Columns.texts(used, CountChanges.Used::link))
                .addArrayOfLong(Columns.longs(used, CountChanges.Used::uses))
                .addArrayOfLong(Columns.longs(used, CountChanges.Used::most));
        return transaction
                .preparedQuery(CHANGE)
                .execute(parameters)
                .invoke(rows -> requireAll(rows.iterator().next().getLong("changed"), changes.size()))
                .replaceWithVoid();
    }

    private static void requireAll(long changed, long wanted) {
        if (changed != wanted) {
            throw new LimitException();
        }
    }

    /** A count would have gone above its limit, although the row's lock was held: the whole transaction is given up. */
    static final class LimitException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LimitException() {
            super("a count of the offer would go above its limit");
        }
    }
}
