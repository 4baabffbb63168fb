package io.satang.platform.metric;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Which meters of the framework are left out. */
class FrameworkMeters {
    /**
     * Gauges that the framework registers once for each of its groups of event loops, of its HTTP servers (the port for management is a second
     * one) and of its connections to the database, under one name. Only the first would count, and the second one is warned of.
     */
    private static final Set<String> REGISTERED_TWICE = Set.of(
            "netty.eventexecutor.workers", "vertx.http.connections.max", "postgresql.queue.size", "postgresql.current");

    @Produces
    @Singleton
    MeterFilter gaugesThatAreRegisteredTwice() {
        return MeterFilter.deny(meter -> REGISTERED_TWICE.contains(meter.getName()));
    }
}
