package io.satang.webhook.signature;

import io.satang.webhook.signature.SecretStore.Stored;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** The secrets of endpoints that have some of their own. */
@FunctionalInterface
public interface EndpointSecrets {
    /** The endpoint's secrets that have not expired, the newest first; none when it has none, or none of them can be opened. */
    Uni<List<Stored>> secrets(String endpointId, Instant now);

    /** What an endpoint's secret is sealed as. */
    static String owner(String endpointId) {
        return "secret of endpoint\0" + endpointId;
    }
}
