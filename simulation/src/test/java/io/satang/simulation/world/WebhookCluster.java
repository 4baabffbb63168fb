package io.satang.simulation.world;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
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
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.DeliveryRules;
import io.satang.webhook.delivery.DeliveryStore;
import io.satang.webhook.delivery.DispatchLimits;
import io.satang.webhook.delivery.Dispatcher;
import io.satang.webhook.delivery.RetrySchedule;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.intake.AccountEndpoints;
import io.satang.webhook.intake.ChargeListener;
import io.satang.webhook.intake.EventIntake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The webhook-service: listener, intake and dispatcher of production over simulated events and deliveries. */
final class WebhookCluster implements Cluster {
    /** Like production's, with time running faster. */
    static final DeliveryRules RULES = new DeliveryRules(
            new RetrySchedule(6, Duration.ofMillis(300), Duration.ofSeconds(3), 2, 0.2),
            Duration.ofSeconds(4),
            Duration.ofMillis(1_700));

    // Shorter than the rules allow for, as clocks are not quite right.
    private static final Duration ATTEMPT_TIME = Duration.ofMillis(1_500);
    // Small, so that a handful of deliveries fills them.
    private static final DispatchLimits LIMITS = new DispatchLimits(8, 2, 3, 16, 1L << 20, 4, 4, 1);
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final int ACCOUNTS_MILLIS_MAX = 300;

    private final Context context;
    private final Database database;
    private final DeliveryTable deliveries;
    private final PutAside letters;
    private final Receivers receivers;
    private final ConsumerGroup group;
    private final List<Replica<Dispatcher>> replicas;

    WebhookCluster(Context context, Broker broker, WebhookChecks checks) {
        this.context = context;
        this.database = context.database("webhook");
        this.deliveries = new DeliveryTable(checks, context.scheduler());
        this.letters = new PutAside(context.scheduler(), context.verdict());
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
        DeliveryStore store = context.parts()
                .deliveryStore(
                        new SimulatedDeliveryStore(new Session(database, process), deliveries), context.chance());
        Dispatcher dispatcher = new Dispatcher(
                store,
                receivers.sender(process),
                WebhookCluster::accountAddress,
                RULES,
                LIMITS,
                attempt -> {},
                context.clock(),
                context.chance().generator());
        AccountEndpoints accounts = accounts();
        ChargeListener listener = new ChargeListener(
                new EventIntake(accounts, store, dispatcher),
                accounts,
                letters.deadLetters(process),
                new ConsumerRetry(new SimpleMeterRegistry()),
                context.clock());
        group.join(process, listener::on);
        context.every(process, SWEEP, dispatcher::sweep);
        return dispatcher;
    }

    /** The replica's copy of the accounts takes a moment to fill. */
    private AccountEndpoints accounts() {
        Instant complete = context.scheduler().now().plus(context.chance().millis(0, ACCOUNTS_MILLIS_MAX));
        return new AccountEndpoints() {
            @Override
            public Optional<String> webhookUri(String accountId) {
                return Order.Account.of(accountId).webhookUri();
            }

            @Override
            public long version(String accountId) {
                return 1;
            }

            @Override
            public boolean complete() {
                return !context.scheduler().now().isBefore(complete);
            }
        };
    }

    private static Optional<Endpoint> accountAddress(Delivery delivery) {
        return Order.Account.of(delivery.event().accountId()).webhookUri().flatMap(Endpoint::parse);
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
        return group.atRest() && deliveries.atRest() && held() == 0;
    }

    @Override
    public String unfinished() {
        return group.lag() + " messages not handled by the webhook-service, " + deliveries.unfinished()
                + " deliveries not ended, " + held() + " held in memory";
    }

    private int held() {
        return replicas.stream()
                .flatMap(replica -> replica.running().stream())
                .mapToInt(running -> running.service().held())
                .sum();
    }
}
