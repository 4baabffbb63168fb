package io.satang.events;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A card is in the vault, and a token of it may be charged or kept, once (topic {@code token.created}). It carries what a charge needs to
 * know of the card, and neither its number nor its security code.
 *
 * @param tokenId      {@code tokn_…}
 * @param accountId    its owner
 * @param livemode     live or test
 * @param cardId       {@code card_…}, the card within the token; also what the vault knows it by once it is kept
 * @param brand        as cards have it, for instance {@code Visa}
 * @param securityCode whether one was given
 * @param testFailure  what the test card does when it is charged; empty when it pays, and for live cards
 * @param expiresAt    from when on the token can neither be charged nor kept
 * @param card         the card as merchants see it
 */
public record TokenCreated(
        String tokenId,
        String accountId,
        boolean livemode,
        String cardId,
        String brand,
        boolean securityCode,
        Optional<CardFailure> testFailure,
        Instant expiresAt,
        RawJson card) {

    public TokenCreated {
        Objects.requireNonNull(tokenId, "tokenId");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(cardId, "cardId");
        Objects.requireNonNull(brand, "brand");
        Objects.requireNonNull(testFailure, "testFailure");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(card, "card");
    }
}
