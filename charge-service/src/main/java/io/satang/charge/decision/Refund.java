package io.satang.charge.decision;

import io.satang.events.RawJson;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.RefundId;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a merchant gives back of the money that was taken for a charge (reference omise-api §8.9, §9.4).
 *
 * @param id        which it is
 * @param charge    whose money
 * @param livemode  live or test
 * @param amount    how much, more than nothing
 * @param voided    whether it leaves no trace on the payer's statement, and costs the merchant no fee
 * @param status    where it stands
 * @param metadata  the merchant's data
 * @param createdAt when it was asked for
 */
public record Refund(
        RefundId id,
        ChargeId charge,
        boolean livemode,
        Money amount,
        boolean voided,
        Status status,
        RawJson metadata,
        Instant createdAt) {

    public Refund {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(charge, "charge");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(metadata, "metadata");
        Objects.requireNonNull(createdAt, "createdAt");
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("refund " + id + " of " + amount);
        }
    }

    /** Where a refund stands. */
    public enum Status {
        /** The provider has been asked for it and has not answered. */
        PENDING,
        /** The money has been given back. */
        CLOSED,
        /** The provider has declined: nothing was given back, and the amount may be asked for again. */
        FAILED;

        /** The status of this name, in letters of either case; empty when only a newer version knows it. */
        public static Optional<Status> of(String name) {
            return Arrays.stream(values())
                    .filter(status -> status.name().equalsIgnoreCase(name))
                    .findFirst();
        }

        /** As merchants read it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The money has been given back. */
    Refund close() {
        return with(Status.CLOSED);
    }

    /** It will not be given back. */
    Refund fail() {
        return with(Status.FAILED);
    }

    private Refund with(Status next) {
        return new Refund(id, charge, livemode, amount, voided, next, metadata, createdAt);
    }
}
