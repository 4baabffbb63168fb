package io.satang.webhook.intake;

import io.satang.platform.consumer.NotYetException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds events back until this replica knows their accounts as well as the service that made them did: accounts and charges come by topics
 * of their own, and an event must not go where its merchant's webhooks went before. What is held back is waited for a few minutes, once for
 * each account; an account that was told to one service and can no longer be told to another must not stop its neighbours for ever.
 */
final class AccountVersionGate {
    static final Duration PATIENCE = Duration.ofMinutes(3);

    private final AccountEndpoints accounts;
    private final Clock clock;
    private final Map<String, Wait> waits = new ConcurrentHashMap<>();

    AccountVersionGate(AccountEndpoints accounts, Clock clock) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    private record Wait(String accountId, long version, Instant since) {}

    /**
     * Returns when every event's account is known well enough.
     *
     * @throws NotYetException       when one is not
     * @throws IllegalStateException when one has been waited for too long
     */
    void require(List<InboundEvent> inboundEvents) {
        waits.values().removeIf(this::isOver);
        // All of them begin to wait before any is given up, so that waits add up for nobody.
        List<Wait> waiting =
                inboundEvents.stream().flatMap(each -> waitFor(each).stream()).toList();
        Instant tooLong = clock.instant().minus(PATIENCE);
        Optional<Wait> givenUp =
                waiting.stream().filter(wait -> wait.since().isBefore(tooLong)).findFirst();
        if (givenUp.isPresent()) {
            throw new IllegalStateException("version %d of account %s is not known"
                    .formatted(givenUp.get().version(), givenUp.get().accountId()));
        }
        if (!waiting.isEmpty()) {
            throw new NotYetException(waiting.size() + " events are ahead of their accounts");
        }
    }

    private Optional<Wait> waitFor(InboundEvent inbound) {
        Wait wanted = new Wait(inbound.event().accountId(), inbound.accountVersion(), clock.instant());
        return isOver(wanted)
                ? Optional.empty()
                : Optional.of(waits.computeIfAbsent(wanted.accountId(), accountId -> wanted));
    }

    private boolean isOver(Wait wait) {
        return accounts.version(wait.accountId()) >= wait.version();
    }
}
