package io.satang.charge.decision;

import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a charge stands (reference omise-api §9), and the money that it has moved. What leads out of a state are its methods: a state that
 * has ended cannot be left, because there is nothing to call.
 */
public sealed interface ChargeState {

    /** As merchants and events name it. */
    String status();

    /** Whether nothing leads out of it. */
    default boolean ended() {
        return switch (this) {
            case Unpaid unpaid -> false;
            case Authorized authorized -> false;
            case Capturing capturing -> false;
            case Successful successful -> true;
            case Failed failed -> true;
            case Expired expired -> true;
            case Reversed reversed -> true;
        };
    }

    /** No money has been held or taken, as far as is known. */
    sealed interface Unpaid extends ChargeState {
        @Override
        default String status() {
            return "pending";
        }

        /** The money is held. */
        default Authorized authorize(Instant at, ProviderReference hold) {
            return new Authorized(at, hold);
        }

        /** The money is taken, by a payment that a provider has a name for unless it was simulated. */
        default Successful succeed(
                Instant paidAt, String transactionId, Optional<ProviderReference> payment, Money amount) {
            return new Successful(paidAt, paidAt, transactionId, payment, amount, amount.none(), Map.of());
        }

        /** There will be no money. */
        default Failed fail(Instant failedAt, FailureCode code) {
            return new Failed(failedAt, code);
        }
    }

    /** A provider has been asked for the payer's money and has not answered; whatever else is asked has to wait for it. */
    record Authorizing(OperationId asked) implements Unpaid {
        public Authorizing {
            Objects.requireNonNull(asked, "asked");
        }

        /** The provider wants the payer to do something first. */
        Pending awaitPayer() {
            return new Pending();
        }
    }

    /** The payer may still pay, at the charge's page. */
    record Pending() implements Unpaid {
        /** Nobody has paid in time, or the merchant does not want it any more. */
        Expired expire(Instant expiredAt) {
            return new Expired(expiredAt);
        }
    }

    /**
     * The whole amount is held and none of it taken.
     *
     * @param authorizedAt since when
     * @param hold         the provider's name for the payment
     */
    record Authorized(Instant authorizedAt, ProviderReference hold) implements ChargeState {
        public Authorized {
            Objects.requireNonNull(authorizedAt, "authorizedAt");
            Objects.requireNonNull(hold, "hold");
        }

        @Override
        public String status() {
            return "pending";
        }

        /** The merchant wants so much of it. */
        Capturing capture(OperationId asked, Money amount) {
            return new Capturing(this, asked, amount);
        }

        /** The merchant gives it up. */
        Reversed reverse(Instant reversedAt) {
            return new Reversed(authorizedAt, reversedAt);
        }

        /** It was held for as long as it could be. */
        Expired expire(Instant expiredAt) {
            return new Expired(expiredAt);
        }
    }

    /**
     * A provider has been asked to take held money and has not answered; whatever else is asked has to wait for it.
     *
     * @param before what there was to take
     * @param asked  how it was asked
     * @param amount how much of it is to be taken
     */
    record Capturing(Authorized before, OperationId asked, Money amount) implements ChargeState {
        public Capturing {
            Objects.requireNonNull(before, "before");
            Objects.requireNonNull(asked, "asked");
            Objects.requireNonNull(amount, "amount");
        }

        @Override
        public String status() {
            return "pending";
        }

        /** The money is taken, and what was held beyond it is released. */
        Successful succeed(Instant paidAt, String transactionId) {
            return new Successful(
                    before.authorizedAt,
                    paidAt,
                    transactionId,
                    Optional.of(before.hold),
                    amount,
                    amount.none(),
                    Map.of());
        }
    }

    /**
     * Paid.
     *
     * @param authorizedAt  since when the money was certain
     * @param paidAt        when it was taken
     * @param transactionId the ledger entry, {@code trxn_…}
     * @param payment       the provider's name for the payment; empty when no provider took money, as in a simulated payment
     * @param captured      what was taken
     * @param refunded      what of it has been given back
     * @param refunding     what a provider has been asked to give back and has not answered, by refund; together with what has been given
     *                      back it is at most what was taken
     */
    record Successful(
            Instant authorizedAt,
            Instant paidAt,
            String transactionId,
            Optional<ProviderReference> payment,
            Money captured,
            Money refunded,
            Map<String, Money> refunding)
            implements ChargeState {
        public Successful {
            Objects.requireNonNull(authorizedAt, "authorizedAt");
            Objects.requireNonNull(paidAt, "paidAt");
            Objects.requireNonNull(transactionId, "transactionId");
            Objects.requireNonNull(payment, "payment");
            refunding = Map.copyOf(refunding);
            if (!captured.isPositive() || captured.none().isMoreThan(refunded)) {
                throw new IllegalArgumentException(refunded + " refunded of " + captured);
            }
            if (captured.none().isMoreThan(left(captured, refunded, refunding))) {
                throw new IllegalArgumentException(
                        refunded + " refunded and " + refunding + " on its way of " + captured);
            }
        }

        @Override
        public String status() {
            return "successful";
        }

        /** What may still be given back. */
        public Money left() {
            return left(captured, refunded, refunding);
        }

        /** A provider is asked to give so much back. */
        Successful askRefund(String refundId, Money amount) {
            Map<String, Money> asked = new HashMap<>(refunding);
            asked.put(refundId, amount);
            return withRefunds(refunded, asked);
        }

        /** So much has been given back, be it by a refund that was asked for or by one that nobody had to be asked for. */
        Successful refund(String refundId, Money amount) {
            return withRefunds(refunded.plus(amount), without(refundId));
        }

        /** What this refund was to give back stays. */
        Successful keep(String refundId) {
            return withRefunds(refunded, without(refundId));
        }

        private Map<String, Money> without(String refundId) {
            Map<String, Money> rest = new HashMap<>(refunding);
            rest.remove(refundId);
            return rest;
        }

        private Successful withRefunds(Money nowRefunded, Map<String, Money> nowRefunding) {
            return new Successful(authorizedAt, paidAt, transactionId, payment, captured, nowRefunded, nowRefunding);
        }

        private static Money left(Money captured, Money refunded, Map<String, Money> refunding) {
            return refunding.values().stream().reduce(captured.minus(refunded), Money::minus);
        }
    }

    /** Declined, or given up by the payer. */
    record Failed(Instant failedAt, FailureCode code) implements ChargeState {
        public Failed {
            Objects.requireNonNull(failedAt, "failedAt");
            Objects.requireNonNull(code, "code");
        }

        @Override
        public String status() {
            return "failed";
        }
    }

    /** Nobody paid in time, nobody captured in time, or the merchant withdrew it. */
    record Expired(Instant expiredAt) implements ChargeState {
        public Expired {
            Objects.requireNonNull(expiredAt, "expiredAt");
        }

        @Override
        public String status() {
            return "expired";
        }
    }

    /** The merchant gave up what was held. */
    record Reversed(Instant authorizedAt, Instant reversedAt) implements ChargeState {
        public Reversed {
            Objects.requireNonNull(authorizedAt, "authorizedAt");
            Objects.requireNonNull(reversedAt, "reversedAt");
        }

        @Override
        public String status() {
            return "reversed";
        }
    }
}
