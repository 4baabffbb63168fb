package io.satang.webhook.signature;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The webhook secrets of the accounts. */
public interface SecretStore {

    /**
     * The account's secrets that have not expired, the newest first. An account that has none gets {@code ifNone}; when two replicas meet
     * it at the same moment, both are answered the same one.
     */
    Uni<List<Stored>> secrets(String accountId, String ifNone, Instant now);

    /**
     * A secret as it is kept.
     *
     * @param base64    what the merchant is shown
     * @param expiresAt when it stops to sign, if it was rotated out
     */
    record Stored(String base64, Optional<Instant> expiresAt) {
        public Stored {
            Objects.requireNonNull(base64, "base64");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }

        /** Without the secret, for logs. */
        @Override
        public String toString() {
            return "Stored[expiresAt=" + expiresAt + "]";
        }
    }
}
