package io.satang.offers.qualification;

import io.satang.platform.money.Money;
import java.util.List;
import java.util.Objects;

/** Whether a payment earns the reward of an offer. */
public sealed interface Qualification {

    /**
     * It does.
     *
     * @param reward more than nothing
     */
    record Qualified(Money reward) implements Qualification {
        public Qualified {
            Objects.requireNonNull(reward, "reward");
            if (!reward.isPositive()) {
                throw new IllegalArgumentException("a reward of " + reward.inWords());
            }
        }
    }

    /**
     * It does not.
     *
     * @param reasons every rule that it does not fulfil, in their order; at least one
     */
    record NotQualified(List<Reason> reasons) implements Qualification {
        public NotQualified {
            reasons = List.copyOf(reasons);
            if (reasons.isEmpty()) {
                throw new IllegalArgumentException("no reason");
            }
        }
    }
}
