package io.satang.source.token;

import io.satang.events.EventEnvelope;
import io.satang.events.EventType;
import io.satang.events.RawJson;
import io.satang.events.Sizes;
import io.satang.events.TokenCreated;
import io.satang.platform.card.CardDraft;
import io.satang.platform.id.Ids;
import io.satang.platform.json.ApiJson;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.size.ObjectSize;
import io.satang.source.card.Issuers;
import io.satang.source.card.TestCards;
import io.satang.source.vault.CardCipher;
import io.satang.source.vault.CardIdentity;
import io.satang.source.vault.CardMaterial;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes tokens of cards: from here on the number and the security code are sealed. */
@ApplicationScoped
class NewTokens {
    private static final long FIRST_VERSION = 1;

    private final Ids ids;
    private final Issuers issuers;
    private final TestCards testCards;
    private final CardCipher cipher;
    private final String vaultUrl;

    NewTokens(
            Ids ids,
            Issuers issuers,
            TestCards testCards,
            CardCipher cipher,
            @ConfigProperty(name = "satang.vault.public-url") String vaultUrl) {
        this.ids = Objects.requireNonNull(ids, "ids");
        this.issuers = Objects.requireNonNull(issuers, "issuers");
        this.testCards = Objects.requireNonNull(testCards, "testCards");
        this.cipher = Objects.requireNonNull(cipher, "cipher");
        this.vaultUrl = Objects.requireNonNull(vaultUrl, "vaultUrl");
    }

    /**
     * Makes a token.
     *
     * @param owner       whose it is
     * @param fingerprint of the card, for that account
     * @param now         when it is made, to the microsecond
     * @param requestId   the request that asks for it, if its traces are wanted
     */
    NewToken of(CardDraft draft, Owner owner, String fingerprint, Instant now, Optional<String> requestId) {
        CardIdentity identity =
                new CardIdentity(ids.next("tokn", owner.livemode()), ids.next("card", owner.livemode()));
        RawJson card = new RawJson(ObjectSize.requireAtMost(
                "card",
                ApiJson.write(CardView.of(
                        identity.cardId(), owner.livemode(), draft, issuers.of(draft.number()), fingerprint, now)),
                Sizes.PART_BYTES_MAX));
        CardMaterial material = new CardMaterial(draft.number(), draft.billing("email"), draft.billing("country"));
        return new NewToken(
                identity.cardId(),
                ApiJson.write(TokenView.of(
                        identity.tokenId(),
                        owner.livemode(),
                        vaultUrl,
                        false,
                        StoredToken.UNKNOWN,
                        Optional.of(card),
                        now)),
                OutboxEvent.of(envelope(identity, owner, now, requestId), payload(identity, draft, owner, now, card)),
                cipher.seal(material, identity),
                draft.securityCode().map(code -> cipher.seal(code, identity)));
    }

    private EventEnvelope envelope(CardIdentity identity, Owner owner, Instant now, Optional<String> requestId) {
        return new EventEnvelope(
                ids.nextBody(),
                EventType.TOKEN_CREATED,
                identity.tokenId(),
                FIRST_VERSION,
                owner.accountId(),
                owner.livemode(),
                now,
                requestId);
    }

    private TokenCreated payload(CardIdentity identity, CardDraft draft, Owner owner, Instant now, RawJson card) {
        return new TokenCreated(
                identity.tokenId(),
                owner.accountId(),
                owner.livemode(),
                identity.cardId(),
                draft.brand().wireName(),
                draft.securityCode().isPresent(),
                owner.livemode() ? Optional.empty() : testCards.failure(draft.number()),
                now.plus(TokenLife.OPEN),
                card);
    }
}
