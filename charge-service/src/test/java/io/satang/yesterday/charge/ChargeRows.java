package io.satang.yesterday.charge;

import io.satang.yesterday.charge.ChargeState.Expired;
import io.satang.yesterday.charge.ChargeState.Failed;
import io.satang.yesterday.charge.ChargeState.Pending;
import io.satang.yesterday.charge.ChargeState.Successful;
import io.satang.yesterday.events.EventJson;
import io.satang.yesterday.events.MalformedEventException;
import io.satang.yesterday.events.RawJson;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;

/** Between a row of {@code charges} and a {@link Charge}. */
public final class ChargeRows {
    /** The columns that {@link #read} wants, of a relation named {@code charges}. */
    public static final String COLUMNS = """
            charges.id, charges.account_id, charges.livemode, charges.version, charges.status, charges.amount, charges.currency, \
            charges.source_id, charges.page_id, charges.created_at, charges.expires_at, charges.ended_at, charges.transaction_id, \
            charges.failure_code, charges.description, charges.metadata::text AS metadata, charges.terms::text AS terms""";

    private ChargeRows() {}

    /** The charge in this row. */
    public static Charge read(Row row) {
        return new Charge(
                row.getString("id"),
                row.getString("account_id"),
                row.getBoolean("livemode"),
                row.getLong("version"),
                row.getLong("amount"),
                row.getString("currency"),
                row.getString("source_id"),
                row.getString("page_id"),
                time(row, "created_at"),
                time(row, "expires_at"),
                Optional.ofNullable(row.getString("description")),
                new RawJson(row.getString("metadata")),
                terms(row),
                state(row));
    }

    static Optional<Instant> endedAt(ChargeState state) {
        return switch (state) {
            case Pending pending -> Optional.empty();
            case Successful successful -> Optional.of(successful.paidAt());
            case Failed failed -> Optional.of(failed.failedAt());
            case Expired expired -> Optional.of(expired.expiredAt());
        };
    }

    static Optional<String> transactionId(ChargeState state) {
        return state instanceof Successful successful ? Optional.of(successful.transactionId()) : Optional.empty();
    }

    static Optional<String> failureCode(ChargeState state) {
        return state instanceof Failed failed ? Optional.of(failed.code().code()) : Optional.empty();
    }

    private static ChargeState state(Row row) {
        String status = row.getString("status");
        return switch (status) {
            case "pending" -> new Pending();
            case "successful" -> new Successful(time(row, "ended_at"), row.getString("transaction_id"));
            case "failed" -> new Failed(time(row, "ended_at"), new FailureCode(row.getString("failure_code")));
            case "expired" -> new Expired(time(row, "ended_at"));
            default -> throw new IllegalStateException("a CHECK forbids status " + status);
        };
    }

    private static ChargeTerms terms(Row row) {
        try {
            return EventJson.read(row.getString("terms"), ChargeTerms.class);
        } catch (MalformedEventException e) {
            throw new IllegalStateException("terms of " + row.getString("id") + " are unreadable", e);
        }
    }

    private static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
