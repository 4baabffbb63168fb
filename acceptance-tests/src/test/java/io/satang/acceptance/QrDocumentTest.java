package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The QR code of an offline charge, read as a phone reads it. */
@ExtendWith(RunningPlatform.class)
class QrDocumentTest {

    private final Platform platform;
    private final Shop shop;

    QrDocumentTest(Platform platform) {
        this.platform = platform;
        this.shop = new Shop(platform.api());
    }

    @Test
    void the_png_holds_the_address_of_a_page_where_the_charge_can_be_paid() {
        JsonNode charge = shop.qrCharge();

        String scanned = QrImage.textOf(platform.api()
                        .download(QrImage.path(charge), "image/png")
                        .bytes())
                .orElseThrow();

        assertThat(scanned).startsWith(platform.baseUrl().toString()).contains("/payments/pay2_test_");
        Reply paid = platform.api().post(URI.create(scanned).getPath(), "outcome=successful");
        assertThat(paid.status()).isEqualTo(200);
        assertThat(paid.text()).contains("Payment successful");
        assertThat(shop.secret().get(charge.path("location").asText()).ok("status"))
                .isEqualTo("successful");
    }

    @Test
    void the_same_code_comes_as_svg_when_asked() {
        String path = QrImage.path(shop.qrCharge());

        String byHeader =
                new String(platform.api().download(path, "image/svg+xml").bytes(), UTF_8);
        String byParameter =
                new String(platform.api().download(path + "?format=svg", "*/*").bytes(), UTF_8);

        assertThat(byHeader).contains("<svg").isEqualTo(byParameter);
    }

    @Test
    void nobody_sees_a_code_without_its_secret_address() {
        String path = QrImage.path(shop.qrCharge());

        Reply guessed = platform.api().get(path.replaceAll("[0-9A-F]{16}$", "0000000000000000"));

        assertThat(guessed.status()).isEqualTo(404);
    }

    @Test
    void a_payment_by_qr_code_can_be_marked_paid_or_failed_by_the_merchant() {
        String paid = shop.qrCharge().path("id").asText();
        String failed = shop.qrCharge().path("id").asText();

        assertThat(shop.secret().post("/charges/" + paid + "/mark_as_paid").ok("status"))
                .isEqualTo("successful");
        assertThat(shop.secret().post("/charges/" + failed + "/mark_as_failed").ok("failure_code"))
                .isEqualTo("failed_processing");
    }
}
