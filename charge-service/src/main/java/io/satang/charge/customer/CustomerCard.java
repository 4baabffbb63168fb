package io.satang.charge.customer;

import io.satang.events.CardFailure;
import io.satang.events.RawJson;
import io.satang.platform.id.CardId;
import io.satang.platform.id.TokenId;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A card that the vault keeps for a customer.
 *
 * @param id          by which the vault knows it
 * @param tokenId     the token that it came in with
 * @param version     of its events, 0 before the first
 * @param brand       as cards have it, for instance {@code Visa}
 * @param testFailure what the test card does when it is charged; empty when it pays, and for live cards
 * @param object      the card as merchants see it in a token: without location
 * @param createdAt   when its token was made
 */
record CustomerCard(
        CardId id,
        TokenId tokenId,
        long version,
        String brand,
        Optional<CardFailure> testFailure,
        RawJson object,
        Instant createdAt) {

    CustomerCard {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tokenId, "tokenId");
        Objects.requireNonNull(brand, "brand");
        Objects.requireNonNull(testFailure, "testFailure");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** The next version of it, which merchants see so. */
    CustomerCard with(RawJson changed) {
        return new CustomerCard(id, tokenId, version + 1, brand, testFailure, changed, createdAt);
    }
}
