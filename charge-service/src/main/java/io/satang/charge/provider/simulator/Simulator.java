package io.satang.charge.provider.simulator;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.decision.ProviderReference;
import io.satang.charge.provider.Provider;
import io.satang.charge.provider.ProviderAnswer;
import io.satang.charge.provider.ProviderAnswer.Approved;
import io.satang.charge.provider.ProviderAnswer.Declined;
import io.satang.charge.provider.ProviderAnswer.PayerNeeded;
import io.satang.charge.provider.ProviderAnswer.Unheard;
import io.satang.charge.provider.ProviderAnswers;
import io.satang.charge.provider.simulator.Conduct.Answers;
import io.satang.charge.provider.simulator.Conduct.AnswersLater;
import io.satang.charge.provider.simulator.Conduct.AnswersTwice;
import io.satang.charge.provider.simulator.Conduct.NeverAnswers;
import io.satang.charge.provider.simulator.Intent.AskPayer;
import io.satang.charge.provider.simulator.Intent.Decline;
import io.satang.charge.provider.simulator.Intent.Work;
import io.satang.charge.provider.simulator.SimulatorJournal.Entry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The provider of test mode. It does whatever it is asked, calls a payment by the name that it was asked for it by, and keeps its own
 * record. What an account has told it to do wrong, it does wrong.
 */
public final class Simulator implements Provider {
    /** What its operations are stored under. */
    public static final String NAME = "simulator";

    private static final Logger LOG = Logger.getLogger(Simulator.class);
    private static final Duration AGAIN_AFTER = Duration.ofMillis(50);

    private final SimulatorJournal journal;
    private final ProviderAnswers answers;

    /**
     * A simulator with this record.
     *
     * @param answers where it says what nobody waits for
     */
    public Simulator(SimulatorJournal journal, ProviderAnswers answers) {
        this.journal = Objects.requireNonNull(journal, "journal");
        this.answers = Objects.requireNonNull(answers, "answers");
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Uni<ProviderAnswer> perform(ProviderOperation operation) {
        return conduct(operation, Intent.of(operation)).flatMap(conduct -> switch (conduct) {
            case Answers(ProviderAnswer answer, boolean first) ->
                Uni.createFrom().item(answer);
            case AnswersTwice(ProviderAnswer answer, boolean first) -> {
                sayLater(() -> answers.answered(operation, answer), AGAIN_AFTER);
                yield Uni.createFrom().item(answer);
            }
            case AnswersLater(ProviderAnswer answer, Duration delay) -> {
                sayLater(() -> answers.answered(operation, answer), delay);
                yield Uni.createFrom().nothing();
            }
            case NeverAnswers never -> Uni.createFrom().nothing();
        });
    }

    @Override
    public Uni<ProviderAnswer> inquire(ProviderOperation operation) {
        return journal.find(operation.id())
                .map(found -> found.map(entry -> answer(operation, entry)).orElseGet(Unheard::new));
    }

    @Override
    public Uni<ProviderAnswer> cancel(ProviderOperation operation) {
        return recorded(operation, Optional.of(SimulatorJournal.CANCELLED)).map(Answers::answer);
    }

    /**
     * What came of what a payer has decided.
     *
     * @param charge the charge, as far as it has heard
     * @param counts whether it counts; else somebody has decided or closed the page before
     */
    public record Pressed(Charge charge, boolean counts) {
        public Pressed {
            Objects.requireNonNull(charge, "charge");
        }
    }

    /**
     * The payer has decided at the charge's page.
     *
     * @param declined   why the payment fails, if it does
     * @param requestId  the request by which the payer decided
     * @return whether it counts, and what came of it as far as the charge has heard
     */
    public Uni<Pressed> decided(Charge charge, Optional<String> declined, Optional<String> requestId) {
        Intent intent = Intent.unless(declined);
        ProviderOperation operation = ProviderOperation.atPage(charge);
        return conduct(operation, intent).flatMap(conduct -> switch (conduct) {
            case Answers(ProviderAnswer answer, boolean first) ->
                told(charge, operation, answer, requestId).map(heard -> new Pressed(heard, first));
            case AnswersTwice(ProviderAnswer answer, boolean first) -> {
                sayLater(() -> answers.answered(charge, operation, answer, requestId), AGAIN_AFTER);
                yield told(charge, operation, answer, requestId).map(heard -> new Pressed(heard, first));
            }
            case AnswersLater(ProviderAnswer answer, Duration delay) -> {
                sayLater(() -> answers.answered(charge, operation, answer, requestId), delay);
                yield answers.unanswered(charge, operation).map(heard -> new Pressed(heard, true));
            }
            case NeverAnswers never -> answers.unanswered(charge, operation).map(heard -> new Pressed(heard, true));
        });
    }

    /** Who is not heard has taken the money all the same: the payer is told to try again, and it is inquired about if nobody does. */
    private Uni<Charge> told(
            Charge charge, ProviderOperation operation, ProviderAnswer answer, Optional<String> requestId) {
        return answers.answered(charge, operation, answer, requestId)
                .onFailure()
                .call(failure -> answers.unanswered(charge, operation));
    }

    private Uni<Conduct> conduct(ProviderOperation operation, Intent intent) {
        if (!(intent instanceof Work)) {
            return conductAsTold(operation, intent);
        }
        return journal.record(operation)
                .flatMap(entry -> entry.<Uni<Conduct>>map(
                                done -> Uni.createFrom().item(answers(operation, done)))
                        .orElseGet(() -> conductAsTold(operation, intent)));
    }

    private Uni<Conduct> conductAsTold(ProviderOperation operation, Intent intent) {
        return journal.nextFault(operation.account())
                .flatMap(fault -> fault.isPresent()
                        ? conduct(operation, intent, fault.get())
                        : done(operation, intent).map(Conduct.class::cast));
    }

    private Uni<Conduct> conduct(ProviderOperation operation, Intent intent, SimulatorFault fault) {
        return switch (fault.behaviour()) {
            case SLOW -> slowly(operation, intent, fault.delay());
            case DECLINE -> decline(operation, fault.failureCode().orElse(FailureCode.FAILED_PROCESSING.code()));
            case DROP -> done(operation, intent).map(done -> new NeverAnswers());
            case TWICE -> done(operation, intent).map(done -> new AnswersTwice(done.answer(), done.first()));
            case LATE -> done(operation, intent).map(done -> new AnswersLater(done.answer(), fault.delay()));
            case SILENT -> Uni.createFrom().item(new NeverAnswers());
        };
    }

    /** Whoever does not wait for it does not keep it from being done. */
    private Uni<Conduct> slowly(ProviderOperation operation, Intent intent, Duration delay) {
        Uni<Conduct> work = Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(delay)
                .flatMap(waited -> done(operation, intent))
                .map(Conduct.class::cast)
                .memoize()
                .indefinitely();
        work.subscribe().with(done -> {}, failure -> LOG.warnf("the simulator did not work: %s", failure.toString()));
        return work;
    }

    /** That money does not go back today is nothing to be kept: it has to go back tomorrow. */
    private Uni<Conduct> decline(ProviderOperation operation, String code) {
        return operation.kind() == ProviderOperation.Kind.VOID
                ? Uni.createFrom().item(new Answers(declined(code), true))
                : recorded(operation, Optional.of(code)).map(Conduct.class::cast);
    }

    private Uni<Answers> done(ProviderOperation operation, Intent intent) {
        return switch (intent) {
            case Work work -> recorded(operation, Optional.empty());
            case Decline(String code) -> recorded(operation, Optional.of(code));
            case AskPayer asks ->
                journal.find(operation.id())
                        .map(found -> found.map(entry -> answers(operation, entry))
                                .orElseGet(() -> new Answers(new PayerNeeded(), false)));
        };
    }

    private Uni<Answers> recorded(ProviderOperation operation, Optional<String> declined) {
        return journal.recordAnyway(operation, declined).map(entry -> answers(operation, entry));
    }

    private static Answers answers(ProviderOperation operation, Entry entry) {
        return new Answers(answer(operation, entry), entry.first());
    }

    private static ProviderAnswer answer(ProviderOperation operation, Entry entry) {
        ProviderReference payment = operation
                .payment()
                .orElseGet(() -> new ProviderReference(operation.id().value()));
        return entry.declined().map(Simulator::declined).orElseGet(() -> new Approved(payment, entry.at()));
    }

    private static ProviderAnswer declined(String code) {
        return code.equals(SimulatorJournal.CANCELLED) ? new Unheard() : new Declined(new FailureCode(code));
    }

    private static void sayLater(Supplier<Uni<Charge>> saying, Duration delay) {
        Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(delay)
                .flatMap(waited -> saying.get())
                .subscribe()
                .with(said -> {}, failure -> LOG.warnf("the simulator was not heard: %s", failure.toString()));
    }
}
