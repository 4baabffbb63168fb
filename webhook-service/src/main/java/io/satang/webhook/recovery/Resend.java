package io.satang.webhook.recovery;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An event that is to be sent again, whatever has become of it so far.
 *
 * @param slot     to which of those that it was sent to; empty for all of them
 * @param endpoint to this endpoint, even if it was never sent there
 */
record Resend(String accountId, String eventId, OptionalInt slot, Optional<Target> endpoint) {
    Resend {
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(endpoint, "endpoint");
    }

    /**
     * An endpoint of the merchant's.
     *
     * @param ownUri where the account's events go, if it is the account's own; the address of any other stands with it
     */
    record Target(String endpointId, Optional<String> ownUri) {
        Target {
            Objects.requireNonNull(endpointId, "endpointId");
            Objects.requireNonNull(ownUri, "ownUri");
        }
    }
}
