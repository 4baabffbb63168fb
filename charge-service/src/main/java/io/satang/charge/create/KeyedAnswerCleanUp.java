package io.satang.charge.create;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jboss.logging.Logger;

/** Drops idempotency keys that are no longer kept. */
@ApplicationScoped
class KeyedAnswerCleanUp {
    private static final Logger LOG = Logger.getLogger(KeyedAnswerCleanUp.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final KeyedAnswerStore answers;
    private final Vertx vertx;
    private final Clock clock;

    KeyedAnswerCleanUp(KeyedAnswerStore answers, Vertx vertx, Clock clock) {
        this.answers = Objects.requireNonNull(answers, "answers");
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(
                EVERY.toMillis(),
                id -> answers.forgetOld(clock.instant())
                        .subscribe()
                        .with(
                                done -> {},
                                failure -> LOG.warnf("idempotency keys not cleaned up: %s", failure.toString())));
    }
}
