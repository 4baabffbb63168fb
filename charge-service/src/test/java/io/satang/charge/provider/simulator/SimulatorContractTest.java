package io.satang.charge.provider.simulator;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.charge.provider.Provider;
import io.satang.charge.provider.ProviderContract;
import jakarta.inject.Inject;

/** The simulator keeps to what every provider has to. */
@QuarkusTest
class SimulatorContractTest extends ProviderContract {
    @Inject
    Simulator simulator;

    @Override
    protected Provider provider() {
        return simulator;
    }
}
