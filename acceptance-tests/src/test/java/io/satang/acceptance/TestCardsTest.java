package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Every card of the documentation, from the vault to the charge, with its payer authenticated and without (reference omise-api §10.1). */
@ExtendWith(RunningPlatform.class)
class TestCardsTest {
    private static final String CARDS = "/test-cards.psv";
    private static final String NOTHING = "nothing";
    private static final String ENROLMENT = "enrolment";

    private final Shop shop;

    TestCardsTest(Platform platform) {
        this.shop = new Shop(platform.api());
    }

    @ParameterizedTest(name = "{1} {0} fails at {2}: {3}")
    @CsvFileSource(resources = CARDS, delimiter = '|', numLinesToSkip = 1)
    void a_card_pays_or_fails_at_once(String number, String brand, String failsAt, String code, String message) {
        JsonNode charge = charge(token(number, brand));

        assertEnded(charge, failsAt.equals(NOTHING), code, message);
        assertThat(charge.at("/card/brand").asText()).isEqualTo(brand);
        assertThat(charge.path("authorize_uri").isNull()).isTrue();
    }

    @ParameterizedTest(name = "{1} {0} fails at {2}: {3}")
    @CsvFileSource(resources = CARDS, delimiter = '|', numLinesToSkip = 1)
    void a_card_whose_payer_is_authenticated_pays_or_fails_at_the_page_unless_it_is_not_enrolled(
            String number, String brand, String failsAt, String code, String message) {
        JsonNode charge = charge(token(number, brand), "authentication=3DS", "return_uri=" + Shop.RETURN_URI);

        JsonNode ended = failsAt.equals(ENROLMENT) ? charge : authenticated(charge);

        assertEnded(ended, failsAt.equals(NOTHING), code, message);
    }

    private JsonNode authenticated(JsonNode charge) {
        assertThat(charge.path("status").asText()).isEqualTo("pending");
        assertThat(charge.path("authorized").asBoolean()).isFalse();
        Reply answer = shop.press(charge, "outcome=successful");
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(Shop.RETURN_URI);
        return shop.secret().get(charge.path("location").asText()).ok();
    }

    private static void assertEnded(JsonNode charge, boolean pays, String code, String message) {
        assertThat(charge.path("status").asText()).isEqualTo(pays ? "successful" : "failed");
        assertThat(charge.path("paid").asBoolean()).isEqualTo(pays);
        assertThat(charge.path("failure_code").textValue()).isEqualTo(code);
        assertThat(charge.path("failure_message").textValue()).isEqualTo(message);
    }

    private JsonNode token(String number, String brand) {
        JsonNode token = shop.token(number);
        assertThat(token.at("/card/brand").asText()).isEqualTo(brand);
        assertThat(token.at("/card/last_digits").asText()).isEqualTo(number.substring(number.length() - 4));
        return token;
    }

    private JsonNode charge(JsonNode token, String... more) {
        String terms = String.join("&", more);
        return shop.secret()
                .post(
                        "/charges",
                        "amount=100000",
                        "currency=THB",
                        "card=" + token.path("id").asText(),
                        terms)
                .ok();
    }
}
