package io.satang.charge.customer;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.satang.charge.customer.Vault.KeepAnswer;
import io.satang.events.TokenCreated;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CardId;
import io.satang.platform.time.Timers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Has the vault forget the cards that nobody has any more: at once those of a customer or a card that was destroyed here, and by a sweep those
 * that were left over, or that somebody began to keep and did not finish.
 */
@ApplicationScoped
class CardForgetting {
    private static final Logger LOG = Logger.getLogger(CardForgetting.class);
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int BATCH_INTENTS_MAX = 64;
    private static final int AT_ONCE = 8;
    private static final int UNDER_WAY_MAX = 128;

    private final VaultIntentStore intents;
    private final Vault vault;
    private final Timers timers;
    private final Counter forgotten;
    private final AtomicBoolean sweeping = new AtomicBoolean();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile Duration oldest = Duration.ZERO;

    CardForgetting(VaultIntentStore intents, Vault vault, Timers timers, MeterRegistry metrics) {
        this.intents = Objects.requireNonNull(intents, "intents");
        this.vault = Objects.requireNonNull(vault, "vault");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.forgotten = Counter.builder("satang.vault.forgotten.cards")
                .description("Cards that the vault has confirmed to keep nothing of, as nobody has them")
                .register(metrics);
        Gauge.builder("satang.vault.intents.oldest.seconds", () -> oldest.toMillis() / 1_000.0)
                .description("How long ago the oldest was stored of what the vault is asked and has not confirmed")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        timers.every(EVERY, this::sweep);
    }

    /** These are a customer's no more. What finds no room, or fails, is swept. */
    void committed(Customer customer, List<CustomerCard> cards) {
        cards.stream()
                .limit(Math.max(0, UNDER_WAY_MAX - underWay.get()))
                .map(card ->
                        new DropIntent(customer.accountId(), card.tokenId(), customer.id(), Optional.of(card.id())))
                .forEach(intent -> {
                    underWay.incrementAndGet();
                    attempt(intent)
                            .onTermination()
                            .invoke(underWay::decrementAndGet)
                            .subscribe()
                            .with(done -> {});
                });
    }

    /** Finishes what is due. Returns at once and never fails; does nothing while a sweep is under way. */
    void sweep() {
        if (!sweeping.compareAndSet(false, true)) {
            return;
        }
        finishDue()
                .chain(intents::oldest)
                .onTermination()
                .invoke(() -> sweeping.set(false))
                .subscribe()
                .with(age -> oldest = age, failure -> LOG.warnf("cards not swept: %s", failure.toString()));
    }

    private Uni<Void> finishDue() {
        return intents.claim(BATCH_INTENTS_MAX)
                .flatMap(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUni(this::attempt)
                        .merge(AT_ONCE)
                        .collect()
                        .last()
                        .chain(() -> due.size() < BATCH_INTENTS_MAX
                                ? Uni.createFrom().voidItem()
                                : finishDue()));
    }

    /** One that fails is claimed again later, and keeps nobody else from ending. */
    private Uni<Void> attempt(DropIntent intent) {
        return forget(intent)
                .chain(() -> intents.dropped(intent))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "customer=%s token=%s is not forgotten yet: %s",
                        intent.customer(), intent.token(), failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> forget(DropIntent intent) {
        return intent.card()
                .map(card -> forget(intent.account(), card))
                .orElseGet(() -> intents.isOwned(intent)
                        .flatMap(owned -> owned ? Uni.createFrom().voidItem() : takeAndForget(intent)));
    }

    /** A request to keep it may still be under way. Once the token is taken that one changes nothing any more, so it is taken here first. */
    private Uni<Void> takeAndForget(DropIntent intent) {
        return vault.keep(intent.account(), intent.token(), intent.customer()).flatMap(answer -> switch (answer) {
            case KeepAnswer.Kept(TokenCreated token) -> forget(intent.account(), new CardId(token.cardId()));
            case KeepAnswer.Refused nothing -> Uni.createFrom().voidItem();
        });
    }

    private Uni<Void> forget(AccountId account, CardId card) {
        return vault.forget(account, card).invoke(done -> forgotten.increment());
    }
}
