package io.satang.platform.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.platform.error.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUriTest {

    @ParameterizedTest
    @CsvSource({
        "https://merchant.example, true, merchant.example, 443, /",
        "https://merchant.example/a?b=c%20d, true, merchant.example, 443, /a?b=c%20d",
        "https://merchant.example?b, true, merchant.example, 443, /?b",
        "HTTPS://Merchant.Example:8443/, true, Merchant.Example, 8443, /",
        "https://merchant.example./a#fragment, true, merchant.example., 443, /a",
        "http://my_shop_web:8000/hooks, false, my_shop_web, 8000, /hooks",
        "http://_web_.local/, false, _web_.local, 80, /",
        "http://127.0.0.1:9000/hook, false, 127.0.0.1, 9000, /hook",
        "http://[::1]:9000/hook, false, ::1, 9000, /hook",
        "https://[2001:db8::1]/x, true, 2001:db8::1, 443, /x",
        "https://3com.example/, true, 3com.example, 443, /",
    })
    void an_address_is_kept_as_it_is(String text, boolean secure, String host, int port, String path) {
        assertThat(WebhookUri.parse(text)).contains(new WebhookUri(text, secure, host, port, path));
        assertThat(new WebhookUriRule(true).check("webhook_uri", text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "https://merchant.example/จ่าย?q=é, https://merchant.example/%E0%B8%88%E0%B9%88%E0%B8%B2%E0%B8%A2?q=%C3%A9",
        "https://merchant.example/😀, https://merchant.example/%F0%9F%98%80",
        "https://bücher.example/hook, https://xn--bcher-kva.example/hook",
        "https://ร้าน.example:8443/, https://xn--q3ct9b5e.example:8443/",
        "http://１２７.0.0.1/, http://127.0.0.1/",
    })
    void what_is_not_ascii_is_spelled_as_it_is_sent(String text, String spelled) {
        assertThat(WebhookUri.parse(text).orElseThrow().text()).isEqualTo(spelled);
        assertThat(WebhookUri.parse(spelled).orElseThrow().text())
                .as("once more")
                .isEqualTo(spelled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "merchant.example/hook",
                "//merchant.example/hook",
                "/hook",
                "https:hook",
                "https:/merchant.example",
                "https:///hook",
                "https://:443/hook",
                "ftp://merchant.example/hook",
                "javascript:alert(1)",
                "\\\\merchant\\hook",
                "https://user:password@merchant.example/hook",
                "https://user@merchant.example/hook",
                "https://@merchant.example/hook",
                "https://merchant.example:0/hook",
                "https://merchant.example:00/hook",
                "https://merchant.example:65536/hook",
                "https://merchant.example:999999/hook",
                "https://merchant.example:/hook",
                "https://merchant.example:-1/hook",
                "https://merchant.example:443@evil.example/",
                "https://merchant.example/a b",
                "https://merchant.example/%zz",
                "https://mer chant.example",
                "https://mer%63hant.example/",
                "https://merchant..example/",
                "https://-merchant.example/",
                "https://merchant.example/\u0000",
                "https://merchant.example/\r\nX: y",
                "https://merchant.example/\u0085",
                "https://merchant\u202e.example/",
                "https://[merchant.example]/",
                "https://[::1/",
                "https://[fe80::1%25eth0]/"
            })
    void anything_else_is_none(String text) {
        assertThat(WebhookUri.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "169.254.0.1",
                "１６９.254.169.254",
                "169。254。169。254",
                "169.254.169.254.",
                "168.63.129.16",
                "100.100.100.200",
                "2852039166",
                "0xA9FEA9FE",
                "0xa9.0xfe.0xa9.0xfe",
                "0251.0376.0251.0376",
                "169.254.43518",
                "169.0xfea9fe",
                "2130706433",
                "127.1",
                "0x7f.1",
                "0177.0.0.1",
                "256.1.1.1",
                "1.2.3.4.5",
                "[fe80::1]",
                "[febf::1]",
                "[fd00:ec2::254]",
                "[::ffff:169.254.169.254]",
                "[::ffff:a9fe:a9fe]",
                "[::169.254.169.254]",
                "[64:ff9b::a9fe:a9fe]",
                "[0:0:0:0:0:ffff:a83f:8110]"
            })
    void link_local_and_metadata_addresses_and_odd_spellings_are_refused_in_every_mode(String host) {
        String address = "http://" + host + "/latest/meta-data/";

        assertThatThrownBy(() -> new WebhookUriRule(true).check("webhook_uri", address))
                .isInstanceOf(ApiException.class);
    }

    @Test
    void plain_http_is_refused_where_it_is_not_allowed() {
        String address = "http://127.0.0.1:9000/hook";

        assertThat(new WebhookUriRule(true).check("webhook_uri", address)).isEqualTo(address);
        assertThatThrownBy(() -> new WebhookUriRule(false).check("webhook_uri", address))
                .isInstanceOf(ApiException.class)
                .hasMessage("webhook uri is invalid");
    }

    @Test
    void an_address_may_have_2048_characters_as_it_is_sent() {
        String longest = "https://merchant.example/".concat("a".repeat(2048 - 25));

        assertThat(WebhookUri.parse(longest)).isPresent();
        assertThat(WebhookUri.parse("https://merchant.example/" + "é".repeat(400)))
                .isEmpty();
        assertThatThrownBy(() -> new WebhookUriRule(false).check("webhook_uri", longest + "a"))
                .hasMessage("webhook_uri is too long (maximum is 2048 characters)");
    }
}
