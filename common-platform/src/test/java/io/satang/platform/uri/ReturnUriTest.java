package io.satang.platform.uri;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnUriTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://shop.example/thanks?order=1#done",
                "http://localhost:3000/",
                "http://my_shop_web:3000/thanks",
                "HTTPS://shop.example",
                "https://ร้าน.example/ขอบคุณ",
                "shopapp://paid",
                "com.shop.app:/paid",
                "shopapp:paid",
                "intent://paid#Intent;scheme=shop;end"
            })
    void a_payer_may_be_sent_to_a_page_or_an_app(String text) {
        assertThat(ReturnUri.isValid(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nowhere",
                "/thanks",
                "//shop.example",
                "http:evil",
                "http:/evil",
                "https:",
                "https:///thanks",
                "https://:443/",
                "file:///etc/passwd",
                "FILE:/etc/passwd",
                "blob:https://shop.example/1",
                "view-source:https://shop.example",
                "feed:javascript:alert(1)",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "vbscript:x",
                "filesystem:https://shop.example/x",
                "jar:https://shop.example/a!/b",
                "about:blank",
                "shopapp:javascript:alert(1)",
                "shopapp:%6aavascript:alert(1)",
                "shopapp:%0ajavascript:alert(1)",
                " https://shop.example",
                "https://shop.example/a b",
                "https://shop.example/\r\nX: y"
            })
    void nowhere_else(String text) {
        assertThat(ReturnUri.isValid(text)).isFalse();
    }

    @Test
    void an_app_is_no_web_page() {
        assertThat(ReturnUri.isWebPage("https://shop.example/")).isTrue();
        assertThat(ReturnUri.isWebPage("shopapp://paid")).isFalse();
    }

    @Test
    void an_address_has_2048_characters_at_the_most() {
        assertThat(ReturnUri.isValid("https://shop.example/" + "a".repeat(3_000)))
                .isFalse();
    }
}
