package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Until when a QR code can be paid: 12 hours, or what the merchant says, or until the merchant ends it. */
@ExtendWith(RunningPlatform.class)
class QrExpiryTest {

    private final Shop shop;
    private final List<String> opened = new ArrayList<>();

    QrExpiryTest(Platform platform) {
        this.shop = new Shop(platform.api());
    }

    /** A charge left to its deadline would be ended while another test counts what there is. */
    @AfterEach
    void endWhatWouldExpireLater() {
        opened.forEach(
                charge -> shop.secret().post("/charges/" + charge + "/expire").ok());
    }

    @Test
    void the_merchant_chooses_between_30_seconds_and_12_hours() {
        assertThat(expiringIn(Duration.ofSeconds(45)).status()).isEqualTo(200);
        assertThat(expiringIn(Duration.ofHours(12).minusSeconds(5)).status()).isEqualTo(200);

        assertThat(expiringIn(Duration.ofSeconds(20)).errorCode()).isEqualTo("bad_request");
        assertThat(expiringIn(Duration.ofHours(12).plusMinutes(1)).errorCode()).isEqualTo("bad_request");
    }

    @Test
    void the_expiry_that_the_merchant_chose_is_the_charges() {
        String chosen = inFuture(Duration.ofMinutes(5));

        assertThat(expiringAt(chosen).ok("expires_at")).isEqualTo(chosen);
    }

    @Test
    void the_merchant_can_end_it_once() {
        String charge = shop.qrCharge().path("id").asText();

        JsonNode expired = shop.secret().post("/charges/" + charge + "/expire").ok();

        assertThat(expired.path("status").asText()).isEqualTo("expired");
        assertThat(expired.path("expired").asBoolean()).isTrue();
        assertThat(shop.secret().post("/charges/" + charge + "/expire").errorCode())
                .isEqualTo("failed_expire");
    }

    private Reply expiringIn(Duration duration) {
        return expiringAt(inFuture(duration));
    }

    private Reply expiringAt(String time) {
        Reply reply = shop.secret()
                .post("/charges", "amount=50000", "currency=THB", "source[type]=promptpay", "expires_at=" + time);
        if (reply.status() == 200) {
            opened.add(reply.ok("id"));
        }
        return reply;
    }

    private static String inFuture(Duration duration) {
        return Instant.now().plus(duration).truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
