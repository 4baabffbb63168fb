package io.satang.charge.view;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.charge.decision.Charge;
import io.satang.events.RawJson;
import io.satang.platform.time.TimeFormat;
import java.io.IOException;
import java.util.Objects;

/** The source within a charge: what the source-service has rendered, and what only a charge can show its payer (reference omise-api §8.7). */
final class ChargedSource {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final String publicUrl;

    /** @param publicUrl what payers reach us by, without a slash at the end */
    ChargedSource(String publicUrl) {
        this.publicUrl = Objects.requireNonNull(publicUrl, "publicUrl");
    }

    /** The source's own object, with the charge's status mirrored and the code to scan (§8.7). */
    String render(Charge charge, RawJson object) throws IOException {
        ObjectNode source = (ObjectNode) MAPPER.readTree(object.text());
        source.put("charge_status", charge.state().status());
        switch (charge.terms().instructions()) {
            case QR_CODE -> source.set("scannable_code", scannableCode(charge, source));
            case BILL -> source.set("references", references(charge, BillReferences.of(charge)));
            case PAYMENT_CODE -> {
                BillReferences bill = BillReferences.of(charge);
                source.set("references", references(charge, bill).put("payment_code", bill.paymentCode()));
            }
            case NONE -> {}
        }
        return source.toString();
    }

    private ObjectNode references(Charge charge, BillReferences bill) {
        return MAPPER.createObjectNode()
                .put("expires_at", TimeFormat.iso(charge.expiresAt()))
                .putNull("device_id")
                .putNull("customer_amount")
                .putNull("customer_currency")
                .putNull("customer_exchange_rate")
                .put("omise_tax_id", BillReferences.TAX_ID)
                .put("reference_number_1", bill.number1())
                .put("reference_number_2", bill.number2())
                .put("barcode", downloadUrl(charge))
                .putNull("payment_code")
                .putNull("va_code");
    }

    private String downloadUrl(Charge charge) {
        return publicUrl + documentPath(charge) + "/downloads/" + charge.terms().downloadToken();
    }

    private static String documentPath(Charge charge) {
        return "/charges/" + charge.id() + "/documents/" + charge.terms().documentId();
    }

    private ObjectNode scannableCode(Charge charge, ObjectNode source) {
        ImageFormat usual = ImageFormat.usualOf(charge.terms().sourceType());
        ImageFormat format = ImageFormat.named(
                        source.path("qr_settings").path("image_type").asText())
                .orElse(usual);
        ObjectNode code = MAPPER.createObjectNode().put("object", "barcode").put("type", "qr");
        code.putObject("image")
                .put("object", "document")
                .put("livemode", charge.livemode())
                .put("id", charge.terms().documentId())
                .put("deleted", false)
                .put("filename", "qrcode." + format.fileEnding())
                .put("location", documentPath(charge))
                .put("kind", "qr")
                .put("download_uri", downloadUrl(charge) + (format == usual ? "" : "?format=" + format.fileEnding()))
                .put("created_at", TimeFormat.iso(charge.createdAt()));
        return code;
    }
}
