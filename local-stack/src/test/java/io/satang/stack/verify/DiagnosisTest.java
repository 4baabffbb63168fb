package io.satang.stack.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.stack.run.StackFile;
import io.satang.stack.verify.Diagnosis.Finding;
import io.satang.stack.verify.Diagnosis.Given;
import io.satang.stack.verify.Diagnosis.Holds;
import io.satang.stack.verify.Diagnosis.Unexplained;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each usual mistake is told apart from the others, for both kinds of signatures. */
class DiagnosisTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);
    private static final String TIME = "1700000000";
    private static final String SECRET = StackFile.WEBHOOK_SECRET;
    private static final String BODY = """
        {"object":"event","id":"evnt_test_1","data":{"description":"ชา / กาแฟ","amount":400000},"key":"charge.complete"}""";
    private static final Signature SIGNATURE = new Signature(SECRET);
    private static final String OMISE = SIGNATURE.sign(TIME, BODY.getBytes(UTF_8));
    private static final String STANDARD = SIGNATURE.signStandard("evnt_test_1", TIME, BODY.getBytes(UTF_8));

    @ParameterizedTest
    @ValueSource(strings = {"", "whsec_"})
    void what_the_platform_has_signed_holds(String prefix) {
        assertThat(omise(prefix + SECRET, OMISE, TIME, BODY)).isEqualTo(new Holds(List.of()));
        assertThat(standard(prefix + SECRET, STANDARD, TIME, BODY)).isEqualTo(new Holds(List.of()));
        assertThat(omise(SECRET, "0".repeat(64) + ", " + OMISE, TIME, BODY)).isEqualTo(new Holds(List.of()));
        assertThat(standard(SECRET, "v1a,AAAA v1,AAAA " + STANDARD, TIME, BODY)).isEqualTo(new Holds(List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {SECRET, "whsec_" + SECRET})
    void a_secret_that_was_not_decoded(String key) {
        byte[] mac = Signature.mac(key.getBytes(UTF_8), TIME + ".", BODY.getBytes(UTF_8));
        byte[] standard = Signature.mac(key.getBytes(UTF_8), "evnt_test_1." + TIME + ".", BODY.getBytes(UTF_8));

        assertThat(omise(SECRET, HexFormat.of().formatHex(mac), TIME, BODY)).isEqualTo(only(Mistake.SECRET_AS_TEXT));
        assertThat(standard(SECRET, "v1," + Base64.getEncoder().encodeToString(standard), TIME, BODY))
                .isEqualTo(only(Mistake.SECRET_AS_TEXT));
    }

    @Test
    void a_secret_that_is_given_decoded() {
        String decoded = new String(Base64.getDecoder().decode(SECRET), UTF_8);

        assertThat(omise(decoded, OMISE, TIME, BODY)).isEqualTo(only(Mistake.SECRET_AS_TEXT));
    }

    @Test
    void a_body_that_was_written_anew() {
        for (String other : List.of(
                new JsonObject(BODY).encodePrettily(),
                BODY + "\n",
                "\uFEFF" + BODY,
                BODY.replace("/", "\\/"),
                BODY.replace("ชา", "\\u0e0a\\u0e32"),
                BODY.replace(",", ", "))) {
            assertThat(omise(SECRET, OMISE, TIME, other)).as(other).isEqualTo(only(Mistake.BODY_REWRITTEN));
            assertThat(standard(SECRET, STANDARD, TIME, other)).as(other).isEqualTo(only(Mistake.BODY_REWRITTEN));
        }
    }

    @Test
    void a_time_that_is_not_the_headers() {
        assertThat(omise(SECRET, OMISE, "1700000000123", BODY)).isEqualTo(only(Mistake.TIME_IN_MILLISECONDS));
        assertThat(omise(SECRET, OMISE, "1700000007", BODY)).isEqualTo(only(Mistake.ANOTHER_TIME));
        assertThat(standard(SECRET, STANDARD, "1699998000", BODY)).isEqualTo(only(Mistake.ANOTHER_TIME));
    }

    @Test
    void a_clock_that_is_off() {
        assertThat(Diagnosis.of(new Given(new Scheme.Omise(), SECRET, OMISE, TIME), BODY, NOW.plusSeconds(301)))
                .isEqualTo(only(Mistake.TOO_OLD));
        assertThat(Diagnosis.of(new Given(new Scheme.Omise(), SECRET, OMISE, TIME), BODY, NOW.minusSeconds(301)))
                .isEqualTo(only(Mistake.TOO_OLD));
    }

    @Test
    void a_header_of_another_form() {
        String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(OMISE));
        for (String header : List.of(OMISE.toUpperCase(Locale.ROOT), "sha256=" + OMISE, '"' + OMISE + '"', base64)) {
            assertThat(omise(SECRET, header, TIME, BODY)).as(header).isEqualTo(only(Mistake.HEADER_FORM));
        }
        assertThat(standard(SECRET, STANDARD.substring("v1,".length()), TIME, BODY))
                .isEqualTo(only(Mistake.HEADER_FORM));
    }

    @Test
    void two_mistakes_at_once() {
        assertThat(omise(SECRET, OMISE.toUpperCase(Locale.ROOT), TIME, BODY + "\n"))
                .isEqualTo(new Holds(List.of(Mistake.BODY_REWRITTEN, Mistake.HEADER_FORM)));
    }

    @Test
    void another_secret_or_another_body_is_none_of_these() {
        assertThat(omise("b3RoZXI=", OMISE, TIME, BODY)).isEqualTo(new Unexplained());
        assertThat(omise("", OMISE, TIME, BODY)).isEqualTo(new Unexplained());
        assertThat(omise(SECRET, OMISE, TIME, "{}")).isEqualTo(new Unexplained());
        assertThat(omise(SECRET, "", TIME, BODY)).isEqualTo(new Unexplained());
        assertThat(omise(SECRET, OMISE, "yesterday", BODY)).isEqualTo(new Unexplained());
        assertThat(standard("b3RoZXI=", STANDARD, TIME, BODY)).isEqualTo(new Unexplained());
    }

    private static Finding only(Mistake mistake) {
        return new Holds(List.of(mistake));
    }

    private static Finding omise(String secret, String header, String time, String body) {
        return Diagnosis.of(new Given(new Scheme.Omise(), secret, header, time), body, NOW);
    }

    private static Finding standard(String secret, String header, String time, String body) {
        return Diagnosis.of(new Given(new Scheme.Standard("evnt_test_1"), secret, header, time), body, NOW);
    }
}
