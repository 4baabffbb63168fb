package io.satang.simulation.world;

import io.satang.charge.decision.Charge;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.simulation.check.AccountChecks;
import io.satang.simulation.check.ChargeChecks;
import io.satang.simulation.check.OfferChecks;
import io.satang.simulation.check.PaymentChecks;
import io.satang.simulation.check.RequestChecks;
import io.satang.simulation.check.TopicChecks;
import io.satang.simulation.check.Verdict;
import io.satang.simulation.check.WebhookChecks;
import io.satang.simulation.kafka.Broker;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.Scheduler;
import io.satang.source.status.ChargeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** One system with everything in it, drawn from a seed, from its start until it has come to rest. */
public final class World {
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final Duration RESTLESS_MAX = Duration.ofMinutes(10);
    private static final List<Duration> ORDERS_WITHIN = List.of(Duration.ofMillis(20), Duration.ofSeconds(4));

    // What production promises, see PastDeadlineMetrics.
    private static final Duration DEADLINE_GRACE = Duration.ofSeconds(5);

    private final Context context;
    private final Scheduler scheduler;
    private final Verdict verdict;
    private final List<Order> orders = new ArrayList<>();
    private final TopicChecks topicChecks;
    private final ChargeChecks chargeChecks;
    private final PaymentChecks paymentChecks;
    private final OfferChecks offerChecks;
    private final RequestChecks requestChecks;
    private final WebhookChecks webhookChecks;
    private final AccountService accounts;
    private final ChargeCluster charge;
    private final SourceCluster source;
    private final WebhookCluster webhook;
    private final OffersCluster offers;
    private final List<Cluster> clusters;
    private final People people;
    private final Storm storm;
    private Optional<Instant> calmSince = Optional.empty();
    private boolean finished;

    /** A system that is about to start. */
    public World(Scheduler scheduler, Chance chance, Verdict verdict, Parts parts) {
        this.context = new Context(scheduler, chance, Scenario.draw(chance), verdict, parts);
        this.scheduler = scheduler;
        this.verdict = verdict;
        this.topicChecks = new TopicChecks(verdict);
        this.chargeChecks = new ChargeChecks(verdict, scheduler);
        this.paymentChecks = new PaymentChecks(verdict);
        this.offerChecks = new OfferChecks(verdict);
        this.webhookChecks = new WebhookChecks(
                verdict, scheduler, WebhookCluster.RULES.schedule().attemptsMax());
        Broker broker = new Broker(
                scheduler,
                chance,
                context.scenario().partitions(),
                context.scenario().kafka(),
                topicChecks,
                context.releases(),
                parts.brokerCountsEpochs());
        AccountChecks accountChecks = new AccountChecks(verdict);
        this.accounts = new AccountService(context, accountChecks);
        Supplier<Accounts> copies = () -> new Accounts(context, accounts, accountChecks);
        this.source = new SourceCluster(context, broker, copies.get(), orders::get);
        this.offers = new OffersCluster(context, broker, offerChecks);
        this.charge = new ChargeCluster(
                context, broker, source, offers, copies.get(), orders::get, chargeChecks, topicChecks);
        this.requestChecks =
                new RequestChecks(verdict, id -> charge.charges().charge(id).isPresent());
        this.webhook = new WebhookCluster(context, broker, copies.get(), webhookChecks);
        this.clusters = List.of(charge, source, webhook, offers);
        Gateway<SourceService> makers =
                new Gateway<>(source.replicas(), service -> service.accounts().ready(), scheduler, chance);
        Gateway<ChargeService> gateway =
                new Gateway<>(charge.replicas(), service -> service.accounts().ready(), scheduler, chance);
        this.people = new People(
                scheduler, chance, makers, gateway, accounts, charge.charges(), charge.journal(), requestChecks);
        this.storm = new Storm(context, broker, clusters);
    }

    /** Runs until everything is at rest or something is broken. */
    public void run() {
        scheduler.say(() -> context.scenario().toString());
        clusters.forEach(cluster -> cluster.replicas().forEach(Replica::start));
        Duration within = context.chance().oneOf(ORDERS_WITHIN);
        for (int number = 0; number < context.scenario().orders(); number++) {
            Order order = Order.draw(number, context.chance());
            orders.add(order);
            people.order(order, within);
        }
        people.describeEverything();
        accounts.begin();
        storm.begin();
        scheduler.every(scheduler.world(), LOOK_EVERY, LOOK_EVERY, this::look);
        while (!finished && verdict.breach().isEmpty()) {
            scheduler.step();
        }
    }

    private void look() {
        charge.charges().charges().forEach(each -> paymentChecks.owned(each, charge::isOpen));
        if (!storm.over()) {
            return;
        }
        Instant since = calmSince.orElseGet(this::calm);
        Duration calm = Duration.between(since, scheduler.now());
        if (calm.compareTo(DEADLINE_GRACE) > 0) {
            Instant latest = scheduler.now().minus(DEADLINE_GRACE);
            charge.charges().charges().forEach(each -> chargeChecks.notOverdue(each, latest));
        }
        if (people.atRest() && clusters.stream().allMatch(Cluster::atRest)) {
            finished = true;
            checkAtRest();
        }
        verdict.require(
                calm.compareTo(RESTLESS_MAX) < 0, () -> "not at rest after " + RESTLESS_MAX + ": " + unfinished());
    }

    private String unfinished() {
        return Stream.concat(Stream.of(people.unfinished()), clusters.stream().map(Cluster::unfinished))
                .collect(Collectors.joining(", "));
    }

    private Instant calm() {
        webhook.receivers().heal();
        Instant since = scheduler.now().plus(context.scenario().storm().isZero() ? Duration.ZERO : Storm.AFTERMATH);
        calmSince = Optional.of(since);
        return since;
    }

    private void checkAtRest() {
        topicChecks.atRest();
        paymentChecks.atRest(
                charge.journal().payments().toList(),
                id -> charge.charges().charge(id).orElseThrow(),
                charge.charges().charges());
        offerChecks.atRest(
                offers.offers().redemptions(),
                offers.offers().counts(),
                charge.charges().charges(),
                each -> orders.get(Order.numberOf(each)).amount());
        webhookChecks.atRest(topicChecks.committed().values(), this::endpoints);
        verdict.require(charge.outbox().onlyPoisonIsSetAside(), () -> "set aside is not what can never be published");
        charge.charges().charges().forEach(this::mirrored);
        int poison =
                context.scenario().storm().isZero() ? 0 : context.scenario().poison();
        // Each comes with one event that only the next release understands, of which merchants are told all the same.
        verdict.require(
                source.letters().letters() == 2 * poison && webhook.letters().letters() == poison,
                () -> "of " + poison + " messages that are no events "
                        + source.letters().letters() + " and "
                        + webhook.letters().letters() + " were put aside");
        orders.forEach(order ->
                requestChecks.atRest(order.number(), people.chargesOf(order).count()));
    }

    private void mirrored(Charge each) {
        Optional<String> mirrored =
                source.sources().status(each.instrument().paysOnce()).map(ChargeStatus::wireName);
        verdict.require(
                each.state().ended() && mirrored.equals(Optional.of(each.state().status())),
                () -> each.instrument().paysOnce() + " says " + mirrored + " of a charge that is "
                        + each.state().status());
    }

    /** Where the merchant wants to hear of it: at the address that the account had when it happened, or has had since. */
    private Set<Set<String>> endpoints(OutboxEvent event) {
        String accountId = event.envelope().accountId();
        List<String> ofOrder = endpointsOfOrder(event.envelope().aggregateId());
        return LongStream.rangeClosed(
                        TopicChecks.accountVersion(event),
                        accounts.topic(accountId).newest())
                .mapToObj(version -> Stream.concat(
                                ofOrder.stream(), Order.Account.of(accountId).webhookUri(version).stream())
                        .collect(Collectors.toSet()))
                .collect(Collectors.toSet());
    }

    private List<String> endpointsOfOrder(String objectId) {
        return objectId.startsWith(ChargeCluster.NEXT_RELEASES_CHARGE)
                ? List.of()
                : orders.get(Order.numberOf(charge.charges().chargeOf(objectId)))
                        .endpoints();
    }
}
