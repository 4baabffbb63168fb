package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Cards come to the vault through the gateway, and their numbers stay there. */
@ExtendWith(RunningPlatform.class)
class TokenTest {
    /** Of no other test. */
    private static final String NUMBER = "4917610000000000";

    private final Platform platform;
    private final Api publicKey;

    TokenTest(Platform platform) {
        this.platform = platform;
        this.publicKey = new Shop(platform.api()).publicKey();
    }

    @Test
    void a_token_is_read_at_the_address_that_it_names() {
        JsonNode token = tokenize(NUMBER, "Somchai Prasert").ok();

        String location = token.path("location").asText();

        assertThat(location).startsWith(platform.baseUrl().toString());
        assertThat(publicKey.get(URI.create(location).getPath()).ok()).isEqualTo(token);
        assertThat(token.at("/card/last_digits").asText()).isEqualTo("0000");
    }

    @Test
    void nothing_that_the_stack_has_written_holds_a_number_that_was_sent() {
        String name = "Leak Control " + UUID.randomUUID();
        tokenize(NUMBER, name).ok();
        tokenize(NUMBER, "paid by " + NUMBER);
        tokenize(NUMBER.replace("0000", "0000 "), name);
        tokenize(NUMBER + "1", name);
        publicKey.post("/tokens?card%5Bnumber%5D=" + NUMBER);
        publicKey.json("POST", "/tokens", "{\"card\":{\"number\":\"" + NUMBER + "\"");
        publicKey.get("/tokens/" + NUMBER);

        WrittenFiles written = platform.written();

        assertThat(written.holding(name)).as("files that hold what may be seen").isNotEmpty();
        assertThat(written.holding(NUMBER)).isEmpty();
        assertThat(written.holding(Base64.getEncoder()
                        .encodeToString(NUMBER.getBytes(UTF_8))
                        .substring(0, 18)))
                .isEmpty();
    }

    private Reply tokenize(String number, String name) {
        return publicKey.post(
                "/tokens",
                "card[name]=" + name,
                "card[number]=" + number,
                "card[expiration_month]=12",
                "card[expiration_year]=2030",
                "card[security_code]=123");
    }
}
