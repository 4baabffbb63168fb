package io.satang.offers.card;

import io.satang.offers.person.PersonId;
import io.satang.platform.account.Caller;
import io.satang.platform.card.CardDecision;
import io.satang.platform.card.CardDraft;
import io.satang.platform.card.CardNumber;
import io.satang.platform.card.CardParams;
import io.satang.platform.card.CardRules;
import io.satang.platform.card.Fingerprints;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Faults;
import io.satang.platform.id.CardId;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Verifies a card and registers it. Its number goes no further than into fingerprints, and its security code nowhere. */
@RequestScoped
class RegisterCard {
    private final CardStore cards;
    private final Fingerprints fingerprints;
    private final Caller caller;
    private final Ids ids;
    private final Clock clock;

    RegisterCard(CardStore cards, Fingerprints fingerprints, Caller caller, Ids ids, Clock clock) {
        this.cards = Objects.requireNonNull(cards, "cards");
        this.fingerprints = Objects.requireNonNull(fingerprints, "fingerprints");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.ids = Objects.requireNonNull(ids, "ids");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Answers once the card is registered; {@code invalid_card} for all that is wrong with it.
     *
     * @param params the card stands in {@code card}, as for tokens, or beside {@code person_id}
     * @param key    reads the request's Idempotency-Key, given what the request is told apart by
     */
    Uni<KeyedAnswer> register(PersonId person, Params params, Function<Params, Optional<IdempotencyRequest>> key) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        CardDraft draft = switch (CardRules.decide(CardParams.read(params), month, caller.livemode())) {
            case CardDecision.Accepted accepted -> accepted.draft();
            case CardDecision.Refused refused ->
                throw ApiException.of(
                        400, "invalid_card", Faults.sentence(refused.faults()).orElseThrow());
        };
        if (CardNumber.occursIn(draft.name())) {
            throw ApiException.of(400, "invalid_card", "name is invalid");
        }
        String fingerprint = fingerprints.of(caller.accountId(), draft.number());
        NewCard card = new NewCard(
                new CardId(ids.next("card", caller.livemode())),
                caller.accountId(),
                caller.livemode(),
                person,
                draft,
                fingerprint,
                now);
        return cards.add(card, key.apply(identity(person, draft, fingerprint)));
    }

    // Whoever reads what is kept of a request must not be able to find the number by trying.
    private static Params identity(PersonId person, CardDraft draft, String fingerprint) {
        return Params.none()
                .with("person", person.value())
                .with("fingerprint", fingerprint)
                .with("name", draft.name())
                .with("expiry", draft.expirationYear() + "-" + draft.expirationMonth());
    }
}
