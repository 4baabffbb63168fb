package io.satang.simulation.world;

import io.satang.events.EventType;
import io.satang.simulation.kafka.Broker;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.kernel.Scheduler;
import io.satang.simulation.kernel.SimulatedProcess;
import java.time.Duration;
import java.util.List;

/** Everything that goes wrong, for as long as the scenario says. */
final class Storm {
    /** How long after its end something may still be down or paused. */
    static final Duration AFTERMATH = Duration.ofSeconds(30);

    // Longer than anybody waits for the process, now and then.
    private static final List<Integer> PAUSE_MILLIS_MAX = List.of(4_500, 4_500, 20_000);

    private static final List<EventType> POISONED =
            List.of(EventType.CHARGE_CREATED, EventType.CHARGE_COMPLETE, EventType.CHARGE_EXPIRED);

    private final Scheduler scheduler;
    private final Chance chance;
    private final Scenario scenario;
    private final Broker broker;
    private final List<Cluster> clusters;
    private boolean over;

    Storm(Context context, Broker broker, List<Cluster> clusters) {
        this.scheduler = context.scheduler();
        this.chance = context.chance();
        this.scenario = context.scenario();
        this.broker = broker;
        this.clusters = clusters;
    }

    void begin() {
        if (scenario.storm().isZero()) {
            end();
            return;
        }
        scheduler.interfere(this::strike);
        times(
                scenario.databaseCrashes(),
                () -> chance.oneOf(clusters).database().crash(chance.millis(10, 1_500)));
        times(
                scenario.restarts(),
                () -> chance.oneOf(chance.oneOf(clusters).replicas())
                        .restart(chance.millis(0, 500), chance.millis(50, 2_500)));
        times(scenario.rebalances(), () -> chance.oneOf(clusters).group().ifPresent(group -> group.rebalance()));
        for (int poison = 0; poison < scenario.poison(); poison++) {
            String key = "poison-" + poison;
            times(1, () -> broker.appendPoison(chance.oneOf(POISONED).topic(), key));
            times(1, () -> clusters.forEach(cluster -> cluster.poison(key)));
            String next = "next" + poison;
            times(1, () -> clusters.forEach(cluster -> cluster.unknownStatus(next)));
        }
        scheduler.after(scheduler.world(), scenario.storm(), this::end);
    }

    /** Whether all is well again. */
    boolean over() {
        return over;
    }

    private void end() {
        scheduler.say(() -> "the storm is over");
        over = true;
        broker.heal();
        clusters.forEach(cluster -> cluster.database().heal());
    }

    /** Between any two steps of a process. */
    private void strike(SimulatedProcess process) {
        if (over || process == scheduler.world()) {
            return;
        }
        if (chance.oneIn(scenario.stepsBetweenCrashes())) {
            crash(process);
        } else if (chance.oneIn(scenario.stepsBetweenPauses())) {
            scheduler.say(() -> process + " is paused");
            scheduler.pause(process, chance.millis(10, chance.oneOf(PAUSE_MILLIS_MAX)));
        }
    }

    private void crash(SimulatedProcess process) {
        clusters.stream()
                .flatMap(cluster -> cluster.replicas().stream())
                .filter(replica -> replica.runs(process))
                .forEach(replica -> replica.crash(chance.millis(50, 2_500)));
    }

    private void times(int count, Runnable blow) {
        for (int i = 0; i < count; i++) {
            scheduler.after(scheduler.world(), chance.millis(0, scenario.storm().toMillis()), blow);
        }
    }
}
