package io.satang.charge.decision;

import io.satang.charge.decision.ChargeCommand.Capture;
import io.satang.charge.decision.ChargeCommand.CaptureApproved;
import io.satang.charge.decision.ChargeCommand.CaptureDeclined;
import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.Describe;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeCommand.MarkFailed;
import io.satang.charge.decision.ChargeCommand.MarkPaid;
import io.satang.charge.decision.ChargeCommand.OfferRejected;
import io.satang.charge.decision.ChargeCommand.OfferReserved;
import io.satang.charge.decision.ChargeCommand.PayerNeeded;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.ProviderDeclined;
import io.satang.charge.decision.ChargeCommand.RefundApproved;
import io.satang.charge.decision.ChargeCommand.RefundDeclined;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeCommand.Reverse;
import io.satang.charge.decision.ChargeLife.Happening;
import io.satang.charge.decision.ChargeLife.Happening.Pays;
import io.satang.charge.decision.ChargeLife.Happening.Said;
import io.satang.charge.decision.ChargeLife.Happening.TakesAgain;
import io.satang.charge.decision.ChargeLife.Happening.Tells;
import io.satang.charge.decision.ChargeLife.Happening.Works;
import io.satang.charge.decision.ChargeLife.Verdict;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.events.RawJson;
import io.satang.events.SourceCreated;
import io.satang.platform.id.RefundId;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Charges by source and by card as they begin, and what may happen to them. All have one amount and one deadline. */
final class ChargeLives {
    private static final SourceCreated SOURCE = SampleSources.points().build();

    /** A charge by source that nobody has paid yet, by a method that gives money back in parts. */
    static final Charge NEW = SampleCharges.refundable(SampleCharges.pending(SOURCE));

    private ChargeLives() {}

    /** Charges that have just been made. */
    static final class Beginnings implements ArbitrarySupplier<Charge> {
        @Override
        public Arbitrary<Charge> get() {
            Charge authorizing = SampleCharges.refundable(SampleCharges.authorizing(SOURCE));
            return Arbitraries.of(
                    NEW,
                    SampleCharges.refundable(NEW, true, false),
                    SampleCharges.pending(SOURCE),
                    SampleCharges.capturedLater(NEW),
                    authorizing,
                    SampleCharges.capturedLater(authorizing),
                    SampleCardCharges.reserving(true, false),
                    SampleCardCharges.reserving(false, true),
                    SampleCardCharges.takenAtOnce(false),
                    SampleCardCharges.takenAtOnce(true),
                    SampleCardCharges.held(AuthorizationType.FINAL_AUTH, false),
                    SampleCardCharges.held(AuthorizationType.FINAL_AUTH, true),
                    SampleCardCharges.held(AuthorizationType.PRE_AUTH, false),
                    SampleCardCharges.held(AuthorizationType.PRE_AUTH, true));
        }
    }

    /** Charges whose money is held under the name of {@link SampleCharges#PAYMENT}. */
    static final class Holds implements ArbitrarySupplier<Charge> {
        @Override
        public Arbitrary<Charge> get() {
            return Arbitraries.of(
                    SampleCharges.refundable(SampleCharges.authorized(SOURCE)),
                    held(SampleCardCharges.held(AuthorizationType.FINAL_AUTH, false)),
                    held(SampleCardCharges.held(AuthorizationType.PRE_AUTH, true)));
        }

        private static Charge held(Charge asked) {
            return SampleCharges.moved(asked, new Authorized(SampleCharges.ENDED, SampleCharges.PAYMENT));
        }
    }

    /** What may happen with a provider that now and then says what it was not asked, or what is not so. */
    static final class Lives implements ArbitrarySupplier<List<Happening>> {
        private static final int LENGTH_MAX = 20;

        @Override
        public Arbitrary<List<Happening>> get() {
            Arbitrary<Happening> untrue =
                    Combinators.combine(untrueWords(), times()).as(Said::new);
            return Arbitraries.frequencyOf(Tuple.of(4, honest()), Tuple.of(1, untrue))
                    .list()
                    .ofMaxSize(LENGTH_MAX)
                    .withSizeDistribution(RandomDistribution.uniform());
        }
    }

    /** What may happen with a provider that does things once, and says what is so. */
    static final class HonestLives implements ArbitrarySupplier<List<Happening>> {
        private static final int LENGTH_MAX = 25;

        @Override
        public Arbitrary<List<Happening>> get() {
            return honest().list().ofMaxSize(LENGTH_MAX).withSizeDistribution(RandomDistribution.uniform());
        }
    }

    private static Arbitrary<Happening> honest() {
        Arbitrary<Integer> which = Arbitraries.integers().between(0, 7);
        Arbitrary<Verdict> verdicts = Arbitraries.frequency(
                Tuple.of(5, Verdict.APPROVED), Tuple.of(2, Verdict.DECLINED), Tuple.of(3, Verdict.PAYER_NEEDED));
        Arbitrary<Verdict> payers = Arbitraries.frequency(Tuple.of(4, Verdict.APPROVED), Tuple.of(1, Verdict.DECLINED));
        return Arbitraries.frequencyOf(
                Tuple.of(4, Combinators.combine(wishes(), times()).as(Said::new)),
                Tuple.of(3, Combinators.combine(which, verdicts, times()).as(Works::new)),
                Tuple.of(4, Combinators.combine(which, times()).as(Tells::new)),
                Tuple.of(1, Combinators.combine(payers, times()).as(Pays::new)),
                Tuple.of(1, times().map(TakesAgain::new)));
    }

    /** What merchants want, and the deadline. */
    private static Arbitrary<ChargeCommand> wishes() {
        return Arbitraries.frequencyOf(
                Tuple.of(3, amounts().optional().map(Capture::new)),
                Tuple.of(
                        3,
                        Combinators.combine(
                                        refunds(),
                                        amounts(),
                                        Arbitraries.of(true, false).optional())
                                .as((id, amount, voided) ->
                                        new RefundRequested(id, amount, voided, new RawJson("{}")))),
                Tuple.of(1, Arbitraries.just(new Reverse())),
                Tuple.of(1, Arbitraries.of(new MarkPaid(), new ExpireRequested(), new DeadlinePassed())),
                Tuple.of(1, codes().map(MarkFailed::new)),
                Tuple.of(1, codes().map(words -> new Describe(words, Optional.empty()))));
    }

    private static Arbitrary<ChargeCommand> untrueWords() {
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of("ref", "ref-2"), times())
                        .as((reference, at) -> new ProviderApproved(new ProviderReference(reference), at)),
                codes().map(ProviderDeclined::new),
                Arbitraries.of(
                        new PayerNeeded(),
                        new OfferReserved(SampleCardCharges.DISCOUNT),
                        new OfferRejected(FailureCode.OFFER_UNAVAILABLE),
                        new CaptureApproved(SampleCharges.CAPTURE),
                        new CaptureDeclined(SampleCharges.CAPTURE)),
                refunds().map(RefundApproved::new),
                refunds().map(RefundDeclined::new));
    }

    private static Arbitrary<Optional<String>> codes() {
        return Arbitraries.of("payment_rejected", "failed_processing", "insufficient_fund", "timeout", "")
                .map(code -> Optional.of(code).filter(text -> !text.isEmpty()));
    }

    private static Arbitrary<RefundId> refunds() {
        return Arbitraries.of("rfnd_test_1", "rfnd_test_2", "rfnd_test_3", "rfnd_test_4")
                .map(RefundId::new);
    }

    private static Arbitrary<Money> amounts() {
        long all = NEW.amount().subunits();
        return Arbitraries.frequencyOf(
                        Tuple.of(2, Arbitraries.longs().between(0, all + 1)),
                        Tuple.of(1, Arbitraries.of(all, all / 2, 1L)))
                .map(subunits -> new Money(subunits, NEW.amount().currency()));
    }

    /** Mostly before the deadline. Nothing comes in order, as clocks differ. */
    private static Arbitrary<Instant> times() {
        long lifetime = SOURCE.chargeExpirySeconds();
        return Arbitraries.frequencyOf(
                        Tuple.of(5, Arbitraries.longs().between(-10, lifetime - 1)),
                        Tuple.of(1, Arbitraries.longs().between(lifetime, lifetime * 2)),
                        Tuple.of(1, Arbitraries.of(lifetime, lifetime - 1)))
                .map(NEW.createdAt()::plusSeconds);
    }
}
