package io.satang.load;

import io.satang.load.Floor.Measured;
import io.satang.load.Ledger.Fact;
import io.satang.load.Merchant.Answer;
import io.satang.load.Report.Outcome;
import io.satang.load.Report.Redemptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * One run: floor, warm-up, window, the wait for the last webhooks, a second look at what was paid. The main thread
 * leads; the ledger belongs to the only event loop, so the main thread reads it there.
 */
final class Run {

    private static final Duration PROPAGATION = Duration.ofSeconds(30);

    private static final Duration BACKLOG_EVERY = Duration.ofMillis(250);

    private final Vertx vertx;
    private final EventLoop loop;
    private final Target target;
    private final Plan plan;
    private final PrintStream out;
    private final Ledger ledger = new Ledger();

    Run(Vertx vertx, Target target, Plan plan, PrintStream out) {
        this.vertx = vertx;
        this.loop = new EventLoop(vertx);
        this.target = target;
        this.plan = plan;
        this.out = out;
    }

    Report execute() {
        Optional<Measured> floor = floor();
        Merchant merchant = new Merchant(client(), target);
        Receiver receiver = loop.await(Receiver.start(vertx, target.receiverHost(), target.webhookSecret(), ledger));
        Optional<String> before = loop.await(merchant.webhookUri());
        Optional<Programme> programme = programme(merchant);
        setWebhookUri(merchant, Optional.of(receiver.uri()));
        try {
            awaitFirstWebhook(merchant, receiver);
            Window window = underLoad(new Checkout(merchant, ledger, plan.mix(), programme));
            return report(floor, window, outcome(merchant), programme.map(this::redemptions));
        } finally {
            setWebhookUri(merchant, before);
        }
    }

    private Optional<Measured> floor() {
        if (target.postgres().isEmpty() || plan.floor().isZero()) {
            return Optional.empty();
        }
        out.printf("floor: bare SQL for %d s%n", plan.floor().toSeconds());
        return target.postgres().map(server -> new Floor(vertx, server).measure(plan.floor()));
    }

    private Optional<Programme> programme(Merchant merchant) {
        return plan.mix().redeems()
                ? Optional.of(loop.await(Programme.start(merchant, plan.mix(), System.currentTimeMillis())))
                : Optional.empty();
    }

    /** Rewards follow their payments by way of Kafka: as long as there are fewer, there may be more to come. */
    private Redemptions redemptions(Programme programme) {
        out.printf("waiting for the last rewards%n");
        long expected = loop.read(programme::redeeming);
        loop.until(plan.drain(), () -> loop.await(programme.redeemed()) >= expected);
        return new Redemptions(
                expected, loop.await(programme.redeemed()), loop.read(() -> ledger.count(Fact.REDEEMED_WEBHOOK)));
    }

    private HttpClient client() {
        return vertx.createHttpClient(
                new HttpClientOptions().setKeepAlive(true), new PoolOptions().setHttp1MaxSize(plan.connections()));
    }

    private void setWebhookUri(Merchant merchant, Optional<String> uri) {
        Answer answer = loop.await(merchant.setWebhookUri(uri));
        if (!answer.ok()) {
            throw new IllegalStateException("PATCH /account answered " + answer.status());
        }
    }

    /** The services hear of the new address by way of Kafka; what is paid before then has no webhook. */
    private void awaitFirstWebhook(Merchant merchant, Receiver receiver) {
        Ledger unmeasured = new Ledger();
        Checkout probe = new Checkout(merchant, unmeasured, plan.mix(), Optional.empty());
        boolean arrived = loop.until(PROPAGATION, () -> {
            loop.await(probe.run(System.nanoTime()));
            return loop.read(receiver::received) > 0;
        });
        if (!arrived) {
            throw new IllegalStateException("no webhook arrived within " + PROPAGATION.toSeconds()
                    + " s of test payments; errors: " + loop.read(unmeasured::errors));
        }
    }

    private Window underLoad(Checkout checkout) {
        Optional<ProcessMeter> meter = ProcessMeter.of(target.processes());
        Load load = plan.load();
        out.printf(
                "load: %s%nwarming up for %d s%n",
                plan.describe(), plan.warmUp().toSeconds());
        loop.run(() -> load.start(vertx, checkout));
        loop.pause(plan.warmUp());

        out.printf("measuring for %d s at the most%n", plan.measured().toSeconds());
        Window.Mark start = mark(meter, true);
        Duration oldest = watchBacklog(plan.measured());
        Window.Mark end = mark(meter, false);

        out.printf("waiting for the last webhooks%n");
        loop.run(load::stop);
        loop.until(plan.drain(), () -> loop.read(load::running) == 0);
        loop.until(plan.drain(), () -> loop.read(ledger::missingWebhooks) == 0);
        return new Window(start, end, oldest);
    }

    /** How old the backlog of webhooks was at its oldest, within that time. */
    private Duration watchBacklog(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        Duration oldest = backlogAge();
        while (System.nanoTime() < end && !plan.ends().getAsBoolean()) {
            loop.pause(BACKLOG_EVERY.compareTo(time) < 0 ? BACKLOG_EVERY : time);
            Duration age = backlogAge();
            oldest = age.compareTo(oldest) > 0 ? age : oldest;
        }
        return oldest;
    }

    private Duration backlogAge() {
        return loop.read(() -> ledger.backlogAge(System.nanoTime()));
    }

    private Window.Mark mark(Optional<ProcessMeter> meter, boolean measuring) {
        return loop.read(() -> {
            ledger.measure(measuring);
            return new Window.Mark(
                    System.nanoTime(),
                    ledger.count(Fact.FINISHED),
                    ledger.backlogAge(System.nanoTime()),
                    meter.map(ProcessMeter::read).orElseGet(List::of));
        });
    }

    private Outcome outcome(Merchant merchant) {
        List<String> sample = new ArrayList<>(loop.read(ledger::paidCharges));
        Collections.shuffle(sample);
        List<String> asked = sample.subList(0, Math.min(plan.sample(), sample.size()));
        long successful = loop
                .await(Future.all(asked.stream().map(merchant::charge).toList()))
                .<Answer>list()
                .stream()
                .filter(answer -> answer.fields().text("status").equals(Optional.of("successful")))
                .count();
        return loop.read(() -> new Outcome(
                ledger.count(Fact.ACCEPTED),
                ledger.count(Fact.PAID),
                ledger.missingWebhooks(),
                ledger.count(Fact.REPEATED_WEBHOOK),
                asked.size(),
                asked.size() - successful));
    }

    private Report report(Optional<Measured> floor, Window window, Outcome outcome, Optional<Redemptions> redemptions) {
        return loop.read(() -> new Report(
                plan.describe(),
                window.seconds(),
                floor,
                window.paymentsPerSecond(),
                ledger.latencies().all(),
                window.costs(),
                window.backlog(),
                outcome,
                redemptions,
                ledger.errors(),
                ledger.secondsOfRefusal()));
    }
}
