package io.satang.source;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.satang.events.Sizes;
import io.satang.platform.outbox.OutboxEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What this replica has told of the sources that it made last, for a charge whose client was faster than Kafka. It never changes, so it is
 * never out of date. It is bounded in bytes and time; what it does not hold is read from the store.
 */
@ApplicationScoped
public class NewestSources {
    // Kafka has told of older ones, unless it is away.
    private static final Duration KEPT = Duration.ofSeconds(5);
    private static final int SOURCE_BYTES = 256;

    private final Cache<String, String> payloads = Caffeine.newBuilder()
            .maximumWeight(Sizes.BATCH_BYTES_MAX)
            .weigher((String sourceId, String payload) -> SOURCE_BYTES + 2 * payload.length())
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .build();

    /** Remembers what is told of sources that are durable. */
    public void keep(List<OutboxEvent> created) {
        created.forEach(event -> payloads.put(event.envelope().aggregateId(), event.payload()));
    }

    /** The {@code source.created} payload of the source, if it is held. */
    public Optional<String> payload(String sourceId) {
        return Optional.ofNullable(payloads.getIfPresent(sourceId));
    }
}
