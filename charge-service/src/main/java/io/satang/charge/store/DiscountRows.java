package io.satang.charge.store;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.platform.database.Columns;
import io.satang.platform.json.StoredJson;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What offers have answered, as it is written beside the charges that have asked. */
final class DiscountRows {
    private DiscountRows() {}

    /** What is in this row. */
    static StoredDiscount read(Row row) {
        @Nullable String json = row.getString("discount");
        return json == null
                ? StoredDiscount.NONE
                : StoredJson.read(json, StoredDiscount.class, "discount of " + row.getString("id"));
    }

    /** Those of the changes that are the answer to what a charge has asked of an offer. */
    static List<Charge> answered(List<Change> changes) {
        return changes.stream()
                .filter(change ->
                        change.before() instanceof Reserving && !(change.next().state() instanceof Reserving))
                .map(Change::next)
                .toList();
    }

    /** The answers as a relation named {@code answer}; parameters start at {@code first}. */
    static String unnest(int first) {
        return "unnest($%d::text[], $%d::bigint[], $%d::text[]) AS answer (charge_id, amount, discount)"
                .formatted(first, first + 1, first + 2);
    }

    /** Adds the answers' columns as arrays. */
    static void addTo(Tuple parameters, List<Charge> charges) {
        parameters.addArrayOfString(Columns.texts(charges, charge -> charge.id().value()));
        parameters.addArrayOfLong(
                Columns.longs(charges, charge -> charge.amount().subunits()));
        parameters.addArrayOfString(Columns.texts(charges, charge -> StoredJson.write(StoredDiscount.of(charge))));
    }
}
