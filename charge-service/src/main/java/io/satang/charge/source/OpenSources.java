package io.satang.charge.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.satang.events.EventJson;
import io.satang.events.MalformedEventException;
import io.satang.events.Sizes;
import io.satang.events.SourceCreated;
import io.satang.platform.id.Ids;
import io.satang.platform.id.SourceId;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The newest sources, followed from {@code source.created}, so that charging one asks nobody. It is bounded in bytes and time: what it does not hold is asked
 * of the source-service. Every replica follows the whole topic by itself. Safe for use by several threads.
 */
public final class OpenSources {
    // Sources are charged seconds after they are made; older ones are rare enough to be asked for.
    static final Duration RETENTION = Duration.ofMinutes(2);
    private static final long BYTES_MAX = 4L * Sizes.BATCH_BYTES_MAX;
    private static final int SOURCE_BYTES = 512;
    private static final int AWAITED_MAX = 4_096;
    private static final Logger LOG = Logger.getLogger(OpenSources.class);

    // Kafka tells of a source some milliseconds after its client has heard of it; asking costs more than waiting that
    // long.
    private static final Duration PATIENCE = Duration.ofMillis(40);
    private static final Duration NEW = Duration.ofSeconds(2);

    private final Loops loops;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Cache<String, String> payloads = Caffeine.newBuilder()
            .maximumWeight(BYTES_MAX)
            .weigher((String sourceId, String payload) -> SOURCE_BYTES + 2 * payload.length())
            .expireAfterWrite(RETENTION)
            .executor(Runnable::run)
            .build();
    private final Map<String, CompletableFuture<Optional<String>>> awaited = new HashMap<>();

    /** The event loops that wait for sources. */
    public interface Loops {
        /** Where whoever is asking goes on. */
        Executor present();

        /** Runs something later. */
        void after(Duration delay, Runnable task);
    }

    /** None yet. */
    public OpenSources(Loops loops, Clock clock) {
        this.loops = Objects.requireNonNull(loops, "loops");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The source, if it is held or comes within a moment. */
    Uni<Optional<SourceCreated>> find(SourceId sourceId) {
        Optional<String> held = payload(sourceId.value());
        Uni<Optional<String>> payload = held.isEmpty() && isNew(sourceId)
                ? await(sourceId.value())
                : Uni.createFrom().item(held);
        return payload.map(found -> found.flatMap(OpenSources::read));
    }

    private boolean isNew(SourceId sourceId) {
        Instant now = clock.instant();
        return Ids.createdAt(sourceId.value())
                .filter(created -> created.isAfter(now.minus(NEW)))
                .isPresent();
    }

    private Uni<Optional<String>> await(String sourceId) {
        Executor caller = loops.present();
        // A copy, so that a caller who gives up does so for itself only.
        return Uni.createFrom().completionStage(() -> arrival(sourceId).copy()).emitOn(caller);
    }

    /** Whoever waits for a source shares its arrival, which is empty when patience ends before it. */
    private CompletableFuture<Optional<String>> arrival(String sourceId) {
        lock.lock();
        try {
            Optional<String> held = payload(sourceId);
            return held.isPresent() || (awaited.size() >= AWAITED_MAX && !awaited.containsKey(sourceId))
                    ? CompletableFuture.completedFuture(held)
                    : awaited.computeIfAbsent(sourceId, this::patientArrival);
        } finally {
            lock.unlock();
        }
    }

    // A timer outlives an arrival that was early; at worst it makes a later caller ask sooner.
    private CompletableFuture<Optional<String>> patientArrival(String sourceId) {
        loops.after(PATIENCE, () -> arrived(sourceId, Optional.empty()));
        return new CompletableFuture<>();
    }

    private void arrived(String sourceId, Optional<String> payload) {
        Optional<CompletableFuture<Optional<String>>> arrival;
        lock.lock();
        try {
            payload.ifPresent(text -> payloads.put(sourceId, text));
            arrival = Optional.ofNullable(awaited.remove(sourceId));
        } finally {
            lock.unlock();
        }
        arrival.ifPresent(waited -> waited.complete(payload));
    }

    /** Holds it no longer: it has been charged, so nobody will ask for it again. */
    void remove(SourceId sourceId) {
        payloads.invalidate(sourceId.value());
    }

    /** Whether it is held at present. */
    boolean holds(SourceId sourceId) {
        return payload(sourceId.value()).isPresent();
    }

    private Optional<String> payload(String sourceId) {
        return Optional.ofNullable(payloads.getIfPresent(sourceId));
    }

    /** Takes a record of the topic. */
    public void accept(ConsumerRecord<String, String> message) {
        arrived(message.key(), Optional.of(message.value()));
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
