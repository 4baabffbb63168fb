package io.satang.charge.store;

import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.store.ChargeStore.Change;
import io.satang.platform.database.Columns;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;

/** How operations are written beside the charge that they are asked for, and end. */
public final class OperationRows {
    /**
     * Ends operations of which nobody has heard yet how they went: those of a relation {@code answer (id, failure_code)}, in the order of their
     * ids.
     */
    public static final String END = """
            UPDATE provider_operations
            SET state = CASE WHEN answer.failure_code IS NULL THEN 'approved' ELSE 'declined' END,
                failure_code = answer.failure_code, answered_at = now(), wake_at = NULL
            FROM answer
            WHERE provider_operations.id = answer.id AND state IN ('asked', 'unknown')
            """;

    /** How many parameters {@link #addEnded} adds. */
    static final int ENDED_PARAMETERS = 3;

    /** How many parameters {@link #addTo} adds. */
    static final int PARAMETERS = 10;

    /**
     * To be followed by a SELECT of {@link #COLUMNS} from {@link #unnest} and {@link #ON_CONFLICT}. Whoever stores an operation holds it for as
     * long as asking may take, and then a sweep takes it up.
     */
    static final String INSERT =
            "INSERT INTO provider_operations (id, charge_id, account_id, kind, provider, payment, amount, currency, card, offer, claim, wake_at) ";

    static final String COLUMNS = """
            operation.id, operation.charge_id, operation.account_id, operation.kind, operation.provider, operation.payment, operation.amount,
            operation.currency, operation.card::json, operation.offer::json, 1, now() + interval '15 seconds'
            """;

    /** The same money is never asked for twice. */
    static final String ON_CONFLICT = " ON CONFLICT (id) DO NOTHING ";

    private OperationRows() {}

    /** The operations as a relation named {@code operation}; parameters start at {@code first}. */
    static String unnest(int first) {
        return """
               unnest($%d::text[], $%d::text[], $%d::text[], $%d::text[], $%d::text[], $%d::text[], $%d::bigint[], $%d::text[], $%d::text[],
                      $%d::text[])
                    AS operation (id, charge_id, account_id, kind, provider, payment, amount, currency, card, offer)
               """.formatted(
                        first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7, first + 8,
                        first + 9);
    }

    /** Adds the operations' columns as arrays. */
    static void addTo(Tuple parameters, List<NewOperation> operations) {
        parameters.addArrayOfString(
                Columns.texts(operations, each -> each.operation().id().value()));
        parameters.addArrayOfString(
                Columns.texts(operations, each -> each.operation().charge().value()));
        parameters.addArrayOfString(
                Columns.texts(operations, each -> each.operation().account().value()));
        parameters.addArrayOfString(
                Columns.texts(operations, each -> kind(each.operation().kind())));
        parameters.addArrayOfString(Columns.texts(operations, NewOperation::provider));
        parameters.addArrayOfString(Columns.texts(
                operations,
                each -> each.operation()
                        .payment()
                        .map(payment -> payment.value())
                        .orElse(null)));
        parameters.addArrayOfLong(
                Columns.longs(operations, each -> each.operation().amount().subunits()));
        parameters.addArrayOfString(Columns.texts(
                operations, each -> each.operation().amount().currency().name()));
        parameters.addArrayOfString(Columns.texts(
                operations,
                each -> each.operation().card().map(StoredCard::writePayment).orElse(null)));
        parameters.addArrayOfString(Columns.texts(
                operations,
                each -> each.operation().offer().map(StoredOffer::writeRequest).orElse(null)));
    }

    /** What ends with the changes of charges, as a relation {@code ended}; parameters start at {@code first}. */
    static String unnestEnded(int first) {
        return "unnest($%d::text[], $%d::text[], $%d::text[]) AS ended (id, charge_id, failure_code)"
                .formatted(first, first + 1, first + 2);
    }

    /** Adds what ends with these changes as arrays. */
    static void addEnded(Tuple parameters, List<Change> ending) {
        List<EndedOperation> ended =
                ending.stream().flatMap(change -> change.ended().stream()).toList();
        parameters.addArrayOfString(Columns.texts(ended, each -> each.id().value()));
        parameters.addArrayOfString(
                Columns.texts(ending, change -> change.next().id().value()));
        parameters.addArrayOfString(Columns.texts(
                ended, each -> each.declined().map(FailureCode::code).orElse(null)));
    }

    /** The column {@code kind}. */
    static String kind(ProviderOperation.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
