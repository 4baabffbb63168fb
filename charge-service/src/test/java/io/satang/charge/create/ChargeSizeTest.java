package io.satang.charge.create;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.satang.charge.Footprint;
import io.satang.charge.Merchant;
import io.satang.charge.TestRows;
import io.satang.charge.decision.SampleSources;
import io.satang.charge.source.TestSources;
import io.satang.events.Sizes;
import io.satang.platform.idempotency.IdempotencyRequest;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A charge that would be larger than what comes after it has room for is refused, and nothing is left of it. */
@QuarkusTest
class ChargeSizeTest {
    /** As many characters as metadata may have, and nearly three times as many bytes. */
    private static final String LARGE = "\"metadata\":{\"note\":\"" + "ส".repeat(32_000) + "\"}";

    private static final String MESSAGE = "charge is too large (maximum is " + Sizes.OBJECT_BYTES_MAX + " bytes)";

    @Inject
    TestSources sources;

    @Inject
    TestRows rows;

    @Test
    void aChargeThatWouldBeTooLargeIsRefusedAndItsSourceStaysOpen() {
        String sourceId = sources.announced(SampleSources.points()).sourceId();

        refused(() -> post(json(), body("\"" + sourceId + "\"", LARGE)));

        Merchant.succeeded(post(json(), body("\"" + sourceId + "\"", "\"metadata\":{}")));
    }

    @Test
    void soIsOneWithAnIdempotencyKeyWhichMayBeUsedAgain() {
        String sourceId = sources.announced(SampleSources.points()).sourceId();
        String key = UUID.randomUUID().toString();

        refused(() -> post(json().header(IdempotencyRequest.HEADER, key), body("\"" + sourceId + "\"", LARGE)));

        Merchant.succeeded(
                post(json().header(IdempotencyRequest.HEADER, key), body("\"" + sourceId + "\"", "\"metadata\":{}")));
    }

    @Test
    void soIsOneThatNestsItsSource() {
        refused(() -> post(json(), body("{\"type\":\"points_citi\"}", LARGE)));
    }

    @Test
    void aDescriptionThatWouldMakeAChargeTooLargeIsRefused() {
        String id = Merchant.SATANG
                .charged(sources.announced(SampleSources.points()))
                .getString("id");

        refused(() -> json().body("{" + LARGE + "}").patch("/charges/" + id));

        assertThat(Merchant.SATANG.retrieve(id).getInt("version")).isEqualTo(1);
        assertThat(Merchant.SATANG.retrieve(id).getMap("metadata")).isEmpty();
    }

    private static RequestSpecification json() {
        return Merchant.SATANG.request().contentType(ContentType.JSON.withCharset(UTF_8));
    }

    private static Response post(RequestSpecification request, String body) {
        return request.body(body).post("/charges");
    }

    private static String body(String source, String metadata) {
        return String.format(
                Locale.ROOT,
                "{\"amount\":400000,\"currency\":\"THB\",\"return_uri\":\"%s\",\"source\":%s,%s}",
                Merchant.RETURN_URI,
                source,
                metadata);
    }

    private void refused(Supplier<Response> request) {
        Footprint before = rows.footprint();

        request.get()
                .then()
                .statusCode(400)
                .body("object", equalTo("error"))
                .body("code", equalTo("bad_request"))
                .body("message", equalTo(MESSAGE));

        assertThat(rows.footprint()).isEqualTo(before);
    }
}
