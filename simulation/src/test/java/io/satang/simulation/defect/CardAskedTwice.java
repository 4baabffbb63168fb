package io.satang.simulation.defect;

import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.provider.Provider;
import io.satang.charge.provider.ProviderAnswer;
import io.satang.simulation.world.Parts;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;

/** Each time that a card's money is asked for it is asked for under a new name, of which an inquiry does not know. */
final class CardAskedTwice implements Parts {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public Provider provider(Provider provider) {
        return new ForwardingProvider(provider) {
            @Override
            public Uni<ProviderAnswer> perform(ProviderOperation operation) {
                return super.perform(operation.kind().makesPayment() ? renamed(operation) : operation);
            }
        };
    }

    private ProviderOperation renamed(ProviderOperation operation) {
        return new ProviderOperation(
                new OperationId(operation.id() + "-" + calls.incrementAndGet()),
                operation.charge(),
                operation.account(),
                operation.kind(),
                operation.payment(),
                operation.amount(),
                operation.card());
    }
}
