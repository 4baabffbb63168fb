package io.satang.simulation.world;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.events.AccountChanged;
import io.satang.platform.batching.Pace;
import io.satang.platform.consumer.ConsumerRetry;
import io.satang.platform.kafka.EventConsumer;
import io.satang.simulation.check.WebhookChecks;
import io.satang.simulation.kafka.Broker;
import io.satang.simulation.kafka.ConsumerGroup;
import io.satang.simulation.kernel.SimulatedProcess;
import io.satang.simulation.postgres.Database;
import io.satang.simulation.postgres.DeliveryTable;
import io.satang.simulation.postgres.Session;
import io.satang.simulation.postgres.SimulatedDeliveryStore;
import io.satang.webhook.delivery.AccountAddress;
import io.satang.webhook.delivery.DeliveryRules;
import io.satang.webhook.delivery.DeliveryStore;
import io.satang.webhook.delivery.Destinations;
import io.satang.webhook.delivery.DispatchLimits;
import io.satang.webhook.delivery.Dispatcher;
import io.satang.webhook.delivery.RetrySchedule;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.intake.AccountEndpoints;
import io.satang.webhook.intake.ChargeListener;
import io.satang.webhook.intake.EventIntake;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The webhook-service: listener, intake and dispatcher of production over simulated events and deliveries. */
final class WebhookCluster implements Cluster {
    /** Like production's, with time running faster. */
    static final DeliveryRules RULES = new DeliveryRules(
            new RetrySchedule.Exponential(6, Duration.ofMillis(300), Duration.ofSeconds(3), 2, 0.2),
            Duration.ofSeconds(4),
            Duration.ofMillis(1_700));

    // Shorter than the rules allow for, as clocks are not quite right.
    private static final Duration ATTEMPT_TIME = Duration.ofMillis(1_500);
    // Small, so that a handful of deliveries fills them.
    private static final DispatchLimits LIMITS = new DispatchLimits(8, 2, 3, 16, 1L << 20, 4, 4, 1, Pace.NONE);
    private static final Duration SWEEP = Duration.ofMillis(500);

    private final Context context;
    private final Accounts accounts;
    private final Database database;
    private final DeliveryTable deliveries;
    private final PutAside letters;
    private final Receivers receivers;
    private final ConsumerGroup group;
    private final List<Replica<Dispatcher>> replicas;

    WebhookCluster(Context context, Broker broker, Accounts accounts, WebhookChecks checks) {
        this.context = context;
        this.accounts = accounts;
        this.database = context.database("webhook");
        this.deliveries = new DeliveryTable(checks, context.scheduler());
        this.letters = new PutAside(context.scheduler(), context.verdict(), false);
        this.receivers = new Receivers(
                context.scheduler(),
                context.chance(),
                ATTEMPT_TIME,
                context.scenario().receiver(),
                checks);
        this.group = new ConsumerGroup(
                "webhook-service",
                broker,
                EventConsumer.WEBHOOK_SERVICE.types(),
                context.parts().offsetPolicy(),
                failure -> context.verdict().require(false, () -> "the webhook-service stops listening: " + failure));
        this.replicas = context.replicas("webhook", context.scenario().webhookReplicas(), this::boot, Dispatcher::stop);
    }

    private Dispatcher boot(SimulatedProcess process) {
        Session session = new Session(database, process);
        Accounts.Copy copy = accounts.boot(process, session, context.clock());
        DeliveryStore store =
                context.parts().deliveryStore(new SimulatedDeliveryStore(session, deliveries), context.chance());
        Dispatcher dispatcher = new Dispatcher(
                store,
                receivers.sender(process),
                destinations(copy),
                RULES,
                LIMITS,
                attempt -> {},
                context.clock(),
                context.chance().generator());
        AccountEndpoints endpoints = endpoints(copy);
        ChargeListener listener = new ChargeListener(
                new EventIntake(endpoints, nobody -> Uni.createFrom().item(Map.of()), store, dispatcher),
                endpoints,
                letters.deadLetters(process),
                new ConsumerRetry(new SimpleMeterRegistry()),
                context.clock());
        group.join(process, listener::take);
        context.every(process, SWEEP, dispatcher::sweep);
        return dispatcher;
    }

    private AccountEndpoints endpoints(Accounts.Copy copy) {
        return new AccountEndpoints() {
            @Override
            public Optional<String> webhookUri(String accountId) {
                return copy.account(accountId).flatMap(AccountChanged::webhookUri);
            }

            @Override
            public long version(String accountId) {
                return context.parts().holdsEventsBack() ? copy.version(accountId) : Long.MAX_VALUE;
            }

            @Override
            public boolean complete() {
                return copy.ready();
            }
        };
    }

    private static Destinations destinations(Accounts.Copy copy) {
        AccountAddress addresses = delivery -> copy.account(delivery.event().accountId())
                .map(account -> account.webhookUri().flatMap(Endpoint::parse))
                .orElseGet(() -> Optional.of(delivery.endpoint()));
        return delivery -> Uni.createFrom().item(Destinations.following(addresses, delivery));
    }

    PutAside letters() {
        return letters;
    }

    Receivers receivers() {
        return receivers;
    }

    @Override
    public Database database() {
        return database;
    }

    @Override
    public List<Replica<Dispatcher>> replicas() {
        return replicas;
    }

    @Override
    public Optional<ConsumerGroup> group() {
        return Optional.of(group);
    }

    @Override
    public boolean atRest() {
        return group.atRest() && deliveries.atRest() && held() == 0 && accounts.stale() == 0;
    }

    @Override
    public String unfinished() {
        return group.lag() + " messages not handled by the webhook-service, " + deliveries.unfinished()
                + " deliveries not ended, " + held() + " held in memory, " + accounts.stale()
                + " of its replicas that do not know all accounts";
    }

    private int held() {
        return replicas.stream()
                .flatMap(replica -> replica.running().stream())
                .mapToInt(running -> running.service().held())
                .sum();
    }
}
