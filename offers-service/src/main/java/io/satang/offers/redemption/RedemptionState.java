package io.satang.offers.redemption;

import io.satang.offers.qualification.Reason;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What has become of the reward for a payment. */
public sealed interface RedemptionState {

    /**
     * The payment earns nothing.
     *
     * @param reasons at least one
     */
    record Rejected(List<Reason> reasons) implements RedemptionState {
        public Rejected {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * It is promised to a payment that is still to be made.
     *
     * @param reward what is promised
     */
    record Reserved(Money reward) implements RedemptionState {
        public Reserved {
            Objects.requireNonNull(reward, "reward");
        }
    }

    /**
     * The payer has paid, and the merchant has not taken the money yet.
     *
     * @param reward what the whole amount earns
     */
    record Pending(Money reward) implements RedemptionState {
        public Pending {
            Objects.requireNonNull(reward, "reward");
        }
    }

    /**
     * The merchant has the money, and may still give it back.
     *
     * @param reward     what was earned
     * @param clawedBack what was taken back of it, less than all
     * @param payableAt  from when on it is owed
     */
    record Confirmed(Money reward, Money clawedBack, Instant payableAt) implements RedemptionState {
        public Confirmed {
            Objects.requireNonNull(reward, "reward");
            Objects.requireNonNull(clawedBack, "clawedBack");
            Objects.requireNonNull(payableAt, "payableAt");
        }
    }

    /**
     * The return period is over, and what is left of the reward is owed.
     *
     * @param reward     what was earned
     * @param clawedBack what was taken back of it, less than all
     * @param payableAt  since when it has been owed
     */
    record Payable(Money reward, Money clawedBack, Instant payableAt) implements RedemptionState {
        public Payable {
            Objects.requireNonNull(reward, "reward");
            Objects.requireNonNull(clawedBack, "clawedBack");
            Objects.requireNonNull(payableAt, "payableAt");
        }
    }

    /**
     * The payment was given back, and the reward with it.
     *
     * @param reward what had been earned
     */
    record ClawedBack(Money reward) implements RedemptionState {
        public ClawedBack {
            Objects.requireNonNull(reward, "reward");
        }
    }

    /** There was no payment in the end: what was set aside for it is free again. */
    record Released() implements RedemptionState {}

    /** The state's name, as clients and rows have it. */
    default String wireName() {
        return switch (this) {
            case Rejected rejected -> "rejected";
            case Reserved reserved -> "reserved";
            case Pending pending -> "pending";
            case Confirmed confirmed -> "confirmed";
            case Payable payable -> "payable";
            case ClawedBack clawedBack -> "clawed_back";
            case Released released -> "released";
        };
    }

    /** What it costs the budget now. */
    default Money cost(Money nothing) {
        return switch (this) {
            case Rejected rejected -> nothing;
            case Reserved reserved -> reserved.reward();
            case Pending pending -> pending.reward();
            case Confirmed confirmed -> confirmed.reward().minus(confirmed.clawedBack());
            case Payable payable -> payable.reward().minus(payable.clawedBack());
            case ClawedBack clawedBack -> nothing;
            case Released released -> nothing;
        };
    }

    /** Whether it uses up one of the redemptions that cards and offer have. A payment that was given back has been a redemption. */
    default boolean counts() {
        return switch (this) {
            case Rejected rejected -> false;
            case Released released -> false;
            case Reserved reserved -> true;
            case Pending pending -> true;
            case Confirmed confirmed -> true;
            case Payable payable -> true;
            case ClawedBack clawedBack -> true;
        };
    }

    /** The state at this time: a return period that is over makes a confirmed reward payable. */
    default RedemptionState at(Instant now) {
        return switch (this) {
            case Confirmed(Money reward, Money clawedBack, Instant payableAt)
            when !now.isBefore(payableAt) -> new Payable(reward, clawedBack, payableAt);
            case Confirmed confirmed -> confirmed;
            case Rejected rejected -> rejected;
            case Reserved reserved -> reserved;
            case Pending pending -> pending;
            case Payable payable -> payable;
            case ClawedBack clawedBack -> clawedBack;
            case Released released -> released;
        };
    }
}
