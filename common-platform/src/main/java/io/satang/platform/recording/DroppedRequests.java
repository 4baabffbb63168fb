package io.satang.platform.recording;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Counts the requests that merchants will not see. */
@ApplicationScoped
class DroppedRequests {
    /** Why one is not told. */
    enum Reason {
        /** More came in this second than are told. */
        RATE,
        /** What is not told yet takes all the room that it may. */
        FULL,
        /** Kafka has not taken it in time. */
        UNSENT
    }

    private final Map<Reason, Counter> counters = new EnumMap<>(Reason.class);

    DroppedRequests(MeterRegistry metrics) {
        Objects.requireNonNull(metrics, "metrics");
        for (Reason reason : Reason.values()) {
            counters.put(
                    reason,
                    Counter.builder("satang.requests.dropped")
                            .description("Answered requests that their merchants do not find in their list")
                            .tag("reason", reason.name().toLowerCase(Locale.ROOT))
                            .register(metrics));
        }
    }

    void because(Reason reason) {
        Objects.requireNonNull(counters.get(reason)).increment();
    }
}
