package io.satang.simulation.world;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.charge.card.Tokens;
import io.satang.charge.create.ChargePreparation;
import io.satang.charge.create.CreateCharge;
import io.satang.charge.decision.OperationId;
import io.satang.charge.event.ChargeEvents;
import io.satang.charge.expire.DeadlineSweeper;
import io.satang.charge.saga.ChargeSaga;
import io.satang.charge.source.OpenSources;
import io.satang.charge.source.SourceClient;
import io.satang.charge.source.Sources;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.CommittedCharges;
import io.satang.charge.store.RecentCharges;
import io.satang.charge.view.ChargeJson;
import io.satang.events.ChargeChanged;
import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.call.InternalRoutes;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.key.KeyHash;
import io.satang.platform.outbox.EventPublisher;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.platform.uri.WebhookUriRule;
import io.satang.simulation.check.ChargeChecks;
import io.satang.simulation.check.TopicChecks;
import io.satang.simulation.kafka.Broker;
import io.satang.simulation.kafka.ConsumerGroup;
import io.satang.simulation.kafka.Producer;
import io.satang.simulation.kafka.TransactionalProducer;
import io.satang.simulation.kernel.Sighting;
import io.satang.simulation.kernel.SimulatedProcess;
import io.satang.simulation.postgres.AnswerTable;
import io.satang.simulation.postgres.ChargeTable;
import io.satang.simulation.postgres.Database;
import io.satang.simulation.postgres.JournalTable;
import io.satang.simulation.postgres.LeaseTable;
import io.satang.simulation.postgres.OperationTable;
import io.satang.simulation.postgres.Outbox;
import io.satang.simulation.postgres.Session;
import io.satang.simulation.postgres.SimulatedChargeStore;
import io.satang.simulation.postgres.SimulatedKeyedAnswerStore;
import io.satang.simulation.postgres.SimulatedOutboxTable;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.IntFunction;

/** The charge-service: creation, saga, sweeper and relay of production over simulated charges and outbox. */
final class ChargeCluster implements Cluster {
    /** How the ids of charges begin that nobody here has made. */
    static final String NEXT_RELEASES_CHARGE = "chrg_test_next";

    private static final Duration DEADLINE_SWEEP = Duration.ofSeconds(1);
    private static final ChargeJson JSON = new ChargeJson("https://pay.example");
    private static final IdempotencyKeys KEYS = new IdempotencyKeys(new KeyHash("pepper of the simulation"));
    private static final WebhookUriRule WEBHOOK_URIS = new WebhookUriRule(false);

    private final Context context;
    private final Broker broker;
    private final Database database;
    private final Outbox outbox;
    private final LeaseTable lease;
    private final ChargeTable charges;
    private final OperationTable operations;
    private final JournalTable journal;
    private final AnswerTable answers;
    private final SourceCluster sources;
    private final OffersCluster offers;
    private final Accounts accounts;
    private final List<Replica<ChargeService>> replicas;

    ChargeCluster(
            Context context,
            Broker broker,
            SourceCluster sources,
            OffersCluster offers,
            Accounts accounts,
            IntFunction<Order> orders,
            ChargeChecks charges,
            TopicChecks topics) {
        this.context = context;
        this.sources = sources;
        this.offers = offers;
        this.answers = new AnswerTable(context.scheduler());
        this.broker = broker;
        this.database = context.database("charge");
        this.outbox = new Outbox(topics, context.scheduler());
        this.lease = new LeaseTable(context.scheduler());
        this.operations = new OperationTable(outbox, context.scheduler());
        this.journal = new JournalTable(context.scheduler());
        this.charges = new ChargeTable(
                outbox,
                operations,
                context.parts().updateCondition(),
                Order::isHeldByItsRow,
                charge -> orders.apply(Order.numberOf(charge)).expiresAt(charge),
                charges,
                context.releases(),
                context.scheduler());
        this.accounts = accounts;
        this.replicas =
                context.replicas("charge", context.scenario().chargeReplicas(), this::boot, ChargeService::stop);
    }

    private ChargeService boot(SimulatedProcess process) {
        Clock clock = context.clock();
        Session session = new Session(database, process);
        EventPublisher publisher = new Producer(broker, process);
        OutboxRelay relay = relay(process, session, publisher);
        ChargeStore store = context.parts()
                .chargeStore(
                        new SimulatedChargeStore(
                                session, charges, relay, context.parts().lockKey()),
                        publisher);
        Ids ids = new Ids(clock, context.chance().generator());
        Accounts.Copy copy = accounts.boot(process, session, clock);
        ChargeEvents events = new ChargeEvents(ids, JSON, copy::version);
        InternalRoutes reservations =
                new LateRoutes(new ServiceRoutes<>(process, offers.replicas(), context), process, context);
        Provision provision = new Provision(
                context, process, session, store, relay, events, operations, journal, reservations, clock);
        ChargeSaga saga = provision.saga();
        context.every(process, OutboxRelay.TICK, relay::tick);
        context.every(process, DEADLINE_SWEEP, new DeadlineSweeper(store, saga, provision.closing(), clock)::sweep);
        RecentCharges recent = new RecentCharges();
        InternalRoutes routes = new ServiceRoutes<>(process, sources.replicas(), context);
        CreateCharge creation = new CreateCharge(
                new ChargePreparation(
                        sources(process, routes, clock),
                        new Tokens(routes, new Coalescers(new SimpleMeterRegistry())),
                        // Nobody here keeps a card.
                        (account, customer, card) ->
                                Uni.createFrom().failure(ApiException.notFound("customer", customer)),
                        ids,
                        JSON,
                        clock),
                store,
                recent,
                context.parts().keyedAnswerStore(new SimulatedKeyedAnswerStore(session, answers, charges), store),
                new CommittedCharges(relay, new SimpleMeterRegistry(), clock),
                provision.routing(),
                provision.asked(),
                events,
                JSON,
                WEBHOOK_URIS,
                clock);
        return new ChargeService(creation, KEYS, store, recent, saga, provision, relay, copy, context.scheduler());
    }

    private Sources sources(SimulatedProcess process, InternalRoutes routes, Clock clock) {
        OpenSources open = new OpenSources(new Loops(process, context), clock);
        sources.topic().follow(process, open);
        return new Sources(open, new SourceClient(routes, new Coalescers(new SimpleMeterRegistry())));
    }

    /** The one event loop of a process. */
    private record Loops(SimulatedProcess process, Context context) implements OpenSources.Loops {
        @Override
        public Executor present() {
            return task -> context.scheduler().after(process, Duration.ZERO, task);
        }

        @Override
        public void after(Duration delay, Runnable task) {
            context.scheduler().saw(Sighting.SOURCE_AWAITED, process::toString);
            if (context.parts().patienceEnds()) {
                context.scheduler().after(process, delay, task);
            }
        }
    }

    private OutboxRelay relay(SimulatedProcess process, Session session, EventPublisher publisher) {
        Parts parts = context.parts();
        return new OutboxRelay(new OutboxRelay.Parts(
                process.toString(),
                parts.outboxTable(new SimulatedOutboxTable(session, outbox, lease, context.scheduler())),
                lease.leases(session),
                parts.relayPublisher(publisher),
                parts.orderedPublisher(new TransactionalProducer(broker, process)),
                (delay, task) -> context.scheduler().after(process, delay, task)));
    }

    Outbox outbox() {
        return outbox;
    }

    /** Whatever it is about, no topic takes it. */
    @Override
    public void poison(String key) {
        EventEnvelope envelope = new EventEnvelope(
                key,
                context.chance().oneOf(List.of(EventType.CHARGE_CREATED, EventType.CHARGE_UPDATED)),
                key,
                1,
                "account_test_5satang000000000001",
                false,
                context.scheduler().now());
        outbox.poison(
                new OutboxEvent(envelope, Producer.TOO_LARGE), context.chance().percent(50));
    }

    @Override
    public void unknownStatus(String key) {
        String chargeId = NEXT_RELEASES_CHARGE + key;
        EventEnvelope envelope = new EventEnvelope(
                key,
                EventType.CHARGE_COMPLETE,
                chargeId,
                1,
                context.chance().oneOf(List.of(Order.Account.values())).id(),
                false,
                context.scheduler().now());
        outbox.commit(OutboxEvent.of(
                envelope,
                new ChargeChanged(
                        chargeId,
                        Optional.of("src_test_" + key),
                        Optional.empty(),
                        PutAside.UNKNOWN_STATUS,
                        2_000,
                        "THB",
                        List.of(),
                        1,
                        new RawJson("{\"object\":\"charge\",\"id\":\"" + chargeId + "\"}"))));
    }

    /** Whether somebody will ask for it, or inquire about it. */
    boolean isOpen(OperationId operation) {
        return operations.isOpen(operation);
    }

    JournalTable journal() {
        return journal;
    }

    ChargeTable charges() {
        return charges;
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public List<Replica<ChargeService>> replicas() {
        return replicas;
    }

    @Override
    public Optional<ConsumerGroup> group() {
        return Optional.empty();
    }

    @Override
    public boolean atRest() {
        return outbox.waiting() == 0 && pending() == 0 && operations.open() == 0 && accounts.stale() == 0;
    }

    @Override
    public String unfinished() {
        return outbox.waiting() + " events in the outbox, " + pending() + " pending charges, " + operations.open()
                + " operations that nobody has answered, " + accounts.stale()
                + " replicas that do not know all accounts";
    }

    private long pending() {
        return charges.charges().stream()
                .filter(charge -> !charge.state().ended())
                .count();
    }
}
