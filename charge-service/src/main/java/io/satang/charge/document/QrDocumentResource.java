package io.satang.charge.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.Instructions;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.view.ChargeJson;
import io.satang.platform.error.ApiException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * The image behind {@code scannable_code.image.download_uri}: a QR code that opens the pay page. Whoever has the address may see it; the
 * token in it cannot be guessed (reference omise-api §8.11).
 */
@Path("/charges/{chargeId}/documents/{documentId}/downloads/{token}")
class QrDocumentResource {
    private static final String SVG = "image/svg+xml";
    private static final String PNG = "image/png";

    private final ChargeStore store;
    private final ChargeJson json;

    QrDocumentResource(ChargeStore store, ChargeJson json) {
        this.store = Objects.requireNonNull(store, "store");
        this.json = Objects.requireNonNull(json, "json");
    }

    /** The QR code: PNG unless {@code format=svg} says otherwise, or the Accept header names SVG before anything else. */
    @GET
    public Uni<RestResponse<byte[]>> download(
            @RestPath String chargeId,
            @RestPath String documentId,
            @RestPath String token,
            @RestQuery Optional<String> format,
            @HeaderParam(HttpHeaders.ACCEPT) Optional<String> accept) {
        boolean svg = format.map("svg"::equals)
                .orElseGet(() -> accept.map(types -> types.startsWith(SVG)).orElse(false));
        return charge(chargeId, documentId, token)
                // Drawing takes milliseconds of CPU, which no event loop has.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(charge -> image(new QrCode(json.pageUrl(charge)), svg));
    }

    private Uni<Charge> charge(String chargeId, String documentId, String token) {
        return store.find(chargeId)
                .map(found -> found.filter(charge -> charge.terms().instructions() != Instructions.NONE)
                        .filter(charge -> charge.terms().documentId().equals(documentId))
                        .filter(charge -> MessageDigest.isEqual(
                                charge.terms().downloadToken().getBytes(UTF_8), token.getBytes(UTF_8)))
                        .orElseThrow(() -> ApiException.notFound("document", "of this address")));
    }

    private static RestResponse<byte[]> image(QrCode code, boolean svg) {
        return ResponseBuilder.ok(svg ? code.svg().getBytes(UTF_8) : code.png())
                .header(HttpHeaders.CONTENT_TYPE, svg ? SVG : PNG)
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .build();
    }
}
