package io.satang.webhook.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** How many endpoints have changed how they stand, as this replica has found out. */
@Singleton
class HealthMetrics {
    private final Counter failing;
    private final Counter recovered;
    private final Counter silent;
    private final Counter heard;
    private final Counter gone;
    private final Counter hopeless;

    HealthMetrics(MeterRegistry metrics) {
        this.failing = metrics.counter("satang.webhook.failing.endpoints");
        this.recovered = metrics.counter("satang.webhook.recovered.endpoints");
        this.silent = metrics.counter("satang.webhook.silent.hosts");
        this.heard = metrics.counter("satang.webhook.heard.hosts");
        this.gone = metrics.counter("satang.webhook.disabled.endpoints", "reason", "gone");
        this.hopeless = metrics.counter("satang.webhook.disabled.endpoints", "reason", "failing");
    }

    /** So many have failed once too often, and are only asked from time to time. */
    void failing(int endpoints) {
        failing.increment(endpoints);
    }

    /** So many of those have answered. */
    void recovered(int endpoints) {
        recovered.increment(endpoints);
    }

    /** A host that was named with charges has not answered once too often. */
    void silent() {
        silent.increment();
    }

    /** One of those has answered. */
    void heard() {
        heard.increment();
    }

    /** One was disabled because it said that it is gone. */
    void gone() {
        gone.increment();
    }

    /** One was disabled because it has only failed for long. */
    void hopeless() {
        hopeless.increment();
    }
}
