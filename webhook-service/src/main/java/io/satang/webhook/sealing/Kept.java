package io.satang.webhook.sealing;

import io.satang.webhook.registry.EndpointHeaders;
import io.satang.webhook.registry.StoredCertificate;
import io.satang.webhook.signature.EndpointKeys;
import io.satang.webhook.signature.EndpointSecrets;
import io.satang.webhook.signature.SecretStore;
import java.util.Objects;

/**
 * A secret text as a table keeps it.
 *
 * @param id   of the account or endpoint that it belongs to
 * @param text sealed, or in clear
 */
record Kept(Kind kind, String id, String text) {

    /** What it is. */
    enum Kind {
        /** An account's webhook secret, the only kind that may still be in clear. */
        ACCOUNT_SECRET,
        /** An endpoint's secret. */
        ENDPOINT_SECRET,
        /** An endpoint's private Ed25519 key. */
        ENDPOINT_KEY,
        /** What an endpoint wants to have sent beside our own headers. */
        ENDPOINT_HEADERS,
        /** What an endpoint is shown that asks who delivers, with its key. */
        ENDPOINT_CERTIFICATE
    }

    Kept {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(text, "text");
    }

    /** What it is sealed as. */
    String owner() {
        return switch (kind) {
            case ACCOUNT_SECRET -> SecretStore.owner(id);
            case ENDPOINT_SECRET -> EndpointSecrets.owner(id);
            case ENDPOINT_KEY -> EndpointKeys.owner(id);
            case ENDPOINT_HEADERS -> EndpointHeaders.owner(id);
            case ENDPOINT_CERTIFICATE -> StoredCertificate.owner(id);
        };
    }

    /** Without the text, for logs. */
    @Override
    public String toString() {
        return kind + " of " + id;
    }
}
