package io.satang.load;

import io.satang.load.Latencies.Percentiles;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was measured of webhooks.
 *
 * @param floor     posts/s of a bare HTTP client to the same receiver
 * @param one       deliveries/s to one endpoint
 * @param many      deliveries/s to many
 * @param time      from the Kafka record to the first byte at the receiver, at half the rate
 * @param alone     the same of healthy endpoints, before a hanging and a failing one stood beside them
 * @param beside    and with them
 * @param pending   what changes with undelivered events of dead endpoints
 * @param memory    of webhook-service after each step, in the order of the steps
 */
record WebhookReport(
        double floor,
        double one,
        double many,
        Percentiles time,
        Percentiles alone,
        Percentiles beside,
        Optional<Pending> pending,
        List<Memory> memory) {

    private static final double FLOOR_SHARE_MIN = 0.5;
    private static final double MILLIS_MAX = 50;
    private static final double CHANGE_MAX = 0.1;
    private static final double ISOLATION_MAX = 1.2;

    /** The same two measurements with so many undelivered events. */
    record Pending(long events, double many, Percentiles time) {}

    /** Resident memory of all replicas, when that step was over. */
    record Memory(String step, double mebibytes) {}

    /** A goal, what was measured, and whether it is met. */
    record Verdict(String what, double measured, double goal, boolean met) {
        static Verdict atLeast(String what, double measured, double goal) {
            return new Verdict(what, measured, goal, measured >= goal);
        }

        static Verdict atMost(String what, double measured, double goal) {
            return new Verdict(what, measured, goal, measured <= goal);
        }
    }

    List<Verdict> verdicts() {
        Stream<Verdict> always = Stream.of(
                Verdict.atLeast("one endpoint, of the floor", one / floor, FLOOR_SHARE_MIN),
                Verdict.atLeast("many endpoints, of the floor", many / floor, FLOOR_SHARE_MIN),
                Verdict.atMost("record to first byte, p99 ms", time.p99(), MILLIS_MAX),
                Verdict.atMost("healthy beside bad, times p99 alone", beside.p99() / alone.p99(), ISOLATION_MAX));
        return Stream.concat(
                        always,
                        pending.stream()
                                .flatMap(with -> Stream.of(
                                        Verdict.atLeast(
                                                "rate with pending, of without", with.many() / many, 1 - CHANGE_MAX),
                                        Verdict.atMost(
                                                "p99 with pending, of without",
                                                with.time().p99() / time.p99(),
                                                1 + CHANGE_MAX))))
                .toList();
    }

    /** Whether all goals are met. */
    boolean good() {
        return verdicts().stream().allMatch(Verdict::met);
    }

    String text() {
        Formatter text = new Formatter(Locale.ROOT);
        text.format("floor/s         %.0f  (bare HTTP client, same bodies, same receiver)%n", floor);
        text.format("deliveries/s    %.0f to one endpoint, %.0f to many%n", one, many);
        pending.ifPresent(
                with -> text.format("                %.0f to many with %d pending%n", with.many(), with.events()));
        text.format("%n%-20s %9s %9s %9s %9s %9s%n", "ms", "count", "p50", "p95", "p99", "max");
        row(text, "record to receiver", time);
        pending.ifPresent(with -> row(text, "with pending", with.time()));
        row(text, "healthy alone", alone);
        row(text, "healthy beside bad", beside);
        text.format("%n");
        memory.forEach(at -> text.format("memory          %.0f MiB after %s%n", at.mebibytes(), at.step()));
        text.format("%n");
        verdicts()
                .forEach(each -> text.format(
                        "%-8s %-36s %8.2f  (goal %.2f)%n",
                        each.met() ? "met" : "NOT MET", each.what(), each.measured(), each.goal()));
        return text.toString();
    }

    private static void row(Formatter text, String title, Percentiles times) {
        text.format(
                "%-20s %9d %9.1f %9.1f %9.1f %9.1f%n",
                title, times.count(), times.p50(), times.p95(), times.p99(), times.max());
    }
}
