package io.satang.webhook.delivery;

import io.satang.webhook.signature.EndpointKeys;
import io.satang.webhook.signature.SigningKey;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;

/** Endpoints of which none has asked for a key. */
enum Keyless implements EndpointKeys {
    INSTANCE;

    @Override
    public Uni<List<SigningKey>> keys(String endpointId, Instant now) {
        return Uni.createFrom().item(List.of());
    }

    @Override
    public Uni<List<PublicKey>> publicKeys(String endpointId, Instant now) {
        return Uni.createFrom().item(List.of());
    }
}
