package io.satang.charge.operation;

import io.satang.charge.decision.ChargeCommand.CaptureApproved;
import io.satang.charge.decision.ChargeCommand.CaptureDeclined;
import io.satang.charge.decision.ChargeCommand.FromProvider;
import io.satang.charge.decision.ChargeCommand.OfferRejected;
import io.satang.charge.decision.ChargeCommand.OfferReserved;
import io.satang.charge.decision.ChargeCommand.PayerNeeded;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.ProviderDeclined;
import io.satang.charge.decision.ChargeCommand.RefundApproved;
import io.satang.charge.decision.ChargeCommand.RefundDeclined;
import io.satang.charge.decision.Discount;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.provider.ProviderAnswer;
import io.satang.charge.provider.ProviderAnswer.Approved;
import io.satang.charge.provider.ProviderAnswer.Declined;
import io.satang.platform.id.RefundId;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What the answer to an operation means to its charge, and what is done when there is none. */
final class OperationRules {
    // Who pays is there for a minute or so. When nobody expects it any more, no money is taken, and no discount set
    // aside.
    private static final Duration PAYMENT_MAX = Duration.ofMinutes(1);
    private static final Duration RETRY_MIN = Duration.ofSeconds(1);
    private static final int DOUBLINGS_MAX = 9;

    private OperationRules() {}

    /** What the charge hears; nothing when nothing is certain, and when a charge is not concerned with what goes back. */
    static Optional<FromProvider> command(ProviderOperation operation, ProviderAnswer answer) {
        return switch (answer) {
            case Approved approved -> approved(operation, approved);
            case Declined(FailureCode code) -> declined(operation, code);
            case ProviderAnswer.Reserved(Discount discount) -> Optional.of(new OfferReserved(discount));
            case ProviderAnswer.PayerNeeded needed -> Optional.of(new PayerNeeded());
            case ProviderAnswer.Unheard unheard -> Optional.empty();
            case ProviderAnswer.Unknown unknown -> Optional.empty();
        };
    }

    private static Optional<FromProvider> approved(ProviderOperation operation, Approved approved) {
        return switch (operation.kind()) {
            case AUTHORIZE, SALE -> Optional.of(new ProviderApproved(approved.payment(), approved.at()));
            case CAPTURE -> Optional.of(new CaptureApproved(operation.id()));
            case REFUND ->
                Optional.of(new RefundApproved(new RefundId(operation.id().value())));
            case RESERVE, VOID -> Optional.empty();
        };
    }

    private static Optional<FromProvider> declined(ProviderOperation operation, FailureCode code) {
        return switch (operation.kind()) {
            case RESERVE -> Optional.of(new OfferRejected(code));
            case AUTHORIZE, SALE -> Optional.of(new ProviderDeclined(Optional.of(code.code())));
            case CAPTURE -> Optional.of(new CaptureDeclined(operation.id()));
            case REFUND ->
                Optional.of(new RefundDeclined(new RefundId(operation.id().value())));
            case VOID -> Optional.empty();
        };
    }

    /** Whether the answer ends the operation. Money that has to go back is given back until the provider confirms. */
    static boolean isFinal(ProviderOperation operation, ProviderAnswer answer) {
        return switch (answer) {
            case Approved approved -> true;
            case Declined declined -> operation.kind() != ProviderOperation.Kind.VOID;
            case ProviderAnswer.Reserved reserved -> true;
            case ProviderAnswer.PayerNeeded needed -> true;
            case ProviderAnswer.Unheard unheard -> false;
            case ProviderAnswer.Unknown unknown -> false;
        };
    }

    /** Whether a provider that has not heard of it may be asked for it so long after it was stored. */
    static boolean mayPerform(ProviderOperation operation, Duration age) {
        return !operation.kind().makesPayment() || age.compareTo(PAYMENT_MAX) < 0;
    }

    /**
     * Whether nobody is asked for it any more. A discount is no money: whatever has been set aside unheard, the charge's end releases, so there
     * is nothing to be inquired about.
     */
    static boolean isGivenUp(ProviderOperation operation, Duration age) {
        return operation.kind() == ProviderOperation.Kind.RESERVE && age.compareTo(PAYMENT_MAX) >= 0;
    }

    /**
     * When to ask again after so many attempts: after a second, two, four, and so on to some ten minutes. For a discount that is at the latest
     * when it is given up.
     *
     * @param age how old the operation was when it was taken up
     */
    static Duration retryAfter(ProviderOperation operation, int attempts, Duration age) {
        Duration doubled = RETRY_MIN.multipliedBy(1L << Math.min(attempts, DOUBLINGS_MAX));
        return operation.kind() == ProviderOperation.Kind.RESERVE
                ? Collections.min(List.of(doubled, Collections.max(List.of(RETRY_MIN, PAYMENT_MAX.minus(age)))))
                : doubled;
    }
}
