package io.satang.simulation.defect;

import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.provider.Provider;
import io.satang.charge.provider.ProviderAnswer;
import io.smallrye.mutiny.Uni;
import java.util.Objects;

/** Leaves everything to another provider; a defect changes what it is about. */
abstract class ForwardingProvider implements Provider {
    final Provider provider;

    ForwardingProvider(Provider provider) {
        this.provider = Objects.requireNonNull(provider, "provider");
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public Uni<ProviderAnswer> perform(ProviderOperation operation) {
        return provider.perform(operation);
    }

    @Override
    public Uni<ProviderAnswer> inquire(ProviderOperation operation) {
        return provider.inquire(operation);
    }

    @Override
    public Uni<ProviderAnswer> cancel(ProviderOperation operation) {
        return provider.cancel(operation);
    }
}
