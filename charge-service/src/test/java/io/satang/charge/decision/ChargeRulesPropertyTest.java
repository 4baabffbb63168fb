package io.satang.charge.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.charge.decision.ChargeCommand.DeadlinePassed;
import io.satang.charge.decision.ChargeCommand.Describe;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeCommand.MarkFailed;
import io.satang.charge.decision.ChargeCommand.MarkPaid;
import io.satang.charge.decision.ChargeCommand.ProviderApproved;
import io.satang.charge.decision.ChargeCommand.ProviderDeclined;
import io.satang.charge.decision.ChargeDecision.Changed;
import io.satang.charge.decision.ChargeDecision.ExpiredAndVoid;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeDecision.VoidLateApproval;
import io.satang.charge.decision.ChargeState.Expired;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ChargeState.Successful;
import io.satang.events.SourceCreated;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the whole life of a charge, whatever is asked of it and whenever. */
class ChargeRulesPropertyTest {
    private static final SourceCreated SOURCE = SampleSources.points().build();
    private static final Charge NEW = SampleCharges.pending(SOURCE);

    /** A command and when it comes. */
    record Step(ChargeCommand command, Instant at) {}

    @Property
    void everyChangeAddsOneToTheVersionAndTouchesNothingThatWasAgreed(@ForAll("lives") List<Step> life) {
        Charge charge = NEW;
        for (Step step : life) {
            Charge next = after(charge, ChargeRules.decide(charge, step.command(), step.at()));
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
                            "sourceId",
                            "pageId",
                            "createdAt",
                            "expiresAt",
                            "terms")
                    .isEqualTo(NEW);
            charge = next;
        }
    }

    @Property
    void aStateThatHasEndedIsNeverLeft(@ForAll("lives") List<Step> life) {
        Charge charge = NEW;
        for (Step step : life) {
            Charge next = after(charge, ChargeRules.decide(charge, step.command(), step.at()));
            if (!(charge.state() instanceof Pending)) {
                assertThat(next.state()).isEqualTo(charge.state());
            }
            charge = next;
        }
    }

    @Property
    void nobodyPaysOrFailsAChargeFromItsDeadlineOn(@ForAll("lives") List<Step> life) {
        Charge charge = NEW;
        for (Step step : life) {
            Charge next = after(charge, ChargeRules.decide(charge, step.command(), step.at()));
            if (!step.at().isBefore(NEW.expiresAt()) && !next.state().equals(charge.state())) {
                assertThat(next.state()).isInstanceOf(Expired.class);
            }
            charge = next;
        }
    }

    @Property
    void moneyThatDoesNotPayTheChargeIsVoided(@ForAll("lives") List<Step> life) {
        Charge charge = NEW;
        for (Step step : life) {
            ChargeDecision decision = ChargeRules.decide(charge, step.command(), step.at());
            Charge next = after(charge, decision);
            if (step.command() instanceof ProviderApproved(String reference)) {
                boolean kept = next.state() instanceof Successful paid
                        && paid.reference().equals(Optional.of(reference));
                assertThat(voided(decision)).isEqualTo(kept ? Optional.empty() : Optional.of(reference));
            } else {
                assertThat(voided(decision)).isEmpty();
            }
            charge = next;
        }
    }

    @Property
    void theSameQuestionHasTheSameAnswer(@ForAll("steps") Step step) {
        assertThat(ChargeRules.decide(NEW, step.command(), step.at()))
                .isEqualTo(ChargeRules.decide(NEW, step.command(), step.at()));
    }

    @Provide
    Arbitrary<List<Step>> lives() {
        return steps().list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<Step> steps() {
        Arbitrary<Optional<String>> codes = Arbitraries.of(
                        "payment_rejected", "failed_processing", "insufficient_fund", "timeout", "")
                .map(code -> Optional.of(code).filter(text -> !text.isEmpty()));
        Arbitrary<ChargeCommand> commands = Arbitraries.oneOf(
                Arbitraries.of("ref-1", "ref-2").map(ProviderApproved::new),
                codes.map(ProviderDeclined::new),
                Arbitraries.just(new MarkPaid()),
                codes.map(MarkFailed::new),
                Arbitraries.just(new ExpireRequested()),
                Arbitraries.just(new DeadlinePassed()),
                codes.map(words -> new Describe(words, Optional.empty())));
        Arbitrary<Instant> times = Arbitraries.longs()
                .between(-10, SOURCE.chargeExpirySeconds() * 2)
                .edgeCases(edges -> edges.add(SOURCE.chargeExpirySeconds(), SOURCE.chargeExpirySeconds() - 1))
                .map(NEW.createdAt()::plusSeconds);
        return Combinators.combine(commands, times).as(Step::new);
    }

    private static Charge after(Charge charge, ChargeDecision decision) {
        return switch (decision) {
            case Changed(Charge next, var event) -> next;
            case ExpiredAndVoid(Charge expired, var reference) -> expired;
            case VoidLateApproval late -> charge;
            case Refused refused -> charge;
        };
    }

    private static Optional<String> voided(ChargeDecision decision) {
        return switch (decision) {
            case Changed changed -> Optional.empty();
            case ExpiredAndVoid(var expired, String reference) -> Optional.of(reference);
            case VoidLateApproval(String reference) -> Optional.of(reference);
            case Refused refused -> Optional.empty();
        };
    }
}
