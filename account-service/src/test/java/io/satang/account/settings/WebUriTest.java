package io.satang.account.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.account.settings.WebUri.Schemes;
import io.satang.api.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebUriTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://merchant.example/hook",
                "https://merchant.example:8443/hook?a=b",
                "HTTPS://merchant.example",
                "https://[2001:db8::1]/hook"
            })
    void anAbsoluteAddressIsKeptAsItIs(String address) {
        assertThat(WebUri.check("webhook_uri", address, Schemes.HTTPS)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merchant.example/hook",
                "/hook",
                "https:hook",
                "https:///hook",
                "ftp://merchant.example/hook",
                "javascript:alert(1)",
                "https://user:password@merchant.example/hook",
                "https://merchant.example:99999/hook",
                "https://merchant.example/a b",
                "https://mer chant.example",
                "https://merchant.example/\u0001",
                "\\\\merchant\\hook"
            })
    void anythingElseIsInvalid(String address) {
        assertThatThrownBy(() -> WebUri.check("webhook_uri", address, Schemes.HTTP_AND_HTTPS))
                .isInstanceOf(ApiException.class)
                .hasMessage("webhook uri is invalid");
    }

    @Test
    void plainHttpIsInvalidWhereTlsIsAskedFor() {
        assertThatThrownBy(() -> WebUri.check("webhook_uri", "http://merchant.example", Schemes.HTTPS))
                .isInstanceOf(ApiException.class);
        assertThat(WebUri.check("webhook_uri", "http://127.0.0.1:9000/hook", Schemes.HTTP_AND_HTTPS))
                .isNotEmpty();
    }

    @Test
    void anAddressMayHave2048Characters() {
        String longest = "https://merchant.example/".concat("a".repeat(2048 - 25));

        assertThat(WebUri.check("webhook_uri", longest, Schemes.HTTPS)).isEqualTo(longest);
        assertThatThrownBy(() -> WebUri.check("webhook_uri", longest + "a", Schemes.HTTPS))
                .hasMessage("webhook_uri is too long (maximum is 2048 characters)");
    }
}
