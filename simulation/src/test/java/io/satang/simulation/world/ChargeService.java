package io.satang.simulation.world;

import io.satang.charge.charge.Charge;
import io.satang.charge.charge.ChargeCommand;
import io.satang.charge.charge.ChargeEvents;
import io.satang.charge.charge.ChargeSaga;
import io.satang.charge.charge.ChargeSaga.Outcome;
import io.satang.charge.charge.ChargeStore;
import io.satang.charge.charge.RecentCharges;
import io.satang.events.EventType;
import io.satang.events.Ids;
import io.satang.events.OutboxRelay;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.Sighting;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.util.Optional;

/** What the resources of the charge-service do with store and saga, without HTTP. */
record ChargeService(
        ChargeStore store,
        RecentCharges recent,
        ChargeSaga saga,
        ChargeEvents events,
        OutboxRelay relay,
        Ids ids,
        Clock clock,
        Accounts.Copy accounts,
        Scheduler scheduler) {

    /** {@code POST /charges}; answers whether the source had not been charged yet. */
    Uni<Boolean> create(Order order) {
        Charge charge = order.open(ids, clock.instant());
        return store.insert(charge, events.of(EventType.CHARGE_CREATED, charge, charge.createdAt(), Optional.empty()))
                .invoke(kept -> {
                    if (kept) {
                        recent.keep(charge);
                    }
                });
    }

    /** What happens on shutdown. */
    void stop() {
        relay.stop().subscribe().with(done -> {});
    }

    /** A merchant's command. */
    Uni<Outcome> command(String chargeId, ChargeCommand command) {
        return store.find(chargeId).flatMap(found -> saga.apply(found.orElseThrow(), command, Optional.empty()));
    }

    /** What the provider tells of a payment. */
    Uni<Outcome> notified(String pageId, ChargeCommand command) {
        Optional<Charge> held = recent.take(pageId);
        held.ifPresent(charge -> scheduler.saw(Sighting.RECENT_CHARGE_TAKEN, charge::id));
        Uni<Optional<Charge>> charge = held.isPresent() ? Uni.createFrom().item(held) : store.findByPage(pageId);
        return charge.flatMap(found -> saga.apply(found.orElseThrow(), command, Optional.empty()));
    }
}
