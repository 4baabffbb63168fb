package io.satang.offers.offer;

import java.util.Objects;

/**
 * What those who reward payments need to know of an offer.
 *
 * @param id        which one it is
 * @param accountId its owner
 * @param livemode  live or test
 * @param stage     what its owner has made of it
 * @param terms     what it promises
 */
public record RunningOffer(OfferId id, String accountId, boolean livemode, Stage stage, Terms terms) {
    public RunningOffer {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(terms, "terms");
    }
}
