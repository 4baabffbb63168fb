package io.satang.offers.redemption;

import io.satang.offers.qualification.Payment;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * All that is known of a payment, whatever the order in which it was heard.
 *
 * @param payment  as the payer made it
 * @param progress how far it has come
 * @param refunded what was given back of it, no less than nothing
 */
public record PaymentFacts(Payment payment, Progress progress, Money refunded) {
    public PaymentFacts {
        Objects.requireNonNull(payment, "payment");
        Objects.requireNonNull(progress, "progress");
        Objects.requireNonNull(refunded, "refunded");
    }

    /** How far a payment has come. */
    public sealed interface Progress {
        /** Its money is held for the merchant. */
        record Held() implements Progress {}

        /**
         * The merchant has the money.
         *
         * @param amount how much of it, more than nothing
         * @param at     since when
         */
        record Taken(Money amount, Instant at) implements Progress {
            public Taken {
                Objects.requireNonNull(amount, "amount");
                Objects.requireNonNull(at, "at");
                if (!amount.isPositive()) {
                    throw new IllegalArgumentException("a payment of " + amount.inWords());
                }
            }
        }

        /** There is no money: it failed, has expired, or was given up. */
        record Gone() implements Progress {}
    }

    /** The payment that a reward is for: what the merchant has taken of it, once that is known. */
    public Optional<Payment> rewarded() {
        return switch (progress) {
            case Progress.Held held -> Optional.of(payment);
            case Progress.Taken taken -> Optional.of(new Payment(taken.amount(), payment.at(), payment.channel()));
            case Progress.Gone gone -> Optional.empty();
        };
    }
}
