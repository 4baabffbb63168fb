package io.satang.charge.create;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeState.Authorizing;
import io.satang.charge.decision.ChargeState.Reserving;
import io.satang.charge.decision.OperationId;
import io.satang.charge.decision.ProviderOperation;
import io.satang.charge.event.ChargeEvents;
import io.satang.charge.provider.Provider;
import io.satang.charge.provider.Routing;
import io.satang.charge.saga.CommittedOperations;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.CommittedCharges;
import io.satang.charge.store.NewCharge;
import io.satang.charge.store.NewOperation;
import io.satang.charge.store.RecentCharges;
import io.satang.charge.view.ChargeJson;
import io.satang.events.AccountChanged;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.RequestId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.IdempotencyTurns;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.params.Params;
import io.satang.platform.uri.WebhookUriRule;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Makes charges. What a provider has to be asked for one is stored with it, asked then, and waited for as long as a client waits. */
@ApplicationScoped
public class CreateCharge {
    /** How long a repeat waits for the first; asking another service and writing take much less. */
    private static final Duration REPEAT_PATIENCE = Duration.ofSeconds(3);

    /** How long a provider is waited for until the charge is answered as it is. */
    private static final Duration PROVIDER_PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = Logger.getLogger(CreateCharge.class);

    private final ChargePreparation preparation;
    private final ChargeStore store;
    private final RecentCharges recent;
    private final KeyedAnswerStore answers;
    private final CommittedCharges committed;
    private final Routing routing;
    private final CommittedOperations asked;
    private final ChargeEvents events;
    private final ChargeJson json;
    private final WebhookUriRule webhookUris;
    private final Clock clock;
    private final IdempotencyTurns turns;

    /** What the service makes charges with. */
    public CreateCharge(
            ChargePreparation preparation,
            ChargeStore store,
            RecentCharges recent,
            KeyedAnswerStore answers,
            CommittedCharges committed,
            Routing routing,
            CommittedOperations asked,
            ChargeEvents events,
            ChargeJson json,
            WebhookUriRule webhookUris,
            Clock clock) {
        this.preparation = Objects.requireNonNull(preparation, "preparation");
        this.store = Objects.requireNonNull(store, "store");
        this.recent = Objects.requireNonNull(recent, "recent");
        this.answers = Objects.requireNonNull(answers, "answers");
        this.committed = Objects.requireNonNull(committed, "committed");
        this.routing = Objects.requireNonNull(routing, "routing");
        this.asked = Objects.requireNonNull(asked, "asked");
        this.events = Objects.requireNonNull(events, "events");
        this.json = Objects.requireNonNull(json, "json");
        this.webhookUris = Objects.requireNonNull(webhookUris, "webhookUris");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.turns = new IdempotencyTurns(REPEAT_PATIENCE, clock);
    }

    /** A charge that is to be stored, and as what it is shown then. */
    private record Prepared(NewCharge stored, String json) {
        Charge charge() {
            return stored.charge();
        }
    }

    /**
     * Makes a charge, or refuses it and leaves nothing behind.
     *
     * @throws ApiException when the request is refused for what it says by itself; what is refused later fails the answer
     */
    public Uni<KeyedAnswer> create(AccountChanged account, Params params, Optional<IdempotencyRequest> key) {
        ChargeRequest request = ChargeRequest.from(params, webhookUris);
        Optional<String> requestId = RequestId.current();
        return key.map(given -> createOnce(account, request, given, requestId))
                .orElseGet(() -> prepare(account, request, requestId).flatMap(this::save));
    }

    private Uni<Prepared> prepare(AccountChanged account, ChargeRequest request, Optional<String> requestId) {
        return preparation.prepare(account, request).map(charge -> prepared(charge, requestId));
    }

    private Prepared prepared(Charge charge, Optional<String> requestId) {
        List<NewOperation> operations = asked(charge).stream().toList();
        RawJson object = new RawJson(json.renderBounded(charge, charge.createdAt()));
        OutboxEvent event = events.of(EventType.CHARGE_CREATED, charge, object, charge.createdAt(), requestId);
        return new Prepared(new NewCharge(charge, event, operations), object.text());
    }

    /** What is asked of others before the charge is answered: its discount first, if its payer wants one, or else its money. */
    private Optional<NewOperation> asked(Charge charge) {
        if (!(charge.state() instanceof Reserving || charge.state() instanceof Authorizing)) {
            return Optional.empty();
        }
        Provider provider = routing.of(charge)
                .orElseThrow(() -> ApiException.of(
                        400, "feature_not_supported", "live charges by card are currently not supported"));
        return charge.offer()
                .map(use -> new NewOperation(
                        ProviderOperation.reserve(charge, use),
                        routing.reservations().name()))
                .or(() -> Optional.of(new NewOperation(ProviderOperation.authorize(charge), provider.name())));
    }

    private Uni<KeyedAnswer> save(Prepared prepared) {
        return store.insert(prepared.stored()).flatMap(saved -> {
            if (!saved) {
                throw used(prepared.charge());
            }
            return saved(prepared).map(text -> new KeyedAnswer(text, false));
        });
    }

    private Uni<KeyedAnswer> createOnce(
            AccountChanged account, ChargeRequest request, IdempotencyRequest key, Optional<String> requestId) {
        return turns.inTurn(
                account.accountId(),
                key,
                () -> replay(account, key)
                        .flatMap(stored -> stored.isPresent()
                                ? Uni.createFrom().item(stored.get())
                                : prepare(account, request, requestId)
                                        .flatMap(prepared -> saveOnce(account, prepared, key))));
    }

    private Uni<Optional<KeyedAnswer>> replay(AccountChanged account, IdempotencyRequest key) {
        return answers.find(account.accountId(), key, clock.instant())
                .map(stored -> stored.map(text -> new KeyedAnswer(text, true)));
    }

    private Uni<KeyedAnswer> saveOnce(AccountChanged account, Prepared prepared, IdempotencyRequest key) {
        return answers.save(key, prepared.json(), prepared.stored()).flatMap(saved -> switch (saved) {
            case SAVED -> {
                committed.created(List.of(prepared.stored()));
                yield saved(prepared)
                        .call(text -> remember(account, key, prepared, text))
                        .map(text -> new KeyedAnswer(text, false));
            }
            case KEY_TAKEN -> replay(account, key).map(stored -> stored.orElseThrow(IdempotencyRequest::stillRunning));
            case INSTRUMENT_USED -> throw used(prepared.charge());
        });
    }

    /** A repeat is answered what the first request was; when that cannot be kept, the charge as it was stored is true as well. */
    private Uni<Void> remember(AccountChanged account, IdempotencyRequest key, Prepared prepared, String answer) {
        return answer.equals(prepared.json())
                ? Uni.createFrom().voidItem()
                : answers.replace(account.accountId(), key, answer)
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "%s is repeated as pending: %s",
                                prepared.charge().id(), failure.toString()))
                        .onFailure()
                        .recoverWithNull();
    }

    private Uni<String> saved(Prepared prepared) {
        Charge charge = prepared.charge();
        preparation.charged(charge);
        List<NewOperation> operations = prepared.stored().operations();
        if (!operations.isEmpty()) {
            asked.committed(charge, operations);
            return attempted(operations.getFirst().operation().id())
                    .ifNoItem()
                    .after(PROVIDER_PATIENCE)
                    .recoverWithItem(Optional::empty)
                    .flatMap(heard -> heard.isPresent() ? Uni.createFrom().item(heard) : store.find(charge.id()))
                    .map(present -> json.render(present.orElse(charge), clock.instant()))
                    // It is stored, and whatever keeps us from looking at it does not undo that.
                    .onFailure()
                    .recoverWithItem(prepared.json());
        }
        recent.put(charge);
        return Uni.createFrom().item(prepared.json());
    }

    /** A provider is only asked once the discount is known: that is waited for, too. */
    private Uni<Optional<Charge>> attempted(OperationId operation) {
        return asked.attempted(operation)
                .flatMap(heard -> heard.isPresent()
                                && heard.get().state() instanceof Authorizing(OperationId next)
                                && !next.equals(operation)
                        ? attempted(next)
                        : Uni.createFrom().item(heard));
    }

    private static ApiException used(Charge charge) {
        return charge.instrument().token().isPresent()
                ? ApiException.of(400, "used_token", "token was already used")
                : ApiException.invalidCharge("source was already used");
    }
}
