package io.satang.offers.offer;

import java.time.Instant;
import java.util.Objects;

/**
 * An offer. A value: to change one is to make another.
 *
 * @param id        {@code offr_…}
 * @param accountId its owner, whose customers join it
 * @param livemode  live or test
 * @param merchant  where it is redeemed
 * @param texts     what is said of it
 * @param stage     what its owner has made of it
 * @param terms     what it promises
 * @param createdAt when it was made
 */
record Offer(
        OfferId id,
        String accountId,
        boolean livemode,
        Merchant merchant,
        Texts texts,
        Stage stage,
        Terms terms,
        Instant createdAt) {

    Offer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(merchant, "merchant");
        Objects.requireNonNull(texts, "texts");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(terms, "terms");
        Objects.requireNonNull(createdAt, "createdAt");
    }

    /** The same offer at this merchant. */
    Offer at(Merchant found) {
        return new Offer(id, accountId, livemode, found, texts, stage, terms, createdAt);
    }
}
