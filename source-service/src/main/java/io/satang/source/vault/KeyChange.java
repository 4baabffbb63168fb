package io.satang.source.vault;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.satang.platform.sealing.Sealed;
import io.satang.platform.time.Timers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Seals the cards that are kept with the newest key, a bounded number at a time, so that a former key can go. Secrets of tokens need none of
 * it: they are gone within days.
 */
@ApplicationScoped
class KeyChange {
    private static final Logger LOG = Logger.getLogger(KeyChange.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int BATCH_CARDS_MAX = 100;

    private final CardCipher cipher;
    private final KeptCardStore cards;
    private final Timers timers;
    private final Counter resealed;
    private final Counter unreadable;

    KeyChange(CardCipher cipher, KeptCardStore cards, Timers timers, MeterRegistry metrics) {
        this.cipher = Objects.requireNonNull(cipher, "cipher");
        this.cards = Objects.requireNonNull(cards, "cards");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.resealed = Counter.builder("satang.vault.resealed.cards")
                .description("Kept cards that were sealed with the newest key instead of a former one")
                .register(metrics);
        this.unreadable = Counter.builder("satang.vault.unreadable.cards")
                .description("Kept cards that could not be opened, counted at each look")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        timers.every(
                PERIOD,
                () -> run().subscribe()
                        .with(
                                done -> {},
                                failure -> LOG.warnf(
                                        "cards not sealed anew, trying again later: %s", failure.toString())));
    }

    /** Looks at every card that was sealed with a former key, once. */
    Uni<Void> run() {
        return Multi.createFrom()
                .iterable(cipher.formerKeyIds())
                .onItem()
                .transformToUniAndConcatenate(keyId -> reseal(keyId, ""))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> reseal(String keyId, String afterCardId) {
        return cards.sealedWith(keyId, afterCardId, BATCH_CARDS_MAX)
                .flatMap(batch -> reseal(batch)
                        .chain(() -> batch.size() < BATCH_CARDS_MAX
                                ? Uni.createFrom().voidItem()
                                : reseal(keyId, batch.getLast().identity().cardId())));
    }

    private Uni<Void> reseal(List<KeptCard> batch) {
        return Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUniAndConcatenate(this::reseal)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> reseal(KeptCard card) {
        try {
            Sealed anew = cipher.seal(cipher.open(card.material(), card.identity()), card.identity());
            return cards.replace(card, anew).invoke(() -> resealed.increment());
        } catch (UnreadableCardException e) {
            unreadable.increment();
            LOG.error(e.getMessage());
            return Uni.createFrom().voidItem();
        }
    }
}
