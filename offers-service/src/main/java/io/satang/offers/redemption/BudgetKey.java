package io.satang.offers.redemption;

import io.satang.offers.offer.OfferId;
import java.time.LocalDate;
import java.util.Objects;

/** One period of an offer's budget. */
record BudgetKey(OfferId offer, LocalDate period) {
    BudgetKey {
        Objects.requireNonNull(offer, "offer");
        Objects.requireNonNull(period, "period");
    }
}
