package io.satang.webhook.signature;

import io.satang.events.RawJson;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.signature.EndpointKeys.PublicKey;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/**
 * {@code /webhook_endpoints/{id}/jwks.json}: the public keys of an endpoint, for whoever receives its webhooks. They are for everybody, so there
 * is no key to show; each endpoint has its own, so that nobody can pass on to another what was signed for him.
 */
@Path("/webhook_endpoints/{id}/jwks.json")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
class JwksResource {
    private final EndpointKeys keys;
    private final Clock clock;

    JwksResource(EndpointKeys keys, Clock clock) {
        this.keys = Objects.requireNonNull(keys, "keys");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** A JSON Web Key Set (RFC 7517). */
    private record KeySetView(List<RawJson> keys) {}

    /** An Ed25519 key (RFC 8037). */
    private record KeyView(String kty, String crv, String x, String kid, String use, String alg) {
        static KeyView of(PublicKey key) {
            Base64.Encoder unpadded = Base64.getUrlEncoder().withoutPadding();
            String x = unpadded.encodeToString(Base64.getDecoder().decode(key.base64()));
            return new KeyView("OKP", "Ed25519", x, x, "sig", "EdDSA");
        }
    }

    /** Those that sign now; an endpoint that has none is not found. */
    @GET
    public Uni<String> find(@PathParam("id") String id) {
        EndpointId endpoint = EndpointId.parse(id).orElseThrow(() -> notFound(id));
        return keys.publicKeys(endpoint.value(), clock.instant()).map(found -> {
            if (found.isEmpty()) {
                throw notFound(id);
            }
            return ApiJson.write(new KeySetView(found.stream()
                    .map(KeyView::of)
                    .map(ApiJson::write)
                    .map(RawJson::new)
                    .toList()));
        });
    }

    private static ApiException notFound(String id) {
        return ApiException.notFound("webhook_endpoint", id);
    }
}
