package io.satang.offers.redemption;

import java.util.Objects;
import java.util.Optional;

/**
 * A payment with a card that is, or was, linked to an offer at its merchant.
 *
 * @param present what was decided upon it before
 */
record Candidate(KnownPayment payment, Link link, Optional<RedemptionEntity> present) {
    Candidate {
        Objects.requireNonNull(payment, "payment");
        Objects.requireNonNull(link, "link");
        Objects.requireNonNull(present, "present");
    }
}
