package io.satang.webhook.registry;

import io.satang.events.AccountChanged;
import io.satang.platform.account.AccountDirectory;
import io.satang.platform.id.Ids;
import io.satang.webhook.audit.AuditEntry.Action;
import io.satang.webhook.audit.AuditEntry.Actor;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.event.EventKey;
import io.satang.webhook.registry.EndpointState.Disabled;
import io.satang.webhook.registry.EndpointState.Enabled;
import io.satang.webhook.registry.EndpointState.Paused;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/** What this service does to endpoints by itself: it disables those that are gone, and tries those again that have another address. */
@Singleton
public class EndpointDisabling {
    private static final Logger LOG = Logger.getLogger(EndpointDisabling.class);

    private final EndpointStore store;
    private final EndpointDirectory directory;
    private final AccountDirectory accounts;
    private final Clock clock;
    private final Ids ids;
    private final Set<EndpointId> underWay = ConcurrentHashMap.newKeySet();

    EndpointDisabling(EndpointStore store, EndpointDirectory directory, AccountDirectory accounts, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.ids = new Ids(clock);
    }

    /** Somebody was quicker. */
    private static final class DoneAlreadyException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Disables an endpoint that is enabled, and tells the account's others.
     *
     * @param why for its merchant to read
     * @param uri where it is
     * @return whether it was enabled until now
     */
    public Uni<Boolean> disable(String accountId, EndpointId id, String why, String uri) {
        Instant now = clock.instant();
        UnaryOperator<WebhookEndpoint> rule = endpoint -> switch (endpoint.state()) {
            case Enabled unused -> EndpointRules.disable(endpoint, why, uri, now);
            case Paused unused -> throw new DoneAlreadyException();
            case Disabled unused -> throw new DoneAlreadyException();
        };
        Function<AccountChanged, Notice> notice = account -> new Notice(
                ids.next("evnt", account.livemode()), EventKey.WEBHOOK_ENDPOINT_DISABLED, account.webhookUri());
        return change(accountId, id, Action.ENDPOINT_DISABLED, rule, notice.andThen(Optional::of))
                .invoke(done -> {
                    if (done) {
                        LOG.warnf("endpoint disabled endpoint=%s account=%s reason=%s", id, accountId, why);
                    }
                });
    }

    /** Enables one that was disabled at another address than it has now, soon and once. */
    void enable(WebhookEndpoint disabled) {
        if (underWay.add(disabled.id())) {
            enabled(disabled)
                    .onTermination()
                    .invoke(() -> underWay.remove(disabled.id()))
                    .subscribe()
                    .with(done -> {}, failure -> LOG.warnf("%s not enabled: %s", disabled.id(), failure.toString()));
        }
    }

    private Uni<Boolean> enabled(WebhookEndpoint disabled) {
        Instant now = clock.instant();
        UnaryOperator<WebhookEndpoint> rule = endpoint -> {
            if (!endpoint.state().equals(disabled.state())) {
                throw new DoneAlreadyException();
            }
            return EndpointRules.enable(endpoint, now);
        };
        return change(disabled.accountId(), disabled.id(), Action.ENDPOINT_ENABLED, rule, account -> Optional.empty());
    }

    private Uni<Boolean> change(
            String accountId,
            EndpointId id,
            Action action,
            UnaryOperator<WebhookEndpoint> rule,
            Function<AccountChanged, Optional<Notice>> notice) {
        Optional<AccountChanged> account = accounts.account(accountId);
        Optional<WebhookEndpoint> own = account.map(
                        some -> WebhookEndpoint.own(accountId, some.livemode(), some.createdAt()))
                .filter(bare -> bare.id().equals(id));
        EndpointChange change = new EndpointChange(
                action,
                Actor.PLATFORM,
                Optional.empty(),
                rule,
                Optional.empty(),
                account.flatMap(notice),
                endpoint -> "");
        return store.change(accountId, id, own, change, Optional.empty())
                .replaceWith(true)
                .onFailure(DoneAlreadyException.class)
                .recoverWithItem(false)
                .invoke(() -> directory.forget(accountId));
    }
}
