package io.satang.platform.recording;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.events.EventJson;
import io.satang.events.RequestRecorded;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Merchants find in their requests what helps them, and nobody finds what was secret or personal. */
class RedactionTest {
    private static final String CHARGE = "chrg_test_0mi0c2gk0k3l8p2m4n6";

    @Test
    void what_helps_is_told_as_it_was_sent() {
        RequestRecorded told = told(Observations.json(
                "{\"amount\":400000,\"currency\":\"THB\",\"capture\":false,\"source\":{\"type\":\"promptpay\"}}"));

        assertThat(told.body().text())
                .isEqualTo(
                        "{\"amount\":400000,\"currency\":\"THB\",\"capture\":false,\"source\":{\"type\":\"promptpay\"}}");
        assertThat(told.keyKind()).isEqualTo("secret");
        assertThat(told.keyLastFour()).isEqualTo("tang");
        assertThat(told.requestId()).contains("5f0c1a2b");
    }

    @Test
    void what_is_personal_is_named_and_not_told() {
        RequestRecorded told = told(Observations.form("description=for+Somchai&email=somchai%40example.com"
                + "&metadata[phone]=0812345678&card[name]=Somchai&card[city]=Bangkok&amount=10"));

        assertThat(told.body().text())
                .isEqualTo("{\"description\":\"[redacted]\",\"email\":\"[redacted]\",\"metadata\":\"[redacted]\","
                        + "\"card\":{\"name\":\"[redacted]\",\"city\":\"[redacted]\"},\"amount\":\"10\"}");
    }

    @Test
    void fields_that_nobody_knows_are_counted() {
        assertThat(told(Observations.form("somchai=1&amount=10&password=x"))
                        .body()
                        .text())
                .isEqualTo("{\"amount\":\"10\",\"[others]\":2}");
    }

    @Test
    void a_field_holds_what_belongs_there_or_nothing() {
        assertThat(told(Observations.form("amount=Somchai&status=paid+by+Somchai&id=somchai&created_at=today"))
                        .body()
                        .text())
                .doesNotContain("omchai", "today");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amount=4242424242424242",
                "4242424242424242=1",
                "amount[4242424242424242]=1",
                "source=4242+4242+4242+4242",
                "id=chrg_test_4242424242424242000",
                "type=v4242424242424242",
                "card[number]=4242-4242-4242-4242",
                "card[]=4242424242424242",
                "{\"number\":{\"4242424242424242\":1}}",
                "{\"amount\":4242424242424242}",
                "{\"amount\":4242424242424242"
            })
    void no_card_number_is_told_however_it_was_sent(String body) {
        String told = EventJson.write(told(Observations.form(body)))
                + EventJson.write(told(Observations.json(body)))
                + EventJson.write(told(Observations.asking(body)))
                + EventJson.write(told(Observations.answered(400, body)));

        assertThat(told.replaceAll("[ -]", "")).doesNotContain("42424242");
    }

    @Test
    void a_path_keeps_the_words_of_its_route_and_ids() {
        String route = "/charges//{id}/refunds";

        assertThat(told(Observations.at("/charges/" + CHARGE + "/refunds", route))
                        .path())
                .isEqualTo("/charges/" + CHARGE + "/refunds");
        assertThat(told(Observations.at("/charges/4242424242424242/refunds", route))
                        .path())
                .isEqualTo("/charges/[redacted]/refunds");
        assertThat(told(Observations.at("/charges/somchai_prasert/refunds", route))
                        .path())
                .isEqualTo("/charges/[redacted]/refunds");
    }

    @Test
    void a_refusal_is_told_with_its_code_and_message() {
        RequestRecorded told = told(Observations.answered(
                400, "{\"object\":\"error\",\"code\":\"invalid_charge\",\"message\":\"amount must be more\"}"));

        assertThat(told.errorCode()).contains("invalid_charge");
        assertThat(told.errorMessage()).contains("amount must be more");
        assertThat(told(Observations.answered(200, "{\"code\":\"a\",\"message\":\"b\"}"))
                        .errorCode())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"token 4242424242424242 was not found", "somchai@example.com is not a parameter"})
    void a_message_does_not_repeat_what_it_was_sent(String message) {
        RequestRecorded told = told(Observations.answered(404, "{\"code\":\"x\",\"message\":\"" + message + "\"}"));

        assertThat(told.errorMessage().orElseThrow()).contains("[redacted]").doesNotContain("4242", "somchai");
    }

    @Test
    void a_request_keeps_its_name_unless_that_is_a_card() {
        String digits = "18012345-5549-1333-8825-170070781912";

        assertThat(told(Observations.called(digits)).requestId()).contains(digits);
        assertThat(told(Observations.called("4242-4242-4242-4242")).requestId()).isEmpty();
    }

    @Test
    void what_is_answered_goes_by_the_same_rules() {
        assertThat(told(Observations.answered(
                                200,
                                "{\"object\":\"key\",\"key\":\"skey_test_5x\",\"id\":\"" + CHARGE
                                        + "\",\"card\":{\"brand\":\"Visa\",\"name\":\"Somchai\"},\"location\":null}"))
                        .answer()
                        .text())
                .isEqualTo("{\"object\":\"key\",\"key\":\"[redacted]\",\"id\":\"" + CHARGE
                        + "\",\"card\":{\"brand\":\"Visa\",\"name\":\"[redacted]\"}}");
    }

    @Test
    void no_more_than_two_kibibytes_are_told() {
        String many = IntStream.range(0, 400)
                .mapToObj(i -> "{\"id\":\"" + CHARGE + "\",\"amount\":1,\"source\":{\"type\":\"promptpay\"},\"x\":1}")
                .collect(Collectors.joining(",", "{\"object\":\"list\",\"data\":[", "],\"total\":400}"));

        String shown = told(Observations.answered(200, many)).answer().text();

        assertThat(shown.getBytes(UTF_8).length).isBetween(1_000, Redaction.SHOWN_BYTES_MAX);
        assertThat(shown).contains(Redaction.CUT);
    }

    @Test
    void what_is_too_large_or_cannot_be_read_is_said_to_be() {
        assertThat(told(Observations.larger(20_000)).body().text()).isEqualTo("{\"[cut]\":true}");
        assertThat(told(Observations.json("{\"amount\":")).body().text()).isEqualTo("{\"[unreadable]\":true}");
    }

    private static RequestRecorded told(Observation seen) {
        return Redaction.of(seen, "rqst_test_0mi0c2gk0k3l8p2m4n6");
    }
}
