package io.satang.offers.qualification;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * Since when a card has been linked to the offer, and until when.
 *
 * @param since from then on its payments count
 * @param until no longer from then on; empty while it is linked
 */
public record Membership(Instant since, Optional<Instant> until) {
    public Membership {
        Objects.requireNonNull(since, "since");
        Objects.requireNonNull(until, "until");
    }
}
