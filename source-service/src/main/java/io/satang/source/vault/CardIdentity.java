package io.satang.source.vault;

import java.util.Objects;

/**
 * What a secret belongs to. It is part of what is authenticated, so that no row can be given the secret of another.
 *
 * @param tokenId {@code tokn_…}, which the card came with
 * @param cardId  {@code card_…}
 */
public record CardIdentity(String tokenId, String cardId) {
    public CardIdentity {
        Objects.requireNonNull(tokenId, "tokenId");
        Objects.requireNonNull(cardId, "cardId");
    }
}
