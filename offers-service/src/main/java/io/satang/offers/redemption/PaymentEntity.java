package io.satang.offers.redemption;

import io.satang.offers.offer.Channel;
import io.satang.offers.qualification.Payment;
import io.satang.offers.redemption.PaymentFacts.Progress;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A row of {@code payments}, which statements write and the mapper only reads. */
@Entity
@Table(name = "payments")
class PaymentEntity {
    @Id
    @Column(name = "charge_id")
    String chargeId;

    @Column(name = "merchant_account", updatable = false)
    String merchantAccount;

    @Column(updatable = false)
    String fingerprint;

    @Column(updatable = false)
    long amount;

    @Column(updatable = false)
    String currency;

    @Column(name = "paid_at", updatable = false)
    Instant paidAt;

    @Column(updatable = false)
    String channel;

    @Column(updatable = false)
    String progress;

    @Column(name = "taken_amount", updatable = false)
    @Nullable
    Long takenAmount;

    @Column(name = "taken_at", updatable = false)
    @Nullable
    Instant takenAt;

    /** What is known of it, when so much of it was given back. */
    PaymentFacts facts(long refunded) {
        return new PaymentFacts(
                new Payment(money(amount), paidAt, Channel.parse(channel).orElseThrow()), progress(), money(refunded));
    }

    private Progress progress() {
        return switch (progress) {
            case "held" -> new Progress.Held();
            case "taken" ->
                new Progress.Taken(money(Objects.requireNonNull(takenAmount)), Objects.requireNonNull(takenAt));
            case "gone" -> new Progress.Gone();
            default -> throw new IllegalStateException(chargeId + " is " + progress);
        };
    }

    private Money money(long subunits) {
        return new Money(subunits, Currency.valueOf(currency));
    }
}
