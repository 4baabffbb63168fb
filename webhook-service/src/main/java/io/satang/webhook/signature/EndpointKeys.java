package io.satang.webhook.signature;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The Ed25519 keys of endpoints that asked for them. */
public interface EndpointKeys {
    /** The endpoint's private keys that have not expired, the newest first. */
    Uni<List<SigningKey>> keys(String endpointId, Instant now);

    /**
     * A key that everybody may see.
     *
     * @param base64    its 32 bytes
     * @param expiresAt when nothing is signed with it any more, if it was rolled
     */
    record PublicKey(String base64, Optional<Instant> expiresAt) {
        public PublicKey {
            Objects.requireNonNull(base64, "base64");
            Objects.requireNonNull(expiresAt, "expiresAt");
        }
    }

    /** The endpoint's public keys that have not expired, the newest first. */
    Uni<List<PublicKey>> publicKeys(String endpointId, Instant now);

    /** What an endpoint's private key is sealed as. */
    static String owner(String endpointId) {
        return "key of endpoint\0" + endpointId;
    }
}
