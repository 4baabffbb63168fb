package io.satang.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "https://merchant.example, true, merchant.example, 443, /",
        "https://merchant.example/a/b?c=d%20e, true, merchant.example, 443, /a/b?c=d%20e",
        "https://merchant.example?c, true, merchant.example, 443, /?c",
        "HTTPS://Merchant.Example:8443/, true, Merchant.Example, 8443, /",
        "http://127.0.0.1:9000/hook, false, 127.0.0.1, 9000, /hook",
        "https://[2001:db8::1]:444/x, true, 2001:db8::1, 444, /x",
        "https://merchant.example/a#fragment, true, merchant.example, 443, /a",
    })
    void anEndpointIsAnHttpUriWithAHost(String text, boolean secure, String host, int port, String path) {
        assertThat(Endpoint.parse(text)).contains(new Endpoint(text, secure, host, port, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "merchant.example",
                "//merchant.example/",
                "/hook",
                "ftp://merchant.example/",
                "https:///hook",
                "https://user:secret@merchant.example/",
                "https://merchant.example:0/",
                "https://merchant.example:65536/",
                "https://merchant.example:99999999999/",
                "https://mer chant.example/",
                "https://merchant.example/\u0000",
                "https://merchant.example/\r\nX: y",
                "javascript:alert(1)"
            })
    void everythingElseIsNone(String text) {
        assertThat(Endpoint.parse(text)).isEmpty();
    }

    @Test
    void anEndpointHasAtMost2048Characters() {
        String prefix = "https://merchant.example/";

        assertThat(Endpoint.parse(prefix + "a".repeat(2_048 - prefix.length()))).isPresent();
        assertThat(Endpoint.parse(prefix + "a".repeat(2_049 - prefix.length()))).isEmpty();
    }

    @Property
    void anyTextIsEitherAnEndpointOrNone(@ForAll String text) {
        assertThat(Endpoint.parse(text)).isNotNull();
        assertThat(Endpoint.parse("https://" + text).map(Endpoint::host)).isNotEqualTo(Optional.of(""));
    }
}
