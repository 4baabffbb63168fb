package io.satang.charge.operation;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeCommand.MarkFailed;
import io.satang.charge.decision.ChargeCommand.MarkPaid;
import io.satang.charge.decision.ChargeDecision.Refused;
import io.satang.charge.decision.ChargeRules;
import io.satang.charge.decision.ChargeState.Pending;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.provider.Provider;
import io.satang.charge.provider.ProviderAnswer;
import io.satang.charge.provider.ProviderAnswer.Unknown;
import io.satang.charge.provider.ProviderAnswers;
import io.satang.charge.provider.Routing;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Closes the page of a charge at its provider before somebody else than the payer ends the charge, so that no money is left there that
 * nobody knows of: what the payer has done until then counts, and nothing is done later.
 */
public final class PaymentClosing {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Routing routing;
    private final ProviderAnswers answers;

    /** The closing of what these providers have open. */
    public PaymentClosing(Routing routing, ProviderAnswers answers) {
        this.routing = Objects.requireNonNull(routing, "routing");
        this.answers = Objects.requireNonNull(answers, "answers");
    }

    /**
     * Closes it if the command is to end the charge without its payer.
     *
     * @return the charge afterwards; empty when the provider cannot be asked now
     */
    public Uni<Optional<Charge>> closeFor(Charge charge, ChargeCommand command) {
        boolean ends =
                command instanceof ExpireRequested || command instanceof MarkPaid || command instanceof MarkFailed;
        // Who asks for what cannot be done must not keep the payer from paying.
        boolean refused = ChargeRules.decide(charge, command, charge.createdAt()) instanceof Refused;
        return ends && !refused ? close(charge) : Uni.createFrom().item(Optional.of(charge));
    }

    /**
     * Closes it.
     *
     * @return the charge afterwards, which has ended if its payer was faster; empty when the provider cannot be asked now
     */
    public Uni<Optional<Charge>> close(Charge charge) {
        Optional<Provider> provider = routing.of(charge);
        if (!(charge.state() instanceof Pending) || provider.isEmpty()) {
            return Uni.createFrom().item(Optional.of(charge));
        }
        ProviderOperation operation = ProviderOperation.atPage(charge);
        return provider.get()
                .cancel(operation)
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(() -> new Unknown("no answer within " + PATIENCE))
                .onFailure()
                .recoverWithItem(failure -> new Unknown(failure.toString()))
                .flatMap(answer -> closed(charge, operation, answer));
    }

    private Uni<Optional<Charge>> closed(Charge charge, ProviderOperation operation, ProviderAnswer answer) {
        return answer instanceof Unknown
                ? Uni.createFrom().item(Optional.empty())
                : answers.answered(charge, operation, answer, Optional.empty()).map(Optional::of);
    }
}
