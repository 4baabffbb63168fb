package io.satang.charge.store;

import io.satang.charge.decision.ChargeState;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.ChargeState.Reversed;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderReference;
import io.satang.platform.money.Money;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between the columns of a state and a {@link ChargeState}. What follows from other columns is left empty. */
final class StateRows {
    private StateRows() {}

    /** The column {@code status}: merchants see some of these as {@code pending}, which is what {@link ChargeState#status} says. */
    static String status(ChargeState state) {
        return switch (state) {
            case Reserving reserving -> "reserving";
            case Authorizing authorizing -> "authorizing";
            case Pending pending -> "pending";
            case Authorized authorized -> "authorized";
            case Capturing capturing -> "capturing";
            case Successful successful -> "successful";
            case Failed failed -> "failed";
            case Expired expired -> "expired";
            case Reversed reversed -> "reversed";
        };
    }

    static Optional<Instant> endedAt(ChargeState state) {
        return switch (state) {
            case Reserving reserving -> Optional.empty();
            case Authorizing authorizing -> Optional.empty();
            case Pending pending -> Optional.empty();
            case Authorized authorized -> Optional.empty();
            case Capturing capturing -> Optional.empty();
            case Successful successful -> Optional.of(successful.paidAt());
            case Failed failed -> Optional.of(failed.failedAt());
            case Expired expired -> Optional.of(expired.expiredAt());
            case Reversed reversed -> Optional.of(reversed.reversedAt());
        };
    }

    /** Empty for a payment that was certain only when it was taken. */
    static Optional<Instant> authorizedAt(ChargeState state) {
        return switch (state) {
            case Reserving reserving -> Optional.empty();
            case Authorizing authorizing -> Optional.empty();
            case Pending pending -> Optional.empty();
            case Authorized authorized -> Optional.of(authorized.authorizedAt());
            case Capturing capturing -> Optional.of(capturing.before().authorizedAt());
            case Successful paid -> Optional.of(paid.authorizedAt()).filter(at -> !at.equals(paid.paidAt()));
            case Failed failed -> Optional.empty();
            case Expired expired -> Optional.empty();
            case Reversed reversed -> Optional.of(reversed.authorizedAt());
        };
    }

    static Optional<String> providerReference(ChargeState state) {
        return switch (state) {
            case Reserving reserving -> Optional.empty();
            case Authorizing authorizing -> Optional.empty();
            case Pending pending -> Optional.empty();
            case Authorized authorized -> Optional.of(authorized.hold().value());
            case Capturing capturing -> Optional.of(capturing.before().hold().value());
            case Successful successful -> successful.payment().map(ProviderReference::value);
            case Failed failed -> Optional.empty();
            case Expired expired -> Optional.empty();
            case Reversed reversed -> Optional.empty();
        };
    }

    static Optional<String> operationId(ChargeState state) {
        return switch (state) {
            case Reserving(OperationId asked) -> Optional.of(asked.value());
            case Authorizing(OperationId asked) -> Optional.of(asked.value());
            case Capturing capturing -> Optional.of(capturing.asked().value());
            case Pending pending -> Optional.empty();
            case Authorized authorized -> Optional.empty();
            case Successful successful -> Optional.empty();
            case Failed failed -> Optional.empty();
            case Expired expired -> Optional.empty();
            case Reversed reversed -> Optional.empty();
        };
    }

    static Optional<String> transactionId(ChargeState state) {
        return state instanceof Successful successful ? Optional.of(successful.transactionId()) : Optional.empty();
    }

    static Optional<String> failureCode(ChargeState state) {
        return state instanceof Failed failed ? Optional.of(failed.code().code()) : Optional.empty();
    }

    /** What has been taken or is being taken; empty for the whole amount of the charge, which is what most take. */
    static Optional<Money> captured(ChargeState state, Money amount) {
        Optional<Money> captured = switch (state) {
            case Capturing capturing -> Optional.of(capturing.amount());
            case Successful successful -> Optional.of(successful.captured());
            case Reserving reserving -> Optional.empty();
            case Authorizing authorizing -> Optional.empty();
            case Pending pending -> Optional.empty();
            case Authorized authorized -> Optional.empty();
            case Failed failed -> Optional.empty();
            case Expired expired -> Optional.empty();
            case Reversed reversed -> Optional.empty();
        };
        return captured.filter(part -> !part.equals(amount));
    }

    /** Subunits that have been given back or are on their way. */
    static long refunded(ChargeState state) {
        return state instanceof Successful paid
                ? paid.captured().minus(paid.left()).subunits()
                : 0;
    }

    /**
     * The state in a row of a charge of this amount.
     *
     * @param reasons why its offer was not redeemed, if it was not
     * @throws IllegalStateException when a newer version has written it
     */
    static ChargeState state(Row row, Money amount, List<String> reasons) {
        String status = row.getString("status");
        return switch (status) {
            case "reserving" -> new Reserving(new OperationId(row.getString("operation_id")));
            case "authorizing" -> new Authorizing(new OperationId(row.getString("operation_id")));
            case "pending" -> new Pending();
            case "authorized" -> authorized(row);
            case "capturing" ->
                new Capturing(
                        authorized(row), new OperationId(row.getString("operation_id")), part(row, "captured", amount));
            case "successful" -> successful(row, amount);
            case "failed" -> new Failed(time(row, "ended_at"), new FailureCode(row.getString("failure_code"), reasons));
            case "expired" -> new Expired(time(row, "ended_at"));
            case "reversed" -> new Reversed(time(row, "authorized_at"), time(row, "ended_at"));
            default -> throw new IllegalStateException("unknown status " + status);
        };
    }

    private static Authorized authorized(Row row) {
        return new Authorized(time(row, "authorized_at"), new ProviderReference(row.getString("provider_reference")));
    }

    private static Successful successful(Row row, Money amount) {
        Instant paidAt = time(row, "ended_at");
        return new Successful(
                row.getOffsetDateTime("authorized_at") == null ? paidAt : time(row, "authorized_at"),
                paidAt,
                row.getString("transaction_id"),
                Optional.ofNullable(row.getString("provider_reference")).map(ProviderReference::new),
                part(row, "captured", amount),
                RefundRows.ofCharge(row, amount.currency()));
    }

    private static Money part(Row row, String column, Money whole) {
        @Nullable Long subunits = row.getLong(column);
        return subunits == null ? whole : new Money(subunits, whole.currency());
    }

    private static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
