package io.satang.charge.saga;

import io.satang.charge.event.ChargeEvents;
import io.satang.charge.provider.Routing;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.view.ChargeJson;
import io.satang.platform.account.AccountDirectory;
import io.satang.platform.id.Ids;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The classes of this package that know nothing of the container. */
@Singleton
class ChargeBeans {
    @Produces
    @Singleton
    ChargeJson json(@ConfigProperty(name = "satang.public-url") String publicUrl) {
        return new ChargeJson(publicUrl);
    }

    @Produces
    @Singleton
    ChargeEvents events(Ids ids, ChargeJson json, AccountDirectory accounts) {
        return new ChargeEvents(
                ids, json, accountId -> accounts.version(accountId).orElse(0));
    }

    @Produces
    @Singleton
    ChargeSaga saga(ChargeStore store, ChargeEvents events, Routing routing, CommittedOperations asked, Clock clock) {
        return new ChargeSaga(store, events, routing, asked, clock);
    }
}
