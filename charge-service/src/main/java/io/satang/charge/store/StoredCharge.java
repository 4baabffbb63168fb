package io.satang.charge.store;

import io.satang.charge.decision.Charge;
import java.time.Instant;
import java.util.Objects;

/**
 * A row of {@code charges}, as far as this replica can read it. One that it cannot, because of damage or because a newer replica wrote it,
 * must not fail the rows beside it.
 */
public sealed interface StoredCharge {
    /** A charge. */
    record Decoded(Charge charge) implements StoredCharge {
        public Decoded {
            Objects.requireNonNull(charge, "charge");
        }
    }

    /**
     * What the columns say of a charge that cannot be read.
     *
     * @param pageId the pay page
     * @param status as stored, maybe one that this replica does not know
     * @param amount subunits
     * @param reason why it cannot be read
     */
    record Unreadable(
            String id,
            String accountId,
            boolean livemode,
            String pageId,
            String status,
            long amount,
            String currency,
            Instant createdAt,
            String reason)
            implements StoredCharge {}

    /** {@code chrg_…} */
    default String id() {
        return switch (this) {
            case Decoded(Charge charge) -> charge.id().value();
            case Unreadable unreadable -> unreadable.id;
        };
    }

    /** The pay page, {@code pay2_…}. */
    default String pageId() {
        return switch (this) {
            case Decoded(Charge charge) -> charge.pageId().value();
            case Unreadable unreadable -> unreadable.pageId;
        };
    }

    /**
     * The charge.
     *
     * @throws UnreadableChargeException when it cannot be read
     */
    default Charge require() {
        return switch (this) {
            case Decoded(Charge charge) -> charge;
            case Unreadable unreadable -> throw new UnreadableChargeException(unreadable.id(), unreadable.reason());
        };
    }
}
