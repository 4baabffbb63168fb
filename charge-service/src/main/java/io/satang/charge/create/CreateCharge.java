package io.satang.charge.create;

import io.satang.charge.create.ChargeRequest.SourceChoice;
import io.satang.charge.decision.Charge;
import io.satang.charge.event.ChargeEvents;
import io.satang.charge.source.Sources;
import io.satang.charge.store.ChargeLog;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.store.RecentCharges;
import io.satang.charge.view.ChargeJson;
import io.satang.events.AccountChanged;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.events.SourceCreated;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.IdempotencyTurns;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxRelay;
import io.satang.platform.params.Params;
import io.satang.platform.uri.WebhookUriRule;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes charges. No database connection is held while a source is asked for. */
@ApplicationScoped
public class CreateCharge {
    /** How long a repeat waits for the first; asking another service and writing take much less. */
    private static final Duration REPEAT_PATIENCE = Duration.ofSeconds(3);

    private final Sources sources;
    private final ChargeStore store;
    private final RecentCharges recent;
    private final KeyedAnswerStore answers;
    private final OutboxRelay relay;
    private final ChargeFactory factory;
    private final ChargeEvents events;
    private final ChargeJson json;
    private final WebhookUriRule webhookUris;
    private final Clock clock;
    private final IdempotencyTurns turns;

    /** What the service makes charges with; {@code ids} make their secrets too. */
    public CreateCharge(
            Sources sources,
            ChargeStore store,
            RecentCharges recent,
            KeyedAnswerStore answers,
            OutboxRelay relay,
            Ids ids,
            ChargeEvents events,
            ChargeJson json,
            WebhookUriRule webhookUris,
            Clock clock) {
        this.sources = Objects.requireNonNull(sources, "sources");
        this.store = Objects.requireNonNull(store, "store");
        this.recent = Objects.requireNonNull(recent, "recent");
        this.answers = Objects.requireNonNull(answers, "answers");
        this.relay = Objects.requireNonNull(relay, "relay");
        this.factory = new ChargeFactory(ids);
        this.events = Objects.requireNonNull(events, "events");
        this.json = Objects.requireNonNull(json, "json");
        this.webhookUris = Objects.requireNonNull(webhookUris, "webhookUris");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.turns = new IdempotencyTurns(REPEAT_PATIENCE, clock);
    }

    /**
     * What the client is answered.
     *
     * @param json     the charge
     * @param replayed whether an earlier request with the same key made it
     */
    public record Answer(String json, boolean replayed) {}

    /**
     * Makes a charge, or refuses it and leaves nothing behind.
     *
     * @throws ApiException when the request is refused for what it says by itself; what is refused later fails the answer
     */
    public Uni<Answer> create(AccountChanged account, Params params, Optional<IdempotencyRequest> key) {
        ChargeRequest request = ChargeRequest.from(params, webhookUris);
        Optional<String> requestId = RequestId.current();
        return key.map(given -> createOnce(account, request, given, requestId))
                .orElseGet(() -> prepare(account, request)
                        .flatMap(charge -> save(charge, requestId))
                        .map(text -> new Answer(text, false)));
    }

    private Uni<Charge> prepare(AccountChanged account, ChargeRequest request) {
        return source(account, request).map(source -> factory.create(account, request, source, now()));
    }

    private Uni<SourceCreated> source(AccountChanged account, ChargeRequest request) {
        return switch (request.source()) {
            case SourceChoice.Existing(String sourceId) -> sources.owned(new AccountId(account.accountId()), sourceId);
            case SourceChoice.Nested(Params params) -> nested(account, request, request.completed(params));
        };
    }

    // A charge that will be refused must leave no source behind, so it is prepared on a preview first.
    private Uni<SourceCreated> nested(AccountChanged account, ChargeRequest request, Params source) {
        return sources.preview(account, source, request.ip())
                .invoke(preview -> {
                    Charge charge = factory.create(account, request, preview, now());
                    json.renderBounded(charge, charge.createdAt());
                })
                .chain(() -> sources.create(account, source, request.ip()));
    }

    private Uni<String> save(Charge charge, Optional<String> requestId) {
        RawJson object = new RawJson(json.renderBounded(charge, charge.createdAt()));
        return store.insert(charge, created(charge, object, requestId)).map(saved -> {
            if (!saved) {
                throw sourceUsed();
            }
            sources.charged(charge.sourceId());
            recent.put(charge);
            return object.text();
        });
    }

    private Uni<Answer> createOnce(
            AccountChanged account, ChargeRequest request, IdempotencyRequest key, Optional<String> requestId) {
        return turns.inTurn(
                account.accountId(),
                key,
                () -> replay(account, key)
                        .flatMap(stored -> stored.isPresent()
                                ? Uni.createFrom().item(stored.get())
                                : prepare(account, request)
                                        .flatMap(charge -> saveOnce(account, charge, key, requestId))));
    }

    private Uni<Optional<Answer>> replay(AccountChanged account, IdempotencyRequest key) {
        return answers.find(account.accountId(), key, clock.instant())
                .map(stored -> stored.map(text -> new Answer(text, true)));
    }

    private Uni<Answer> saveOnce(
            AccountChanged account, Charge charge, IdempotencyRequest key, Optional<String> requestId) {
        String text = json.renderBounded(charge, charge.createdAt());
        OutboxEvent event = created(charge, new RawJson(text), requestId);
        return answers.save(key, text, charge, event).flatMap(saved -> switch (saved) {
            case SAVED -> {
                relay.committed(List.of(event));
                ChargeLog.created(charge, event);
                sources.charged(charge.sourceId());
                recent.put(charge);
                yield Uni.createFrom().item(new Answer(text, false));
            }
            case KEY_TAKEN -> replay(account, key).map(stored -> stored.orElseThrow(IdempotencyRequest::stillRunning));
            case SOURCE_USED -> throw sourceUsed();
        });
    }

    // As exact as the row will be, so that a charge equals what is read of it.
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private OutboxEvent created(Charge charge, RawJson object, Optional<String> requestId) {
        return events.of(EventType.CHARGE_CREATED, charge, object, charge.createdAt(), requestId);
    }

    private static ApiException sourceUsed() {
        return ApiException.invalidCharge("source was already used");
    }
}
