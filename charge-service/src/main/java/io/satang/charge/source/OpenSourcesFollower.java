package io.satang.charge.source;

import io.quarkus.runtime.StartupEvent;
import io.satang.events.EventType;
import io.satang.platform.kafka.TopicReplay;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;

/** Keeps {@link OpenSources} up to date as long as the service runs, and lends it the event loops. */
@Singleton
class OpenSourcesFollower {
    private final TopicReplay.Factory replays;
    private final Clock clock;
    private volatile Optional<TopicReplay> replay = Optional.empty();

    OpenSourcesFollower(TopicReplay.Factory replays, Clock clock) {
        this.replays = Objects.requireNonNull(replays, "replays");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    @Produces
    @Singleton
    static OpenSources open(Vertx vertx, Clock clock) {
        return new OpenSources(new VertxLoops(vertx), clock);
    }

    void start(@Observes StartupEvent event, OpenSources open) {
        replay = Optional.of(replays.start(
                EventType.SOURCE_CREATED.topic(),
                Optional.of(clock.instant().minus(OpenSources.RETENTION)),
                open::accept));
    }

    @PreDestroy
    void stop() {
        replay.ifPresent(TopicReplay::close);
    }

    private record VertxLoops(Vertx vertx) implements OpenSources.Loops {
        @Override
        public Executor present() {
            Context caller = vertx.getOrCreateContext();
            return task -> caller.runOnContext(nothing -> task.run());
        }

        @Override
        public void after(Duration delay, Runnable task) {
            vertx.setTimer(delay.toMillis(), timer -> task.run());
        }
    }
}
