package io.satang.charge.store;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Failed;
import io.satang.charge.decision.Discount;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import java.util.List;
import java.util.Optional;

/** The column {@code discount} of a charge: what its payer was given, or why it was given nothing; empty of charges that have not asked. */
record StoredDiscount(Optional<StoredGift> given, List<String> reasons) {
    static final StoredDiscount NONE = new StoredDiscount(Optional.empty(), List.of());

    /** A discount that was given. */
    record StoredGift(String offerId, String redemptionId, long amount) {}

    Optional<Discount> discount(Currency currency) {
        return given.map(gift -> new Discount(gift.offerId, gift.redemptionId, new Money(gift.amount, currency)));
    }

    /** What is known of this charge's. */
    static StoredDiscount of(Charge charge) {
        Optional<StoredGift> given = charge.discount()
                .map(discount -> new StoredGift(
                        discount.offerId(),
                        discount.redemptionId(),
                        discount.amount().subunits()));
        return new StoredDiscount(
                given, charge.state() instanceof Failed failed ? failed.code().reasons() : List.of());
    }
}
