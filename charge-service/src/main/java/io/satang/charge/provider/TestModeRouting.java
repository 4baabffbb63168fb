package io.satang.charge.provider;

import io.satang.charge.decision.Charge;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** As long as there is no provider for live mode: the one of test mode serves test mode, and nobody serves live mode. */
public final class TestModeRouting implements Routing {
    private final Provider provider;
    private final Provider reservations;

    /**
     * A routing to these two.
     *
     * @param provider     the provider of test mode
     * @param reservations who sets discounts aside
     */
    public TestModeRouting(Provider provider, Provider reservations) {
        this.provider = Objects.requireNonNull(provider, "provider");
        this.reservations = Objects.requireNonNull(reservations, "reservations");
    }

    @Override
    public Provider reservations() {
        return reservations;
    }

    @Override
    public Optional<Provider> of(Charge charge) {
        return charge.livemode() ? Optional.empty() : Optional.of(provider);
    }

    @Override
    public Optional<Provider> named(String name) {
        return Stream.of(provider, reservations)
                .filter(each -> each.name().equals(name))
                .findFirst();
    }
}
