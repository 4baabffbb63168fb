package io.satang.simulation.world;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.offers.redemption.PaymentListener;
import io.satang.offers.redemption.PaymentNews;
import io.satang.platform.consumer.ConsumerRetry;
import io.satang.platform.consumer.EventConsumption;
import io.satang.platform.kafka.EventConsumer;
import io.satang.simulation.check.OfferChecks;
import io.satang.simulation.kafka.Broker;
import io.satang.simulation.kafka.ConsumerGroup;
import io.satang.simulation.kernel.SimulatedProcess;
import io.satang.simulation.postgres.Database;
import io.satang.simulation.postgres.OffersTable;
import io.satang.simulation.postgres.Session;
import java.util.List;
import java.util.Optional;

/** The offers-service: its rules and its reading of production over simulated tables, and a stand-in of its routes. */
final class OffersCluster implements Cluster {
    private final Database database;
    private final OffersTable offers;
    private final PutAside letters;
    private final ConsumerGroup group;
    private final List<Replica<OffersService>> replicas;

    OffersCluster(Context context, Broker broker, OfferChecks checks) {
        this.database = context.database("offers");
        this.offers = new OffersTable(Promotion::of, context.parts().offerHabits(), checks, context.scheduler());
        this.letters = new PutAside(context.scheduler(), context.verdict(), false);
        this.group = new ConsumerGroup(
                "offers-service",
                broker,
                EventConsumer.OFFERS_SERVICE.types(),
                context.parts().offsetPolicy(),
                failure -> context.verdict().require(false, () -> "the offers-service stops listening: " + failure));
        this.replicas = context.replicas("offers", context.scenario().offersReplicas(), this::boot, service -> {});
    }

    private OffersService boot(SimulatedProcess process) {
        Session session = new Session(database, process);
        EventConsumption<PaymentNews> consumption = new EventConsumption<>(
                EventConsumer.OFFERS_SERVICE,
                PaymentListener::read,
                news -> session.execute(transaction -> offers.hear(transaction, news))
                        .replaceWithVoid(),
                letters.deadLetters(process),
                new ConsumerRetry(new SimpleMeterRegistry()));
        group.join(process, consumption::take);
        return new OffersService(session, offers);
    }

    OffersTable offers() {
        return offers;
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public List<Replica<OffersService>> replicas() {
        return replicas;
    }

    @Override
    public Optional<ConsumerGroup> group() {
        return Optional.of(group);
    }

    @Override
    public boolean atRest() {
        return group.atRest();
    }

    @Override
    public String unfinished() {
        return group.lag() + " messages not handled by the offers-service";
    }
}
