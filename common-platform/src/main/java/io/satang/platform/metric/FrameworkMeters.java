package io.satang.platform.metric;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which meters of the framework are left out, and which have buckets. */
class FrameworkMeters {
    /**
     * Gauges that the framework registers once for each of its groups of event loops, of its HTTP servers (the port for management is a second
     * one) and of its connections to the database, under one name. Only the first would count, and the second one is warned of.
     */
    private static final Set<String> REGISTERED_TWICE = Set.of(
            "netty.eventexecutor.workers", "vertx.http.connections.max", "postgresql.queue.size", "postgresql.current");

    /**
     * The Kafka client's own lag is not a number while nothing was fetched, and is registered once by the client and once by its channel;
     * {@code satang.consumer.lag.records} and {@code satang.replay.lag.records} say it once.
     */
    private static final String KAFKA_LAG = "kafka.consumer.fetch.manager.records.l";

    private static final String REQUESTS = "http.server.requests";
    private static final String URI = "uri";

    /** What stands for all paths of requests that were answered before a route was found: each id would be a series of its own. */
    private static final Tag UNMATCHED = Tag.of(URI, "UNMATCHED");

    private static final String POOL_WAITS = "sql.pool.queue.delay";
    private static final Duration[] REQUEST_BOUNDS = {
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };
    private static final Duration[] WAIT_BOUNDS = {
        Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(100), Duration.ofSeconds(1)
    };

    @Produces
    @Singleton
    MeterFilter lagsThatAreNotNumbers() {
        return MeterFilter.denyNameStartsWith(KAFKA_LAG);
    }

    @Produces
    @Singleton
    MeterFilter buckets() {
        return new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id meter, DistributionStatisticConfig config) {
                return switch (meter.getName()) {
                    case REQUESTS -> buckets(REQUEST_BOUNDS).merge(config);
                    case POOL_WAITS -> buckets(WAIT_BOUNDS).merge(config);
                    default -> config;
                };
            }
        };
    }

    @Produces
    @Singleton
    MeterFilter pathsThatAreNoRoutes() {
        return new MeterFilter() {
            @Override
            public Meter.Id map(Meter.Id meter) {
                return meter.getName().equals(REQUESTS) && namesAnObject(meter.getTag(URI))
                        ? meter.withTag(UNMATCHED)
                        : meter;
            }
        };
    }

    /** No route of ours has a digit, and nearly every id has. */
    private static boolean namesAnObject(@Nullable String path) {
        return path != null && path.indexOf('{') < 0 && path.chars().anyMatch(Character::isDigit);
    }

    private static DistributionStatisticConfig buckets(Duration... bounds) {
        return DistributionStatisticConfig.builder()
                .serviceLevelObjectives(
                        Arrays.stream(bounds).mapToDouble(Duration::toNanos).toArray())
                .build();
    }

    @Produces
    @Singleton
    MeterFilter gaugesThatAreRegisteredTwice() {
        return MeterFilter.deny(meter -> REGISTERED_TWICE.contains(meter.getName()));
    }
}
