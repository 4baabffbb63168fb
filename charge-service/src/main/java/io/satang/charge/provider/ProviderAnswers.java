package io.satang.charge.provider;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ProviderOperation;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Where a provider's answers go that nobody waits for: what a payer does at its page, and what it says late or again. */
public interface ProviderAnswers {

    /**
     * Lets the answer decide.
     *
     * @param charge    the charge as far as the provider knows it
     * @param requestId the request that brought the answer, if one did
     * @return the charge afterwards
     */
    Uni<Charge> answered(Charge charge, ProviderOperation operation, ProviderAnswer answer, Optional<String> requestId);

    /**
     * The payer has decided and nobody has said how: the provider is inquired about it soon, and before the deadline decides.
     *
     * @return the charge as it is known
     */
    Uni<Charge> unanswered(Charge charge, ProviderOperation operation);

    /**
     * Lets the answer decide that a provider gives to an operation that it was asked.
     *
     * @param charge the charge as it was when this was asked
     * @return the charge afterwards
     */
    Uni<Charge> answered(Charge charge, ProviderOperation operation, ProviderAnswer answer);

    /** The same for whoever does not know the charge. */
    Uni<Charge> answered(ProviderOperation operation, ProviderAnswer answer);
}
