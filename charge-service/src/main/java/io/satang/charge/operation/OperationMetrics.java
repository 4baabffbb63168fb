package io.satang.charge.operation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.satang.charge.decision.FailureCode;
import io.satang.charge.decision.ProviderOperation;
import io.satang.platform.time.Timers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Counts what becomes of operations, and how long the oldest that is not over has waited; alert at ten minutes. */
@ApplicationScoped
class OperationMetrics implements OperationObserver {
    private static final Logger LOG = Logger.getLogger(OperationMetrics.class);
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final OperationStore store;
    private final Timers timers;
    private final MeterRegistry metrics;
    private volatile Duration oldest = Duration.ZERO;

    OperationMetrics(OperationStore store, Timers timers, MeterRegistry metrics) {
        this.store = Objects.requireNonNull(store, "store");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        Gauge.builder("satang.provider.operations.oldest.seconds", () -> oldest.toMillis() / 1_000.0)
                .description("How long ago the oldest operation was stored that no provider has answered")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        timers.every(EVERY, this::look);
    }

    private void look() {
        store.oldest()
                .subscribe()
                .with(
                        age -> oldest = age,
                        failure -> LOG.warnf("the age of operations is not known: %s", failure.toString()));
    }

    @Override
    public void settled(ProviderOperation operation, Optional<FailureCode> declined) {
        count(operation, declined.isPresent() ? "declined" : "approved");
        if (operation.kind() == ProviderOperation.Kind.VOID) {
            LOG.infof(
                    "charge=%s money=returned payment=%s",
                    operation.charge(), operation.payment().orElseThrow());
        }
    }

    @Override
    public void postponed(ProviderOperation operation, String why) {
        count(operation, "unknown");
        LOG.warnf("operation=%s charge=%s asked again later: %s", operation.id(), operation.charge(), why);
    }

    private void count(ProviderOperation operation, String answer) {
        Counter.builder("satang.provider.answers.operations")
                .description("Operations by what a provider has answered")
                .tag("kind", operation.kind().name().toLowerCase(Locale.ROOT))
                .tag("answer", answer)
                .register(metrics)
                .increment();
    }
}
