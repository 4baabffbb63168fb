package io.satang.charge.store;

import io.satang.charge.decision.Refund;
import io.satang.charge.decision.Refund.Status;
import io.satang.events.RawJson;
import io.satang.platform.database.Columns;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.RefundId;
import io.satang.platform.json.StoredJson;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refunds as rows of a table of their own, and as what a row of {@code charges} brings along. */
public final class RefundRows {
    /** The columns that {@link #read} wants, of a relation named {@code refunds}. */
    public static final String COLUMNS = """
            refunds.id, refunds.charge_id, refunds.livemode, refunds.amount, refunds.currency, refunds.voided, refunds.status, \
            refunds.metadata::text AS metadata, refunds.created_at""";

    /** How many parameters {@link #addTo} adds. */
    static final int PARAMETERS = 10;

    /**
     * The column {@code refunds} of a charge, without those that have failed; nothing is looked for where nothing has been given back.
     */
    static final String OF_CHARGE = """
            CASE WHEN charges.refunded > 0
                 THEN (SELECT json_build_object('refunds', json_agg(json_build_object(
                                  'id', refunds.id, 'amount', refunds.amount, 'voided', refunds.voided, 'status', refunds.status,
                                  'metadata', refunds.metadata::text,
                                  'created_micros', (extract(epoch FROM refunds.created_at) * 1000000)::bigint)
                                  ORDER BY refunds.created_at, refunds.id))::text
                       FROM refunds WHERE refunds.charge_id = charges.id AND refunds.status <> 'failed')
            END AS refunds""";

    /** To be followed by a SELECT of {@link #SELECTED} from {@link #unnest} and {@link #ON_CONFLICT}. */
    static final String INSERT = """
            INSERT INTO refunds (id, charge_id, account_id, livemode, amount, currency, voided, status, metadata, created_at, ended_at)
            """;

    static final String SELECTED = """
            refund.id, refund.charge_id, refund.account_id, refund.livemode, refund.amount, refund.currency, refund.voided, refund.status,
            refund.metadata::json, refund.created_at, CASE WHEN refund.status <> 'pending' THEN now() END
            """;

    /** What has been given back, or will not be, stays so. */
    static final String ON_CONFLICT = """
             ON CONFLICT (id) DO UPDATE SET status = excluded.status, ended_at = excluded.ended_at WHERE refunds.status = 'pending'
            """;

    private RefundRows() {}

    /** A refund, and whose it is. */
    record OwnedRefund(AccountId account, Refund refund) {}

    /** The column {@code refunds}. */
    record StoredRefunds(List<StoredRefund> refunds) {}

    /** A refund in it. */
    record StoredRefund(String id, long amount, boolean voided, String status, String metadata, long createdMicros) {}

    /** The refunds as a relation named {@code refund}; parameters start at {@code first}. */
    static String unnest(int first) {
        return """
               unnest($%d::text[], $%d::text[], $%d::text[], $%d::boolean[], $%d::bigint[], $%d::text[], $%d::boolean[], $%d::text[],
                      $%d::text[], $%d::timestamptz[]) AS refund
                    (id, charge_id, account_id, livemode, amount, currency, voided, status, metadata, created_at)
               """.formatted(
                        first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7, first + 8,
                        first + 9);
    }

    /** Adds the refunds' columns as arrays. */
    static void addTo(Tuple parameters, List<OwnedRefund> refunds) {
        List<Refund> bare = refunds.stream().map(OwnedRefund::refund).toList();
        parameters.addArrayOfString(Columns.texts(bare, refund -> refund.id().value()));
        parameters.addArrayOfString(
                Columns.texts(bare, refund -> refund.charge().value()));
        parameters.addArrayOfString(
                Columns.texts(refunds, refund -> refund.account().value()));
        parameters.addArrayOfBoolean(Columns.booleans(bare, Refund::livemode));
        parameters.addArrayOfLong(Columns.longs(bare, refund -> refund.amount().subunits()));
        parameters.addArrayOfString(
                Columns.texts(bare, refund -> refund.amount().currency().name()));
        parameters.addArrayOfBoolean(Columns.booleans(bare, Refund::voided));
        parameters.addArrayOfString(
                Columns.texts(bare, refund -> refund.status().text()));
        parameters.addArrayOfString(
                Columns.texts(bare, refund -> refund.metadata().text()));
        parameters.addArrayOfOffsetDateTime(Columns.times(bare, Refund::createdAt));
    }

    /** The refund in a row of {@code refunds}. */
    public static Refund read(Row row) {
        return new Refund(
                new RefundId(row.getString("id")),
                new ChargeId(row.getString("charge_id")),
                row.getBoolean("livemode"),
                new Money(row.getLong("amount"), Currency.valueOf(row.getString("currency"))),
                row.getBoolean("voided"),
                status(row.getString("status"), row.getString("id")),
                new RawJson(row.getString("metadata")),
                row.getOffsetDateTime("created_at").toInstant());
    }

    /** The refunds in a row of {@code charges} of this currency. */
    static List<Refund> ofCharge(Row row, Currency currency) {
        @Nullable String json = row.getString("refunds");
        if (json == null) {
            return List.of();
        }
        ChargeId charge = new ChargeId(row.getString("id"));
        boolean livemode = row.getBoolean("livemode");
        return StoredJson.read(json, StoredRefunds.class, "refunds of " + charge).refunds().stream()
                .map(stored -> new Refund(
                        new RefundId(stored.id()),
                        charge,
                        livemode,
                        new Money(stored.amount(), currency),
                        stored.voided(),
                        status(stored.status(), stored.id()),
                        new RawJson(stored.metadata()),
                        Instant.EPOCH.plus(stored.createdMicros(), ChronoUnit.MICROS)))
                .toList();
    }

    private static Status status(String text, String id) {
        return Status.of(text)
                .orElseThrow(() -> new IllegalStateException("refund " + id + " has the unknown status " + text));
    }
}
