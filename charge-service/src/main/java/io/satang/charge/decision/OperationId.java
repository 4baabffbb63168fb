package io.satang.charge.decision;

import io.satang.platform.id.ChargeId;
import io.satang.platform.id.RefundId;
import java.util.Objects;

/**
 * Our name for something that is asked of a provider, chosen before it is asked. It follows from what is asked, so that whoever asks for
 * the same again asks under the same name, and the provider does it once.
 *
 * @param value for instance {@code chrg_test_…:capture:2}
 */
public record OperationId(String value) {
    public OperationId {
        Objects.requireNonNull(value, "value");
    }

    /** The attempt to take the charge's money. */
    public static OperationId authorize(ChargeId charge) {
        return new OperationId(charge.value());
    }

    /** The discount that a charge wants. */
    public static OperationId reserve(ChargeId charge) {
        return new OperationId(charge + ":reserve");
    }

    /** The capture that makes a charge so old: when one has been declined, the next one is another. */
    static OperationId capture(ChargeId charge, long version) {
        return new OperationId(charge + ":capture:" + version);
    }

    /** The return of all the money of a payment. */
    static OperationId voiding(ChargeId charge, ProviderReference payment) {
        return new OperationId(charge + ":void:" + payment);
    }

    /** The return of money by a refund, which is named as the refund is. */
    static OperationId refund(RefundId refund) {
        return new OperationId(refund.value());
    }

    /** The id as it is written. */
    @Override
    public String toString() {
        return value;
    }
}
