package io.satang.simulation.world;

import io.satang.simulation.kafka.KafkaFaults;
import io.satang.simulation.kernel.Chance;
import io.satang.simulation.postgres.DatabaseFaults;
import java.time.Duration;

/**
 * How large the system is and how bad its luck. Each run draws its own mixture, for a kind of failure that always happens hides what only
 * happens without it.
 *
 * @param storm              for how long things go wrong; afterwards everything has to come to rest
 * @param chargeReplicas     how many there are
 * @param sourceReplicas     how many there are
 * @param webhookReplicas    how many there are
 * @param offersReplicas     how many there are
 * @param offersAway         for how long the offers-service is out of reach at first
 * @param partitions         of each topic
 * @param orders             how many sources are made to be charged
 * @param database           what goes wrong with PostgreSQL
 * @param kafka              what goes wrong with Kafka
 * @param receiver           what goes wrong with merchants' endpoints
 * @param stepsBetweenCrashes  a process is crashed before one in so many steps; 0 for never
 * @param stepsBetweenPauses   a process is paused before one in so many steps; 0 for never
 * @param restarts           how often a process is shut down and started again
 * @param databaseCrashes    how often a database server dies
 * @param rebalances         how often partitions are dealt anew for no reason
 * @param poison             how many messages are no events
 * @param skewMillis         how far clocks are off
 * @param otherReleases      percent of rows and messages that the releases before and after this one write
 * @param providerFaults     percent of what is asked of the provider that it may do wrong
 */
record Scenario(
        Duration storm,
        int chargeReplicas,
        int sourceReplicas,
        int webhookReplicas,
        int offersReplicas,
        Duration offersAway,
        int partitions,
        int orders,
        DatabaseFaults database,
        KafkaFaults kafka,
        ReceiverFaults receiver,
        int stepsBetweenCrashes,
        int stepsBetweenPauses,
        int restarts,
        int databaseCrashes,
        int rebalances,
        int poison,
        int skewMillis,
        double otherReleases,
        double providerFaults) {

    private static final int CALM_PERCENT = 10;
    private static final int AWAY_PERCENT = 20;

    /** What the seed makes of it. */
    static Scenario draw(Chance chance) {
        return new Scenario(
                chance.percent(CALM_PERCENT) ? Duration.ZERO : chance.millis(2_000, 8_000),
                chance.between(1, 3),
                chance.between(1, 2),
                chance.between(1, 3),
                chance.between(1, 2),
                chance.percent(AWAY_PERCENT) ? chance.millis(1_000, 100_000) : Duration.ZERO,
                chance.between(1, 3),
                chance.between(1, 5),
                new DatabaseFaults(
                        upTo(15, chance),
                        upTo(15, chance),
                        upTo(20, chance),
                        upTo(30, chance),
                        upTo(8, chance),
                        upTo(20, chance)),
                new KafkaFaults(
                        upTo(20, chance), upTo(10, chance), upTo(20, chance), upTo(30, chance), upTo(50, chance)),
                new ReceiverFaults(upTo(30, chance), upTo(30, chance), upTo(30, chance), chance.percent(20)),
                sometimes(chance.between(20, 400), chance),
                sometimes(chance.between(50, 500), chance),
                sometimes(chance.between(1, 4), chance),
                sometimes(chance.between(1, 2), chance),
                sometimes(chance.between(1, 5), chance),
                sometimes(chance.between(1, 2), chance),
                sometimes(chance.between(1, 50), chance),
                upTo(60, chance),
                upTo(60, chance));
    }

    private static int sometimes(int value, Chance chance) {
        return chance.percent(50) ? value : 0;
    }

    private static double upTo(int percent, Chance chance) {
        return sometimes(chance.between(1, percent), chance);
    }
}
