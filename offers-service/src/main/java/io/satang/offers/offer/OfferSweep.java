package io.satang.offers.offer;

import io.quarkus.runtime.StartupEvent;
import io.satang.hibernate.Sessions;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.platform.time.Timers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Tells what time does to offers, within a second or so. It decides nothing: an offer is live or expired by the clock, whether or not this was
 * told. Every replica sweeps; who comes second to a row finds it as it is by then, and has nothing to tell.
 */
@ApplicationScoped
class OfferSweep {
    private static final Logger LOG = Logger.getLogger(OfferSweep.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final int BATCH_OFFERS_MAX = 200;
    private static final String DUE = "SELECT id FROM offers WHERE move_at <= now() ORDER BY move_at LIMIT ?1";

    private final OfferMoves moves;
    private final OutboxRelay relay;
    private final Timers timers;
    private final AtomicBoolean sweeping = new AtomicBoolean();

    OfferSweep(OfferMoves moves, OutboxRelay relay, Timers timers) {
        this.moves = Objects.requireNonNull(moves, "moves");
        this.relay = Objects.requireNonNull(relay, "relay");
        this.timers = Objects.requireNonNull(timers, "timers");
    }

    void start(@Observes StartupEvent event) {
        timers.every(EVERY, this::begin);
    }

    private void begin() {
        if (sweeping.compareAndSet(false, true)) {
            Sessions.detached(() -> sweep().onTermination()
                    .invoke(() -> sweeping.set(false))
                    .subscribe()
                    .with(done -> {}, failure -> LOG.warnf("offers not swept: %s", failure.toString())));
        }
    }

    /** Looks at every offer that time may have moved, one after the other; of very many the rest is left to the next sweep. */
    Uni<Void> sweep() {
        return Sessions.read(session -> session.createNativeQuery(DUE, String.class)
                        .setParameter(1, BATCH_OFFERS_MAX)
                        .getResultList())
                .flatMap(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(this::tell)
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    /** One that fails is looked at again in a moment, and keeps nobody else from being told of. */
    private Uni<Optional<OutboxEvent>> tell(String id) {
        return Sessions.write(session -> session.find(OfferEntity.class, id, LockModeType.PESSIMISTIC_WRITE)
                        .flatMap(entity -> look(session, entity)))
                .invoke(event -> relay.committed(event.stream().toList()))
                .onFailure()
                .invoke(failure -> LOG.warnf("moves of offer %s not told: %s", id, failure.toString()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    // Its owner may have deleted it a moment ago.
    private Uni<Optional<OutboxEvent>> look(Mutiny.Session session, @Nullable OfferEntity entity) {
        return entity == null ? Uni.createFrom().item(Optional.empty()) : moves.look(session, entity, Optional.empty());
    }
}
