package io.satang.webhook.signature;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** New secrets of accounts. */
interface AccountSecretStore {
    /**
     * From now on this secret signs, and those before beside it for as long as they overlap. It is noted who asked for it.
     *
     * @param base64 never in a log, and encrypted before it is stored
     */
    Uni<Void> roll(String accountId, String base64, Duration overlap, Optional<String> requestId);
}
