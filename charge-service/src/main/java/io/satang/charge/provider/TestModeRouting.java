package io.satang.charge.provider;

import io.satang.charge.decision.Charge;
import java.util.Objects;
import java.util.Optional;

/** As long as there is no provider for live mode: the one of test mode serves test mode, and nobody serves live mode. */
public final class TestModeRouting implements Routing {
    private final Provider provider;

    /** @param provider the provider of test mode */
    public TestModeRouting(Provider provider) {
        this.provider = Objects.requireNonNull(provider, "provider");
    }

    @Override
    public Optional<Provider> of(Charge charge) {
        return charge.livemode() ? Optional.empty() : Optional.of(provider);
    }

    @Override
    public Optional<Provider> named(String name) {
        return Optional.of(provider).filter(present -> present.name().equals(name));
    }
}
