package io.satang.offers.redemption;

import io.satang.offers.qualification.Reason;
import io.satang.offers.redemption.RedemptionState.ClawedBack;
import io.satang.offers.redemption.RedemptionState.Confirmed;
import io.satang.offers.redemption.RedemptionState.Payable;
import io.satang.offers.redemption.RedemptionState.Pending;
import io.satang.offers.redemption.RedemptionState.Rejected;
import io.satang.offers.redemption.RedemptionState.Released;
import io.satang.offers.redemption.RedemptionState.Reserved;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of {@code redemptions}. The writer holds the offer's lock, so the version only counts. */
@Entity
@Table(name = "redemptions")
class RedemptionEntity {
    @Id
    String id;

    @Column(name = "account_id", updatable = false)
    String accountId;

    @Column(updatable = false)
    boolean livemode;

    @Column(name = "offer_id", updatable = false)
    String offerId;

    @Column(name = "card_id", updatable = false)
    String cardId;

    @Column(name = "card_offer_id", updatable = false)
    String cardOfferId;

    @Column(name = "charge_id", updatable = false)
    String chargeId;

    @Column
    String state;

    @Column
    String reasons;

    long reward;

    @Column(name = "clawed_back")
    long clawedBack;

    @Column(updatable = false)
    String currency;

    @Column(name = "payable_at")
    @Nullable
    Instant payableAt;

    /** From when on a reservation is released of whose payment nothing was heard; only those have one. */
    @Column(name = "release_at", updatable = false)
    @Nullable
    Instant releaseAt;

    @Column(name = "period_start", updatable = false)
    LocalDate periodStart;

    long version;

    /** Of how many of its steps others were told. */
    long told;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    /** The next version. What is payable by now is written as confirmed: time makes the difference. */
    void write(RedemptionState next) {
        state = next.wireName();
        reasons = "";
        reward = 0;
        clawedBack = 0;
        payableAt = null;
        version++;
        switch (next) {
            case Rejected rejected -> reasons = joined(rejected.reasons());
            case Reserved reserved -> reward = reserved.reward().subunits();
            case Pending pending -> reward = pending.reward().subunits();
            case Confirmed confirmed -> write(confirmed);
            case Payable payable -> write(new Confirmed(payable.reward(), payable.clawedBack(), payable.payableAt()));
            case ClawedBack all -> {
                reward = all.reward().subunits();
                clawedBack = reward;
            }
            case Released released -> {}
        }
    }

    private void write(Confirmed confirmed) {
        state = confirmed.wireName();
        reward = confirmed.reward().subunits();
        clawedBack = confirmed.clawedBack().subunits();
        payableAt = confirmed.payableAt();
    }

    /** What was written last. */
    RedemptionState state() {
        return switch (state) {
            case "rejected" -> new Rejected(reasons(reasons));
            case "reserved" -> new Reserved(money(reward));
            case "pending" -> new Pending(money(reward));
            case "confirmed" -> new Confirmed(money(reward), money(clawedBack), Objects.requireNonNull(payableAt));
            case "clawed_back" -> new ClawedBack(money(reward));
            case "released" -> new Released();
            default -> throw new IllegalStateException(id + " is " + state);
        };
    }

    Money money(long subunits) {
        return new Money(subunits, Currency.valueOf(currency));
    }

    private static String joined(List<Reason> reasons) {
        return reasons.stream().map(Reason::wireName).collect(Collectors.joining(","));
    }

    private static List<Reason> reasons(String text) {
        return Arrays.stream(text.split(",", -1))
                .flatMap(name -> Reason.parse(name).stream())
                .toList();
    }
}
