package io.satang.charge.operation;

import io.satang.charge.event.ChargeEvents;
import io.satang.charge.provider.ProviderAnswers;
import io.satang.charge.provider.Routing;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.store.ChargeStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The classes of this package that know nothing of the container. */
@Singleton
class OperationBeans {
    /** Behind a proxy: providers answer to it, and it moves charges, of which decisions come that are asked of providers. */
    @Produces
    @ApplicationScoped
    ProviderAnswers answers(
            ChargeStore charges,
            OperationStore operations,
            ChargeSaga saga,
            ChargeEvents events,
            Routing routing,
            OperationObserver observer) {
        return new OperationAnswers(charges, operations, saga, events, routing, observer);
    }

    @Produces
    @Singleton
    PaymentClosing closing(Routing routing, ProviderAnswers answers) {
        return new PaymentClosing(routing, answers);
    }
}
