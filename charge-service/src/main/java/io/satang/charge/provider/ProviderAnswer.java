package io.satang.charge.provider;

import io.satang.charge.decision.Discount;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.ProviderReference;
import java.time.Instant;
import java.util.Objects;

/** What a provider says about an operation. */
public sealed interface ProviderAnswer {

    /**
     * It is done.
     *
     * @param payment the provider's name for the payment
     * @param at      when it was done, by the clock that all share
     */
    record Approved(ProviderReference payment, Instant at) implements ProviderAnswer {
        public Approved {
            Objects.requireNonNull(payment, "payment");
            Objects.requireNonNull(at, "at");
        }
    }

    /** The discount is set aside, until the charge has ended. */
    record Reserved(Discount discount) implements ProviderAnswer {
        public Reserved {
            Objects.requireNonNull(discount, "discount");
        }
    }

    /** It will not be done. */
    record Declined(FailureCode code) implements ProviderAnswer {
        public Declined {
            Objects.requireNonNull(code, "code");
        }
    }

    /** The payer has to do something at the charge's page first, and may until the charge's deadline. */
    record PayerNeeded() implements ProviderAnswer {}

    /** The provider has not heard of it: nothing has been done, and nothing will be unless it is asked. */
    record Unheard() implements ProviderAnswer {}

    /** Nobody knows, and it has to be inquired about: there may be money. */
    record Unknown(String why) implements ProviderAnswer {
        public Unknown {
            Objects.requireNonNull(why, "why");
        }
    }
}
