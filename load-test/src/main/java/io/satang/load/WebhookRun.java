package io.satang.load;

import io.satang.load.Latencies.Percentiles;
import io.satang.load.ProcessMeter.Usage;
import io.satang.load.WebhookEvents.Destination;
import io.satang.load.WebhookReport.Memory;
import io.satang.load.WebhookReport.Pending;
import io.satang.load.WebhookSink.Sample;
import io.satang.load.WebhookSink.Taken;
import io.satang.stack.run.StackFile;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/** One run of {@code ./satang bench webhooks}: step by step, the main thread leads and publishes, the event loop receives. */
final class WebhookRun {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration TICK = Duration.ofMillis(2);
    private static final Duration COUNT_EVERY = Duration.ofSeconds(2);
    private static final Duration FLOOR = Duration.ofSeconds(5);
    private static final int HEALTHY = 10;
    private static final int DEAD = 1_000;
    /** So many reach every partition. Once they have come, all that was published before is in the table, to be forgotten there. */
    private static final int LAST = 500;

    private static final String SERVICE = "webhook-service";

    private final StackFile stack;
    private final WebhookPlan plan;
    private final PrintStream out;
    private final Vertx vertx = Vertx.vertx(Loops.ONE);
    private final EventLoop loop = new EventLoop(vertx);
    private final List<Memory> memory = new ArrayList<>();
    private final WebhookTables tables;

    WebhookRun(StackFile stack, WebhookPlan plan, PrintStream out) {
        this.stack = stack;
        this.plan = plan;
        this.out = out;
        this.tables = tables(vertx);
    }

    WebhookReport execute() {
        WebhookSink sink = loop.await(WebhookSink.start(vertx, plan.endpoints()));
        // Made before it is needed: a process that is told to end makes none any more.
        Vertx apart = Vertx.vertx(Loops.ONE);
        Thread interrupted = new Thread(() -> tables(apart).forget());
        Runtime.getRuntime().addShutdownHook(interrupted);
        try (WebhookEvents events = new WebhookEvents(stack.kafka())) {
            WebhookReport report = measure(sink, events);
            flood("what is behind the others", sink, events, LAST, number -> healthy(sink, number % plan.endpoints()));
            return report;
        } finally {
            tables.forget();
            vertx.close();
            Runtime.getRuntime().removeShutdownHook(interrupted);
            apart.close();
        }
    }

    private WebhookTables tables(Vertx on) {
        return new WebhookTables(on, Target.of(stack).postgres().orElseThrow(), "http://" + WebhookSink.BAD);
    }

    private WebhookReport measure(WebhookSink sink, WebhookEvents events) {
        IntFunction<Destination> one = number -> destination(sink, "one", WebhookSink.ONE);
        IntFunction<Destination> many = number -> healthy(sink, number % plan.endpoints());
        flood("warm-up", sink, events, many);
        flood("warm-up-one", sink, events, one);
        Sample sample = loop.read(sink::sample).orElseThrow();
        out.printf("floor: a bare HTTP client%n");
        double floor = PostFloor.measure(sink.uri(WebhookSink.ONE), sample, FLOOR);
        double toOne = flood("one endpoint", sink, events, one).perSecond();
        double toMany = flood("many endpoints", sink, events, many).perSecond();
        Percentiles time = paced("half the rate", sink, events, toMany / 2, many);
        Percentiles alone = paced(
                "healthy alone",
                sink,
                events,
                toMany / 4,
                number -> healthy(sink, number % HEALTHY % plan.endpoints()));
        Percentiles beside = paced("healthy beside bad", sink, events, toMany / 4, number -> beside(sink, number));
        Optional<Pending> pending =
                plan.pending() == 0 ? Optional.empty() : Optional.of(pending(sink, events, toMany / 2, many));
        return new WebhookReport(floor, toOne, toMany, time, alone, beside, pending, List.copyOf(memory));
    }

    private Taken flood(String step, WebhookSink sink, WebhookEvents events, IntFunction<Destination> to) {
        return flood(step, sink, events, plan.events(), to);
    }

    /** Publishes all at once and waits until all have come. */
    private Taken flood(String step, WebhookSink sink, WebhookEvents events, int count, IntFunction<Destination> to) {
        begin(step, sink);
        for (int number = 0; number < count; number++) {
            events.publish(step, to.apply(number));
        }
        events.flush();
        await(step, sink, count);
        return loop.read(sink::taken);
    }

    /** Publishes at a rate and tells how long each took; only those for healthy endpoints come, and count. */
    private Percentiles paced(
            String step, WebhookSink sink, WebhookEvents events, double rate, IntFunction<Destination> to) {
        begin(step, sink);
        long start = System.nanoTime();
        int published = 0;
        int expected = 0;
        for (double seconds = 0; seconds < plan.paced().toSeconds(); seconds = (System.nanoTime() - start) / 1e9) {
            for (; published < seconds * rate; published++) {
                Destination destination = to.apply(published);
                events.publish(step, destination);
                expected += isHealthy(destination) ? 1 : 0;
            }
            loop.pause(TICK);
        }
        events.flush();
        await(step, sink, expected);
        return loop.read(sink::times);
    }

    private Pending pending(WebhookSink sink, WebhookEvents events, double rate, IntFunction<Destination> many) {
        out.printf("%d events for dead endpoints%n", plan.pending());
        tables.forget();
        for (int number = 0; number < plan.pending(); number++) {
            String host = WebhookSink.dead(number % DEAD);
            events.publish("dead", destination(sink, "dead" + number % DEAD, host));
        }
        events.flush();
        awaitPending();
        remember("pending");
        double withPending =
                flood("many endpoints, pending", sink, events, many).perSecond();
        Percentiles time = paced("half the rate, pending", sink, events, rate, many);
        return new Pending(tables.undelivered(), withPending, time);
    }

    // However many they are: for as long as more of them come.
    private void awaitPending() {
        for (long there = tables.undelivered(); there < plan.pending(); there = tables.undelivered()) {
            long before = there;
            if (!loop.until(PATIENCE, () -> tables.undelivered() > before)) {
                throw new IllegalStateException("only " + before + " events for dead endpoints are there");
            }
            loop.pause(COUNT_EVERY);
        }
    }

    private void begin(String step, WebhookSink sink) {
        out.printf("%s%n", step);
        loop.run(() -> sink.begin(step));
    }

    private void await(String step, WebhookSink sink, long expected) {
        if (!loop.until(PATIENCE, () -> loop.read(sink::received) >= expected)) {
            throw new IllegalStateException(
                    "%s: %d of %d webhooks came".formatted(step, loop.read(sink::received), expected));
        }
        remember(step);
    }

    private void remember(String step) {
        ProcessMeter.of(Target.of(stack).processes().stream()
                        .filter(process -> process.name().startsWith(SERVICE))
                        .toList())
                .ifPresent(meter -> memory.add(new Memory(step, mebibytes(meter.read()))));
    }

    private static double mebibytes(List<Usage> usages) {
        return usages.stream().mapToLong(Usage::residentKib).sum() / 1024.0;
    }

    /** Each of the bad ones is sent as much as a healthy one. */
    private Destination beside(WebhookSink sink, int number) {
        int turn = number % (HEALTHY + 2);
        return switch (turn) {
            case HEALTHY -> destination(sink, "failing", WebhookSink.FAILING);
            case HEALTHY + 1 -> destination(sink, "hanging", WebhookSink.HANGING);
            default -> healthy(sink, turn % plan.endpoints());
        };
    }

    private static boolean isHealthy(Destination destination) {
        return !destination.uri().contains(WebhookSink.BAD);
    }

    private static Destination healthy(WebhookSink sink, int number) {
        return destination(sink, "healthy" + number, WebhookSink.host(number));
    }

    private static Destination destination(WebhookSink sink, String account, String host) {
        return new Destination("account_test_bench" + account, sink.uri(host));
    }
}
