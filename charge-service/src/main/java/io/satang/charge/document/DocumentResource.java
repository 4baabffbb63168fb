package io.satang.charge.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.charge.decision.Charge;
import io.satang.charge.store.ChargeStore;
import io.satang.charge.view.BillReferences;
import io.satang.charge.view.ChargeJson;
import io.satang.charge.view.ImageFormat;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.ChargeId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/**
 * The image behind {@code scannable_code.image.download_uri}, a QR code that opens the pay page, or behind {@code references.barcode}, the
 * barcode of a bill. Whoever has the address may see it; the token in it cannot be guessed (reference omise-api §8.11).
 */
@Path("/charges/{chargeId}/documents/{documentId}/downloads/{token}")
@AnswersInTime
class DocumentResource {
    private final ChargeStore store;
    private final ChargeJson json;

    DocumentResource(ChargeStore store, ChargeJson json) {
        this.store = Objects.requireNonNull(store, "store");
        this.json = Objects.requireNonNull(json, "json");
    }

    /**
     * The code to scan: the method's usual format unless {@code format=svg} or {@code png} says otherwise, or the Accept header does. A bill's
     * barcode is an SVG.
     */
    @GET
    public Uni<RestResponse<byte[]>> download(
            @RestPath String chargeId,
            @RestPath String documentId,
            @RestPath String token,
            @RestQuery Optional<String> format,
            @Context HttpHeaders headers) {
        List<MediaType> accepted = accepted(headers);
        return charge(chargeId, documentId, token)
                // Drawing takes milliseconds of CPU, which no event loop has.
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(charge -> document(charge, format, accepted));
    }

    /** An Accept header that says nothing asks for nothing, as everywhere. */
    private static List<MediaType> accepted(HttpHeaders headers) {
        try {
            return headers.getAcceptableMediaTypes();
        } catch (IllegalArgumentException e) {
            return List.of(MediaType.WILDCARD_TYPE);
        }
    }

    private RestResponse<byte[]> document(Charge charge, Optional<String> format, List<MediaType> accepted) {
        return switch (charge.terms().instructions()) {
            case QR_CODE -> qrCode(charge, format, accepted);
            case BILL, PAYMENT_CODE -> {
                String text = BillReferences.of(charge).barcodeText(charge.amount());
                yield answer(ImageFormat.SVG, new Barcode(text).svg().getBytes(UTF_8));
            }
            case NONE -> throw notFound();
        };
    }

    private RestResponse<byte[]> qrCode(Charge charge, Optional<String> format, List<MediaType> accepted) {
        ImageFormat usual = ImageFormat.usualOf(charge.terms().sourceType());
        ImageFormat wanted = format.map(name -> ImageFormat.named(name).orElse(ImageFormat.PNG))
                .orElseGet(() -> wanted(accepted, usual));
        QrCode code = new QrCode(json.pageUrl(charge));
        return answer(
                wanted,
                switch (wanted) {
                    case SVG -> code.svg().getBytes(UTF_8);
                    case PNG -> code.png();
                });
    }

    /** What the client would rather have than anything else, or the usual, or the only one that it takes. */
    private static ImageFormat wanted(List<MediaType> accepted, ImageFormat usual) {
        Optional<ImageFormat> preferred = Arrays.stream(ImageFormat.values())
                .filter(format -> accepted.getFirst().toString().startsWith(format.mediaType()))
                .findFirst();
        return preferred.orElseGet(() -> Stream.concat(Stream.of(usual), Arrays.stream(ImageFormat.values()))
                .filter(format -> accepts(accepted, format))
                .findFirst()
                .orElse(usual));
    }

    private static boolean accepts(List<MediaType> accepted, ImageFormat format) {
        return accepted.stream().anyMatch(MediaType.valueOf(format.mediaType())::isCompatible);
    }

    private Uni<Charge> charge(String chargeId, String documentId, String token) {
        return ChargeId.parse(chargeId)
                .map(store::find)
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                .map(found -> found.filter(charge -> charge.terms().documentId().equals(documentId))
                        .filter(charge -> MessageDigest.isEqual(
                                charge.terms().downloadToken().getBytes(UTF_8), token.getBytes(UTF_8)))
                        .orElseThrow(DocumentResource::notFound));
    }

    private static ApiException notFound() {
        return ApiException.notFound("document", "of this address");
    }

    private static RestResponse<byte[]> answer(ImageFormat format, byte[] image) {
        return ResponseBuilder.ok(image)
                .header(HttpHeaders.CONTENT_TYPE, format.mediaType())
                .header(HttpHeaders.CACHE_CONTROL, "private, max-age=3600")
                .build();
    }
}
