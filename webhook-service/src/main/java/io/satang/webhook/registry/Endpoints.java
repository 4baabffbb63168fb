package io.satang.webhook.registry;

import io.satang.platform.account.Caller;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.webhook.audit.AuditEntry.Action;
import io.satang.webhook.audit.AuditEntry.Actor;
import io.satang.webhook.endpoint.AddressGuard.Verdict;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.endpoint.EndpointVetting;
import io.satang.webhook.registry.EndpointStore.Done;
import io.satang.webhook.registry.EndpointStore.NoEndpoint;
import io.satang.webhook.signature.Signer;
import io.satang.webhook.signature.SigningKeys;
import io.satang.webhook.signature.SigningSecrets;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What the caller may do with its account's endpoints. */
@Singleton
class Endpoints {
    private final EndpointStore store;
    private final EndpointDirectory directory;
    private final SigningSecrets secrets;
    private final SigningKeys pairs;
    private final EndpointVetting vetting;
    private final Caller caller;
    private final Clock clock;
    private final Ids ids;

    Endpoints(
            EndpointStore store,
            EndpointDirectory directory,
            SigningSecrets secrets,
            SigningKeys pairs,
            EndpointVetting vetting,
            Caller caller,
            Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.secrets = Objects.requireNonNull(secrets, "secrets");
        this.pairs = Objects.requireNonNull(pairs, "pairs");
        this.vetting = Objects.requireNonNull(vetting, "vetting");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.ids = new Ids(clock);
    }

    /** All of the account's, the oldest first: its own, if it has an address or something was said of it, and those beside it. */
    Uni<List<WebhookEndpoint>> all() {
        Optional<WebhookEndpoint> bare = caller.account().webhookUri().map(uri -> own());
        return store.ofAccounts(List.of(caller.accountId()))
                .map(found -> found.getOrDefault(caller.accountId(), List.of()))
                .map(found -> found.stream().anyMatch(WebhookEndpoint::isOwn)
                        ? found
                        : Stream.concat(bare.stream(), found.stream()).toList());
    }

    /** One of them. */
    Uni<WebhookEndpoint> find(EndpointId id) {
        return all().map(found -> found.stream()
                .filter(endpoint -> endpoint.id().equals(id))
                .findFirst()
                .orElseThrow(() -> notFound(id.value())));
    }

    /** Makes one. */
    Uni<KeyedAnswer> create(EndpointEdit edit, SecretRoll secret, Optional<IdempotencyRequest> idempotency) {
        WebhookEndpoint endpoint = EndpointRules.create(
                EndpointId.next(ids, caller.livemode()), caller.accountId(), caller.livemode(), edit, clock.instant());
        EndpointChange change = new EndpointChange(
                Action.ENDPOINT_CREATED,
                Actor.MERCHANT,
                RequestId.current(),
                any -> any,
                Optional.of(secret),
                Optional.empty(),
                made -> EndpointView.render(made, Optional.empty(), secret));
        WebhookEndpoint own = own();
        return vetted(edit)
                .chain(() -> store.create(endpoint, change, idempotency))
                .invoke(() -> changed(own, endpoint.id()));
    }

    /** Changes what is given and leaves the rest. */
    Uni<KeyedAnswer> edit(EndpointId id, EndpointEdit edit) {
        boolean enables = edit.paused().filter(paused -> !paused).isPresent();
        Action action = enables ? Action.ENDPOINT_ENABLED : Action.ENDPOINT_CHANGED;
        EndpointChange change = change(action, (endpoint, now) -> EndpointRules.change(endpoint, edit, now));
        Uni<KeyedAnswer> applied = apply(id, change, Optional.empty());
        return vetted(edit).chain(() -> applied);
    }

    /** Leaves it alone, or no longer. */
    Uni<KeyedAnswer> pause(EndpointId id, boolean paused, Optional<IdempotencyRequest> idempotency) {
        return apply(
                id,
                paused
                        ? change(Action.ENDPOINT_PAUSED, EndpointRules::pause)
                        : change(Action.ENDPOINT_ENABLED, EndpointRules::enable),
                idempotency);
    }

    /** Gives it another secret. */
    Uni<KeyedAnswer> roll(EndpointId id, SecretRoll roll, Optional<IdempotencyRequest> idempotency) {
        Optional<String> accountUri = caller.account().webhookUri();
        Instant now = clock.instant();
        EndpointChange change = new EndpointChange(
                Action.ENDPOINT_SECRET_ROLLED,
                Actor.MERCHANT,
                RequestId.current(),
                endpoint -> endpoint.touched(now),
                Optional.of(roll),
                Optional.empty(),
                rolled -> EndpointView.render(rolled, accountUri, roll));
        return apply(id, change, idempotency);
    }

    /** Deletes it; what waits for it is taken back. */
    Uni<Void> delete(EndpointId id) {
        WebhookEndpoint own = own();
        EndpointRules.requireDeletable(id.equals(own.id()));
        EndpointChange change = change(Action.ENDPOINT_DELETED, (endpoint, now) -> endpoint);
        return store.delete(caller.accountId(), id, change)
                .invoke(deleted -> {
                    if (!deleted) {
                        throw notFound(id.value());
                    }
                    changed(own, id);
                })
                .replaceWithVoid();
    }

    /** What was done to it. */
    Uni<List<HistoryEntry>> history(EndpointId id) {
        Uni<List<HistoryEntry>> entries = store.history(caller.accountId(), id);
        return entries.call(
                found -> found.isEmpty() ? find(id) : Uni.createFrom().voidItem());
    }

    /** The endpoint of this name; not found when the text is none. */
    static EndpointId id(String text) {
        return EndpointId.parse(text).orElseThrow(() -> notFound(text));
    }

    private static ApiException notFound(String id) {
        return ApiException.notFound("webhook_endpoint", id);
    }

    private EndpointChange change(Action action, BiFunction<WebhookEndpoint, Instant, WebhookEndpoint> rule) {
        Optional<String> accountUri = caller.account().webhookUri();
        Instant now = clock.instant();
        return new EndpointChange(
                action,
                Actor.MERCHANT,
                RequestId.current(),
                endpoint -> rule.apply(endpoint, now),
                Optional.empty(),
                Optional.empty(),
                changed -> EndpointView.render(changed, accountUri));
    }

    private Uni<KeyedAnswer> apply(EndpointId id, EndpointChange change, Optional<IdempotencyRequest> idempotency) {
        WebhookEndpoint own = own();
        Optional<WebhookEndpoint> ifNone =
                Optional.of(own).filter(bare -> bare.id().equals(id));
        return store.change(caller.accountId(), id, ifNone, change, idempotency)
                .map(outcome -> switch (outcome) {
                    case Done(KeyedAnswer answer) -> answer;
                    case NoEndpoint unused -> throw notFound(id.value());
                })
                .invoke(() -> changed(own, id));
    }

    // The request may be over by then, and with it the caller.
    private void changed(WebhookEndpoint own, EndpointId id) {
        directory.forget(own.accountId());
        pairs.forget(id.value());
        secrets.forget(id.equals(own.id()) ? new Signer.OfAccount(own.accountId()) : new Signer.OfEndpoint(id.value()));
    }

    private WebhookEndpoint own() {
        return WebhookEndpoint.own(
                caller.accountId(), caller.livemode(), caller.account().createdAt());
    }

    // A host that has no address yet may have one when there is something to deliver.
    private Uni<Void> vetted(EndpointEdit edit) {
        return edit.uri()
                .flatMap(Endpoint::parse)
                .map(address -> vetting.vet(address)
                        .onFailure()
                        .recoverWithItem(() -> new Verdict.Allowed(List.of()))
                        .invoke(Endpoints::requireAllowed)
                        .replaceWithVoid())
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static void requireAllowed(Verdict verdict) {
        if (verdict instanceof Verdict.Refused) {
            throw ApiException.badRequest("uri is invalid");
        }
    }
}
