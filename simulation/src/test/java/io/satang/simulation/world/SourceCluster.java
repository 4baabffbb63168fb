package io.satang.simulation.world;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.platform.consumer.ConsumerRetry;
import io.satang.platform.id.Ids;
import io.satang.platform.kafka.EventConsumer;
import io.satang.simulation.kafka.Broker;
import io.satang.simulation.kafka.ConsumerGroup;
import io.satang.simulation.kernel.SimulatedProcess;
import io.satang.simulation.postgres.Database;
import io.satang.simulation.postgres.Session;
import io.satang.simulation.postgres.SimulatedStatusStore;
import io.satang.simulation.postgres.SourceTable;
import io.satang.source.status.ChargeStatusListener;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** The source-service: its listener of production, which mirrors how charges stand, over simulated sources, and a stand-in of its routes. */
final class SourceCluster implements Cluster {
    private final Database database;
    private final SourceTopic topic;
    private final SourceTable sources;
    private final PutAside letters;
    private final ConsumerGroup group;
    private final Context context;
    private final Accounts accounts;
    private final IntFunction<Order> orders;
    private final List<Replica<SourceService>> replicas;

    SourceCluster(Context context, Broker broker, Accounts accounts, IntFunction<Order> orders) {
        this.context = context;
        this.accounts = accounts;
        this.orders = orders;
        this.database = context.database("source");
        this.topic = new SourceTopic(context);
        this.sources = new SourceTable(context.parts().mirrorCondition(), topic::tell, context.scheduler());
        this.letters = new PutAside(context.scheduler(), context.verdict(), true);
        this.group = new ConsumerGroup(
                "source-service",
                broker,
                EventConsumer.SOURCE_SERVICE.types(),
                context.parts().offsetPolicy(),
                failure -> context.verdict().require(false, () -> "the source-service stops listening: " + failure));
        this.replicas = context.replicas(
                "source",
                context.scenario().sourceReplicas(),
                this::boot,
                service -> service.accounts().stop());
    }

    private SourceService boot(SimulatedProcess process) {
        Session session = new Session(database, process);
        ChargeStatusListener listener = new ChargeStatusListener(
                new SimulatedStatusStore(session, sources),
                letters.deadLetters(process),
                new ConsumerRetry(new SimpleMeterRegistry()),
                new SimpleMeterRegistry());
        group.join(process, listener::on);
        Ids ids = new Ids(context.clock(), context.chance().generator());
        Accounts.Copy copy = accounts.boot(process, session, context.clock());
        return new SourceService(session, sources, copy, ids, orders, context);
    }

    SourceTopic topic() {
        return topic;
    }

    SourceTable sources() {
        return sources;
    }

    PutAside letters() {
        return letters;
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public List<Replica<SourceService>> replicas() {
        return replicas;
    }

    @Override
    public Optional<ConsumerGroup> group() {
        return Optional.of(group);
    }

    @Override
    public boolean atRest() {
        return group.atRest() && accounts.stale() == 0;
    }

    @Override
    public String unfinished() {
        return group.lag() + " messages not handled by the source-service, " + accounts.stale()
                + " of its replicas that do not know all accounts";
    }
}
