package io.satang.offers.redemption;

import io.satang.offers.qualification.Reason;
import io.satang.platform.money.Money;
import java.util.List;
import java.util.Objects;

/** Whether a charge is given the discount that is asked for with it. */
sealed interface Reservation {

    /**
     * It is, and counts against the offer's limits until the charge has ended.
     *
     * @param redemptionId {@code rdmp_…}
     * @param offerId      {@code offr_…}
     * @param discount     by how much the payer is charged less
     */
    record Reserved(String redemptionId, String offerId, Money discount) implements Reservation {
        public Reserved {
            Objects.requireNonNull(redemptionId, "redemptionId");
            Objects.requireNonNull(offerId, "offerId");
            Objects.requireNonNull(discount, "discount");
        }
    }

    /**
     * It is not.
     *
     * @param reasons at least one
     */
    record Refused(List<Reason> reasons) implements Reservation {
        public Refused {
            reasons = List.copyOf(reasons);
        }
    }

    /** What was decided before, as it stands now: who asks again for a charge that has ended comes too late. */
    static Reservation of(RedemptionEntity row) {
        RedemptionState state = row.state();
        if (state instanceof RedemptionState.Rejected rejected) {
            return new Refused(rejected.reasons());
        }
        return state.counts()
                ? new Reserved(row.id, row.offerId, row.money(row.reward))
                : new Refused(List.of(Reason.NOT_PAID));
    }
}
