package io.satang.simulation.defect;

import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.provider.Provider;
import io.satang.charge.provider.ProviderAnswer;
import io.satang.charge.provider.ProviderAnswer.Declined;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Who has waited for a card's money in vain takes it that there is none, and looks no further. */
final class SilenceTakenForDecline implements Parts {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Override
    public Provider provider(Provider provider) {
        return new ForwardingProvider(provider) {
            @Override
            public Uni<ProviderAnswer> perform(ProviderOperation operation) {
                return operation.kind().makesPayment() ? impatient(super.perform(operation)) : super.perform(operation);
            }
        };
    }

    private static Uni<ProviderAnswer> impatient(Uni<ProviderAnswer> answer) {
        return answer.ifNoItem().after(PATIENCE).recoverWithItem(() -> new Declined(FailureCode.FAILED_PROCESSING));
    }
}
