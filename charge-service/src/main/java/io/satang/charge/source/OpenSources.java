package io.satang.charge.source;

import io.quarkus.runtime.StartupEvent;
import io.satang.events.EventJson;
import io.satang.events.EventType;
import io.satang.events.MalformedEventException;
import io.satang.events.SourceCreated;
import io.satang.events.TopicReplay;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The newest sources, followed from {@code source.created}, so that charging one asks nobody. It is bounded: what it does not hold is asked
 * of the source-service. Every replica follows the whole topic by itself.
 */
@ApplicationScoped
class OpenSources {
    /** At some 1.5 KiB each this is 30 MiB. */
    private static final int SOURCES_MAX = 20_000;

    // Sources are charged seconds after they are made; older ones are rare enough to be asked for.
    private static final Duration REPLAYED = Duration.ofMinutes(15);
    private static final Logger LOG = Logger.getLogger(OpenSources.class);

    private final TopicReplay.Factory replays;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, String> payloads = new LinkedHashMap<>();
    private volatile Optional<TopicReplay> replay = Optional.empty();

    OpenSources(TopicReplay.Factory replays, Clock clock) {
        this.replays = Objects.requireNonNull(replays, "replays");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    void start(@Observes StartupEvent event) {
        replay = Optional.of(replays.start(
                EventType.SOURCE_CREATED, Optional.of(clock.instant().minus(REPLAYED)), this::keep));
    }

    @PreDestroy
    void stop() {
        replay.ifPresent(TopicReplay::close);
    }

    /** The source, if it is held. */
    Optional<SourceCreated> find(String sourceId) {
        return payload(sourceId).flatMap(OpenSources::read);
    }

    /** It has been charged, so nobody will ask for it again. */
    void forget(String sourceId) {
        lock.lock();
        try {
            payloads.remove(sourceId);
        } finally {
            lock.unlock();
        }
    }

    private Optional<String> payload(String sourceId) {
        lock.lock();
        try {
            return Optional.ofNullable(payloads.get(sourceId));
        } finally {
            lock.unlock();
        }
    }

    private void keep(ConsumerRecord<String, String> message) {
        lock.lock();
        try {
            payloads.put(message.key(), message.value());
            if (payloads.size() > SOURCES_MAX) {
                payloads.remove(payloads.keySet().iterator().next());
            }
        } finally {
            lock.unlock();
        }
    }

    private static Optional<SourceCreated> read(String payload) {
        try {
            return Optional.of(EventJson.read(payload, SourceCreated.class));
        } catch (MalformedEventException e) {
            // The source-service is asked instead, and is the judge of it.
            LOG.errorf("unreadable source: %s", e.getMessage());
            return Optional.empty();
        }
    }
}
