package io.satang.load;

import io.satang.load.Floor.Measured;
import io.satang.load.Latencies.Percentiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a run has shown.
 *
 * @param load how payments were started
 * @param seconds length of the measured window
 * @param floor the bare SQL, when there was a PostgreSQL to measure it on
 * @param paymentsPerSecond paid and both webhooks acknowledged, within the window
 * @param latencies of the window
 * @param processes what each process used in the window, when there were processes to read
 * @param backlog how far webhooks were behind
 * @param outcome of the whole run, warm-up included
 * @param redemptions of the whole run, when every second payment redeems an offer
 * @param errors by what went wrong
 * @param secondsOfRefusal in how many seconds of the whole run a payment has failed
 */
record Report(
        String load,
        double seconds,
        Optional<Measured> floor,
        double paymentsPerSecond,
        Map<Step, Percentiles> latencies,
        List<ProcessCost> processes,
        BacklogAge backlog,
        Outcome outcome,
        Optional<Redemptions> redemptions,
        Map<String, Long> errors,
        int secondsOfRefusal) {

    /**
     * What one process used.
     *
     * @param cpuMillisPerPayment user and system time, children included
     * @param residentMib memory at the end of the window
     */
    record ProcessCost(String name, double cpuMillisPerPayment, double residentMib) {}

    // More than any pause of a collector or a checkpoint explains.
    private static final Duration BEHIND = Duration.ofSeconds(2);

    /**
     * For how long the oldest webhook that had not come had been due.
     *
     * @param start  when the window began
     * @param end    when it ended
     * @param oldest within it
     */
    record BacklogAge(Duration start, Duration end, Duration oldest) {
        /** Whether what is asked for at the front is more than what is delivered behind it. */
        boolean grows() {
            return end.compareTo(BEHIND) > 0 && end.compareTo(start) > 0;
        }
    }

    /**
     * What became of the payments of the whole run.
     *
     * @param missingWebhooks that had not come when the wait was over
     * @param repeatedWebhooks events that came more than once, under one id
     * @param checked charges that the API was asked for afterwards
     * @param notSuccessful of those, the ones that were not successful
     */
    record Outcome(
            long accepted, long paid, long missingWebhooks, long repeatedWebhooks, long checked, long notSuccessful) {}

    /**
     * What became of the payments by the card that has joined an offer.
     *
     * @param paid     how many there were
     * @param redeemed how many have earned their reward, as the offer's report says
     * @param told     how many webhooks came of them
     */
    record Redemptions(long paid, long redeemed, long told) {
        boolean whole() {
            return paid == redeemed;
        }
    }

    OptionalDouble ratio() {
        return floor.map(measured -> OptionalDouble.of(paymentsPerSecond / measured.paymentsPerSecond()))
                .orElseGet(OptionalDouble::empty);
    }

    OptionalDouble cpuMillisPerPayment() {
        return processes.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(processes.stream()
                        .mapToDouble(ProcessCost::cpuMillisPerPayment)
                        .sum());
    }

    /** Whether nothing was lost, nothing went wrong, webhooks kept up, and each payment that had to has earned its reward once. */
    boolean sound() {
        return errors.isEmpty()
                && !backlog.grows()
                && outcome.missingWebhooks == 0
                && outcome.notSuccessful == 0
                && redemptions.filter(rewards -> !rewards.whole()).isEmpty();
    }
}
