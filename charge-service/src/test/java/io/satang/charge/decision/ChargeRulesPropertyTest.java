package io.satang.charge.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.charge.decision.ChargeCommand.Capture;
import io.satang.charge.decision.ChargeCommand.CaptureApproved;
import io.satang.charge.decision.ChargeCommand.CaptureDeclined;
import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.Describe;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeCommand.MarkFailed;
import io.satang.charge.decision.ChargeCommand.MarkPaid;
import io.satang.charge.decision.ChargeCommand.PayerNeeded;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.ProviderDeclined;
import io.satang.charge.decision.ChargeCommand.RefundApproved;
import io.satang.charge.decision.ChargeCommand.RefundDeclined;
import io.satang.charge.decision.ChargeCommand.RefundRequested;
import io.satang.charge.decision.ChargeCommand.Reverse;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.Voided;
import io.satang.charge.decision.ChargeState.Authorized;
import io.satang.charge.decision.ChargeState.Capturing;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.charge.decision.ProviderOperation.Kind;
import io.satang.events.RawJson;
import io.satang.events.SourceCreated;
import io.satang.platform.id.RefundId;
import io.satang.platform.money.Money;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the whole life of a charge, whatever is asked of it and whenever. */
class ChargeRulesPropertyTest {
    private static final SourceCreated SOURCE = SampleSources.points().build();
    private static final Charge NEW = SampleCharges.refundable(SampleCharges.pending(SOURCE));

    /** A command and when it comes; what it answers is chosen when it is known what was asked. */
    record Step(ChargeCommand command, Instant at) {}

    @Property
    void every_change_adds_one_to_the_version_and_touches_nothing_that_was_agreed(
            @ForAll("beginnings") Charge beginning, @ForAll("lives") List<Step> life) {
        Charge charge = beginning;
        for (Step step : life) {
            Charge next = after(charge, decide(charge, step));
            if (!next.equals(charge)) {
                assertThat(next.version()).isEqualTo(charge.version() + 1);
            }
            assertThat(next)
                    .usingRecursiveComparison()
                    .comparingOnlyFields(
                            "id",
                            "accountId",
                            "livemode",
                            "amount",
                            "instrument",
                            "pageId",
                            "createdAt",
                            "expiresAt",
                            "terms")
                    .isEqualTo(beginning);
            charge = next;
        }
    }

    @Property
    void a_state_that_has_ended_is_never_left(
            @ForAll("beginnings") Charge beginning, @ForAll("lives") List<Step> life) {
        Charge charge = beginning;
        for (Step step : life) {
            Charge next = after(charge, decide(charge, step));
            if (charge.state().ended()) {
                assertThat(next.state()).hasSameClassAs(charge.state());
            }
            charge = next;
        }
    }

    @Property
    void no_more_is_captured_than_was_authorized_and_no_more_given_back_than_was_captured(
            @ForAll("beginnings") Charge beginning, @ForAll("lives") List<Step> life) {
        Charge charge = beginning;
        for (Step step : life) {
            charge = after(charge, decide(charge, step));
            assertThat(charge.base().isMoreThan(charge.amount())).isFalse();
            if (charge.state() instanceof Successful paid) {
                Money given = paid.refunds().stream()
                        .map(Refund::amount)
                        .reduce(paid.captured().none(), Money::plus);
                assertThat(given.isMoreThan(paid.captured())).isFalse();
                assertThat(paid.refunded().isMoreThan(given)).isFalse();
            }
        }
    }

    @Property
    void nobody_but_a_provider_that_was_in_time_pays_or_fails_a_charge_from_its_deadline_on(
            @ForAll("lives") List<Step> life) {
        Charge charge = NEW;
        for (Step step : life) {
            ChargeCommand command = answering(charge, step.command());
            Charge next = after(charge, ChargeRules.decide(charge, command, step.at()));
            boolean inTime = command instanceof ProviderApproved approved && !NEW.isDue(approved.at());
            if (NEW.isDue(step.at()) && !charge.state().ended() && next.state().ended() && !inTime) {
                assertThat(next.state()).isInstanceOf(ChargeState.Expired.class);
            }
            charge = next;
        }
    }

    @Property
    void money_that_does_not_pay_the_charge_goes_back(
            @ForAll("beginnings") Charge beginning, @ForAll("lives") List<Step> life) {
        Charge charge = beginning;
        for (Step step : life) {
            ChargeDecision decision = decide(charge, step);
            Charge next = after(charge, decision);
            if (step.command() instanceof ProviderApproved(ProviderReference payment, Instant at)) {
                boolean kept = payment(next.state()).equals(Optional.of(payment));
                assertThat(voided(decision)).isEqualTo(kept ? Optional.empty() : Optional.of(payment));
            }
            charge = next;
        }
    }

    @Property
    void what_is_held_is_taken_or_goes_back(@ForAll("lives") List<Step> life) {
        Charge charge = SampleCharges.refundable(SampleCharges.authorized(SOURCE));
        Set<ProviderReference> returned = new HashSet<>();
        for (Step step : life) {
            ChargeDecision decision = decide(charge, step);
            voided(decision).ifPresent(returned::add);
            charge = after(charge, decision);
        }

        boolean kept = payment(charge.state()).equals(Optional.of(SampleCharges.PAYMENT));
        assertThat(returned.contains(SampleCharges.PAYMENT)).isEqualTo(!kept);
    }

    @Property
    void nobody_is_asked_for_the_same_twice(@ForAll("beginnings") Charge beginning, @ForAll("lives") List<Step> life) {
        Charge charge = beginning;
        Set<OperationId> asked = new HashSet<>();
        for (Step step : life) {
            ChargeDecision decision = decide(charge, step);
            if (decision instanceof Changed changed) {
                changed.operations()
                        .forEach(operation -> assertThat(asked.add(operation.id()) || isRefund(operation))
                                .as(operation.toString())
                                .isTrue());
            }
            charge = after(charge, decision);
        }
    }

    @Property
    void the_same_question_has_the_same_answer(@ForAll("steps") Step step) {
        assertThat(ChargeRules.decide(NEW, step.command(), step.at()))
                .isEqualTo(ChargeRules.decide(NEW, step.command(), step.at()));
    }

    @Provide
    Arbitrary<Charge> beginnings() {
        return Arbitraries.of(
                NEW,
                SampleCharges.capturedLater(NEW),
                SampleCharges.refundable(SampleCharges.authorizing(SOURCE)),
                SampleCharges.capturedLater(SampleCharges.refundable(SampleCharges.authorizing(SOURCE))));
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        return steps().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Optional<String>> codes = Arbitraries.of(
                        "payment_rejected", "failed_processing", "insufficient_fund", "timeout", "")
                .map(code -> Optional.of(code).filter(text -> !text.isEmpty()));
        Arbitrary<Money> amounts = Arbitraries.longs()
                .between(0, NEW.amount().subunits() + 1)
                .map(subunits -> new Money(subunits, NEW.amount().currency()));
        Arbitrary<RefundId> refunds =
                Arbitraries.of("rfnd_test_1", "rfnd_test_2", "rfnd_test_3").map(RefundId::new);
        Arbitrary<Optional<Boolean>> voids = Arbitraries.of(true, false).optional();
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(-10, SOURCE.chargeExpirySeconds() * 2)
                .edgeCases(edges -> edges.add(SOURCE.chargeExpirySeconds(), SOURCE.chargeExpirySeconds() - 1))
                .map(NEW.createdAt()::plusSeconds);
        Arbitrary<ChargeCommand> commands = Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of("ref", "ref-2"), times)
                        .as((reference, at) -> new ProviderApproved(new ProviderReference(reference), at)),
                codes.map(ProviderDeclined::new),
                Arbitraries.of(
                        new PayerNeeded(),
                        new CaptureApproved(SampleCharges.CAPTURE),
                        new CaptureDeclined(SampleCharges.CAPTURE),
                        new Reverse(),
                        new MarkPaid(),
                        new ExpireRequested(),
                        new DeadlinePassed()),
                amounts.optional().map(Capture::new),
                Combinators.combine(refunds, amounts, voids)
                        .as((id, amount, voided) -> new RefundRequested(id, amount, voided, new RawJson("{}"))),
                refunds.map(RefundApproved::new),
                refunds.map(RefundDeclined::new),
                codes.map(MarkFailed::new),
                codes.map(words -> new Describe(words, Optional.empty())));
        return Combinators.combine(commands, times).as(Step::new);
    }

    private static ChargeDecision decide(Charge charge, Step step) {
        return ChargeRules.decide(charge, answering(charge, step.command()), step.at());
    }

    /** A provider answers what it was asked. */
    private static ChargeCommand answering(Charge charge, ChargeCommand command) {
        if (charge.state() instanceof Capturing capturing) {
            return switch (command) {
                case CaptureApproved approved -> new CaptureApproved(capturing.asked());
                case CaptureDeclined declined -> new CaptureDeclined(capturing.asked());
                default -> command;
            };
        }
        return command;
    }

    private static boolean isRefund(ProviderOperation operation) {
        return operation.kind() == Kind.REFUND;
    }

    private static Optional<ProviderReference> payment(ChargeState state) {
        return switch (state) {
            case Authorized authorized -> Optional.of(authorized.hold());
            case Capturing capturing -> Optional.of(capturing.before().hold());
            case Successful successful -> successful.payment();
            default -> Optional.empty();
        };
    }

    private static Charge after(Charge charge, ChargeDecision decision) {
        return switch (decision) {
            case Changed changed -> changed.next();
            case Voided voided -> charge;
            case Refused refused -> charge;
        };
    }

    private static Optional<ProviderReference> voided(ChargeDecision decision) {
        List<ProviderOperation> operations = switch (decision) {
            case Changed changed -> changed.operations();
            case Voided(ProviderOperation operation) -> List.of(operation);
            case Refused refused -> List.of();
        };
        return operations.stream()
                .filter(operation -> operation.kind() == Kind.VOID)
                .flatMap(operation -> operation.payment().stream())
                .findFirst();
    }
}
