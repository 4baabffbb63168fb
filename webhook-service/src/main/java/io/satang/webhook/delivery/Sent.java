package io.satang.webhook.delivery;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of asking an endpoint.
 *
 * @param signedAt when what was sent was signed, as its headers tell it to the second; empty when nothing was
 */
public record Sent(AttemptOutcome outcome, Optional<Instant> signedAt) {

    public Sent {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(signedAt, "signedAt");
    }

    /** Nothing was sent. */
    public static Sent nothing(AttemptOutcome outcome) {
        return new Sent(outcome, Optional.empty());
    }
}
