package io.satang.charge.provider.simulator;

import io.satang.charge.provider.ProviderAnswers;
import io.satang.charge.provider.Routing;
import io.satang.charge.provider.TestModeRouting;
import io.satang.charge.provider.offers.OffersProvider;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The classes of this package that know nothing of the container. */
@Singleton
class SimulatorBeans {
    @Produces
    @Singleton
    Simulator simulator(SimulatorJournal journal, ProviderAnswers answers) {
        return new Simulator(journal, answers);
    }

    @Produces
    @Singleton
    Routing routing(Simulator simulator, OffersProvider offers) {
        return new TestModeRouting(simulator, offers);
    }
}
