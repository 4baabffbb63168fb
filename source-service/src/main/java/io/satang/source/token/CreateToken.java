package io.satang.source.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.platform.card.CardDecision;
import io.satang.platform.card.CardDraft;
import io.satang.platform.card.CardRequest;
import io.satang.platform.card.CardRules;
import io.satang.platform.card.Fingerprints;
import io.satang.platform.error.Faults;
import io.satang.platform.http.RequestId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.params.Params;
import io.satang.source.keyed.KeyOutcome;
import io.satang.source.keyed.Keyed;
import io.satang.source.token.TokenOutcome.Created;
import io.satang.source.token.TokenOutcome.KeyBusy;
import io.satang.source.token.TokenOutcome.Refused;
import io.satang.source.token.TokenOutcome.Replayed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Makes tokens: asks the rules whether the card is in order, and writes what they accept. */
@ApplicationScoped
class CreateToken {
    private final NewTokens newTokens;
    private final TokenStore tokens;
    private final KeyedTokenStore keyedTokens;
    private final Fingerprints fingerprints;
    private final Clock clock;
    private final Counter created;
    private final Counter refused;

    CreateToken(
            NewTokens newTokens,
            TokenStore tokens,
            KeyedTokenStore keyedTokens,
            Fingerprints fingerprints,
            Clock clock,
            MeterRegistry metrics) {
        this.newTokens = Objects.requireNonNull(newTokens, "newTokens");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.keyedTokens = Objects.requireNonNull(keyedTokens, "keyedTokens");
        this.fingerprints = Objects.requireNonNull(fingerprints, "fingerprints");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.created = Counter.builder("satang.token.created.tokens")
                .description("Tokens that are durable")
                .register(metrics);
        this.refused = Counter.builder("satang.token.refused.requests")
                .description("Requests for a token whose card was not in order")
                .register(metrics);
    }

    /**
     * Answers once token, secrets and event are durable, or at once when the card is not in order.
     *
     * @param key reads the request's Idempotency-Key, given what the request is told apart by
     */
    Uni<TokenOutcome> create(CardRequest request, Owner owner, Function<Params, Optional<IdempotencyRequest>> key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        return switch (CardRules.decide(request, month, owner.livemode())) {
            case CardDecision.Accepted accepted -> create(accepted.draft(), owner, now, key);
            case CardDecision.Refused refusal -> {
                refused.increment();
                yield Uni.createFrom()
                        .item(new Refused(Faults.sentence(refusal.faults()).orElseThrow()));
            }
        };
    }

    private Uni<TokenOutcome> create(
            CardDraft draft, Owner owner, Instant now, Function<Params, Optional<IdempotencyRequest>> key) {
        String fingerprint = fingerprints.of(owner.accountId(), draft.number());
        NewToken token = newTokens.of(draft, owner, fingerprint, now, RequestId.current());
        return key.apply(identity(draft, fingerprint))
                .map(idempotency -> writeOnce(new Keyed<>(token, idempotency)))
                .orElseGet(() -> tokens.insert(token).map(written -> new Created(written.answer())))
                .invoke(this::count);
    }

    /**
     * What a request is told apart by. The number counts by its fingerprint, and the security code not at all: whoever reads what is kept of
     * a request, and knows the platform's secret, must not be able to find either by trying.
     */
    private static Params identity(CardDraft draft, String fingerprint) {
        return Params.none()
                .with("fingerprint", fingerprint)
                .with("name", draft.name())
                .with("expiry", draft.expirationYear() + "-" + draft.expirationMonth())
                .with("billing", new TreeMap<>(draft.billing()).toString());
    }

    private Uni<TokenOutcome> writeOnce(Keyed<NewToken> token) {
        return keyedTokens.insertOnce(token).map(outcome -> outcome(outcome, token.idempotency()));
    }

    private void count(TokenOutcome outcome) {
        if (outcome instanceof Created) {
            created.increment();
        }
    }

    private static TokenOutcome outcome(KeyOutcome<NewToken> outcome, IdempotencyRequest request) {
        return switch (outcome) {
            case KeyOutcome.First<NewToken> first -> new Created(first.object().answer());
            case KeyOutcome.Used<NewToken> used -> new Replayed(request.replay(used.requestHash(), used.answer()));
            case KeyOutcome.Overtaken<NewToken> ignored -> new KeyBusy();
        };
    }
}
