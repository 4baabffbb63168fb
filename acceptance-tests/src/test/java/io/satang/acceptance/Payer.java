package io.satang.acceptance;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.acceptance.Purchases.Purchase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Somebody who pays at the page that a QR code holds. Each step is one request, which may fail; what follows then is for whoever drives
 * the payer to decide.
 *
 * @param description what all charges of this payer say, so that what a lost answer was about can be found
 */
record Payer(Shop shop, String description) implements Purchase {

    /** How long a charge that nobody pays stays pending. */
    static final Duration EXPIRY = Duration.ofSeconds(90);

    Payer {
        requireNonNull(shop, "shop");
        requireNonNull(description, "description");
    }

    @Override
    public boolean make(Purchases purchases) {
        Reply source = makeSource();
        if (!purchases.succeeded(source)) {
            return false;
        }
        purchases.addSource(source.ok("id"));
        Reply charge = charge(source.ok());
        if (!purchases.succeeded(charge)) {
            return false;
        }
        purchases.addAccepted(charge.ok("id"));
        Api.Document qrCode = scan(charge.ok());
        if (!purchases.succeeded(qrCode) || !purchases.succeeded(press(qrCode))) {
            return false;
        }
        purchases.addPaid(charge.ok("id"));
        return true;
    }

    Reply makeSource() {
        return shop.publicKey().post("/sources", "amount=50000", "currency=THB", "type=promptpay");
    }

    Reply charge(JsonNode source) {
        return shop.secret()
                .post(
                        "/charges",
                        "amount=50000",
                        "currency=THB",
                        "source=" + source.path("id").asText(),
                        "expires_at=" + Instant.now().plus(EXPIRY).truncatedTo(ChronoUnit.SECONDS),
                        "description=" + description);
    }

    Api.Document scan(JsonNode charge) {
        return shop.anonymous().download(QrImage.path(charge), "image/png");
    }

    Reply press(Api.Document qrCode) {
        String page = QrImage.textOf(qrCode.bytes()).orElseThrow();
        return shop.anonymous().post(URI.create(page).getPath(), "outcome=successful");
    }
}
