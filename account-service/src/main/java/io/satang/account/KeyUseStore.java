package io.satang.account;

import io.quarkus.runtime.StartupEvent;
import io.satang.hibernate.Sessions;
import io.satang.platform.time.Timers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Keeps when keys were used last, to the minute. Replicas of all services say so with what they report anyway; it is gathered here and
 * written every few seconds, and a key's row once a minute at the most. What cannot be written is left: the next use says it again.
 */
@ApplicationScoped
public class KeyUseStore {
    static final Duration WRITE_EVERY = Duration.ofSeconds(2);

    /** About a megabyte. */
    private static final int HELD_MAX = 10_000;

    private static final String USED = """
            update ApiKeyEntity k set k.lastUsedAt = :minute
            where k.hash in :hashes and (k.lastUsedAt is null or k.lastUsedAt < :minute)""";

    private static final Logger LOG = Logger.getLogger(KeyUseStore.class);

    private final Timers timers;
    private final Map<String, Instant> held = new ConcurrentHashMap<>();

    KeyUseStore(Timers timers) {
        this.timers = Objects.requireNonNull(timers, "timers");
    }

    void start(@Observes StartupEvent event) {
        timers.every(WRITE_EVERY, () -> Sessions.detached(this::write));
    }

    /** Keys, by hash, were used in these minutes. Any thread; nothing is waited for. */
    void heard(Map<String, Instant> uses) {
        uses.forEach((hash, minute) -> {
            if (held.size() < HELD_MAX) {
                held.merge(hash, minute, (one, other) -> one.isAfter(other) ? one : other);
            }
        });
    }

    private void write() {
        Map<Instant, List<String>> byMinute = take();
        if (byMinute.isEmpty()) {
            return;
        }
        Sessions.write(session -> inOrder(session, byMinute))
                .subscribe()
                .with(done -> {}, failure -> LOG.debugf("last uses of keys are not written: %s", failure.toString()));
    }

    private Map<Instant, List<String>> take() {
        return new ArrayList<>(held.entrySet())
                .stream()
                        .filter(use -> held.remove(use.getKey(), use.getValue()))
                        .collect(Collectors.groupingBy(
                                Map.Entry::getValue, Collectors.mapping(Map.Entry::getKey, Collectors.toList())));
    }

    private static Uni<Void> inOrder(Mutiny.Session session, Map<Instant, List<String>> byMinute) {
        Uni<Void> written = Uni.createFrom().voidItem();
        for (Map.Entry<Instant, List<String>> uses : byMinute.entrySet()) {
            written = written.chain(() -> session.createMutationQuery(USED)
                    .setParameter("minute", uses.getKey())
                    .setParameter("hashes", uses.getValue())
                    .executeUpdate()
                    .replaceWithVoid());
        }
        return written;
    }
}
