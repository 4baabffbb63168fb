package io.satang.charge.decision;

import io.satang.charge.decision.Refund.Status;
import io.satang.platform.id.RefundId;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
            case Reserving reserving -> false;
            case Unpaid unpaid -> false;
            case Authorized authorized -> false;
            case Capturing capturing -> false;
            case Successful successful -> true;
            case Failed failed -> true;
            case Expired expired -> true;
            case Reversed reversed -> true;
        };
    }

    /** A discount has been asked for and nobody for money yet; whatever else is asked has to wait for it. */
    record Reserving(OperationId asked) implements ChargeState {
        public Reserving {
            Objects.requireNonNull(asked, "asked");
        }

        @Override
        public String status() {
            return "pending";
        }

        /** The discount is given, and a provider is asked for what is left. */
        Authorizing ask(OperationId operation) {
            return new Authorizing(operation);
        }

        /** The discount is not given, so that nothing is charged. */
        Failed fail(Instant failedAt, FailureCode code) {
            return new Failed(failedAt, code);
        }
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
            return new Successful(paidAt, paidAt, transactionId, payment, amount, List.of());
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
                    before.authorizedAt, paidAt, transactionId, Optional.of(before.hold), amount, List.of());
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
     * @param refunds       what of it has been given back or a provider has been asked to give back, in the order of asking; none that has
     *                      failed, and together at most what was taken
     */
    record Successful(
            Instant authorizedAt,
            Instant paidAt,
            String transactionId,
            Optional<ProviderReference> payment,
            Money captured,
            List<Refund> refunds)
            implements ChargeState {
        public Successful {
            Objects.requireNonNull(authorizedAt, "authorizedAt");
            Objects.requireNonNull(paidAt, "paidAt");
            Objects.requireNonNull(transactionId, "transactionId");
            Objects.requireNonNull(payment, "payment");
            refunds = List.copyOf(refunds);
            if (captured.none().isMoreThan(captured) || captured.none().isMoreThan(left(captured, refunds))) {
                throw new IllegalArgumentException(refunds + " of " + captured);
            }
            if (refunds.stream().anyMatch(refund -> refund.status() == Status.FAILED)) {
                throw new IllegalArgumentException("failed: " + refunds);
            }
        }

        @Override
        public String status() {
            return "successful";
        }

        /** What has been given back. */
        public Money refunded() {
            return refunds.stream()
                    .filter(refund -> refund.status() == Status.CLOSED)
                    .map(Refund::amount)
                    .reduce(captured.none(), Money::plus);
        }

        /** Whether all of it has been given back without a trace on the payer's statement. */
        public boolean voided() {
            return refunds.stream().anyMatch(refund -> refund.voided() && refund.status() == Status.CLOSED);
        }

        /** What may still be given back. */
        public Money left() {
            return left(captured, refunds);
        }

        /** The refund of this id, unless it has failed. */
        public Optional<Refund> refund(RefundId id) {
            return refunds.stream().filter(refund -> refund.id().equals(id)).findFirst();
        }

        /** With this refund, which replaces what it was before. */
        Successful with(Refund refund) {
            Stream<Refund> known = refunds.stream().map(each -> each.id().equals(refund.id()) ? refund : each);
            return withRefunds(
                    refund(refund.id()).isPresent()
                            ? known.toList()
                            : Stream.concat(known, Stream.of(refund)).toList());
        }

        /** Without this refund: what it was to give back stays. */
        Successful without(Refund refund) {
            return withRefunds(refunds.stream()
                    .filter(each -> !each.id().equals(refund.id()))
                    .toList());
        }

        private Successful withRefunds(List<Refund> next) {
            return new Successful(authorizedAt, paidAt, transactionId, payment, captured, next);
        }

        private static Money left(Money captured, List<Refund> refunds) {
            return refunds.stream().map(Refund::amount).reduce(captured, Money::minus);
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
