package io.satang.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openqa.selenium.support.ui.ExpectedConditions.textToBe;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;

@NeedsBrowser
class BrowserTest {
    private static final String PAGE = """
            <!doctype html><html lang="en"><head><title>A page</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>:root { color-scheme: light dark; } @media (prefers-color-scheme: dark) { h1::after { content: " at night"; } }</style>
            </head><body><main><h1>%s</h1><p id="script">no script</p><form action="/pressed"><button>Press</button></form></main>
            <script>document.getElementById("script").textContent = "script, " + innerWidth;</script></body></html>
            """;

    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> answer(
                        exchange,
                        PAGE.formatted(
                                "You speak " + exchange.getRequestHeaders().getFirst("Accept-Language"))));
        server.createContext("/pressed", exchange -> answer(exchange, PAGE.formatted("Pressed")));
        server.createContext("/poor", exchange -> answer(exchange, "<p style='color:#ccc'>Pale</p><img src='/x'>"));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_page_is_asked_for_in_the_viewers_language_and_shown_at_their_screens_width() {
        try (Browser browser = Browser.open(Viewer.USUAL.speaking("th").onPhone())) {
            browser.go(url("/"));

            browser.await(textToBe(By.id("script"), "script, 390"));
            assertThat(browser.find("h1").getText()).isEqualTo("You speak th");
            assertThatCode(() -> Accessibility.requireForEverybody(browser)).doesNotThrowAnyException();
        }
    }

    @Test
    void a_form_is_sent_without_scripts_and_in_the_dark() {
        try (Browser browser = Browser.open(Viewer.USUAL.withoutJavaScript().inTheDark())) {
            browser.go(url("/"));
            assertThat(browser.text()).contains("no script");

            browser.find("button").click();

            browser.await(textToBe(By.tagName("h1"), "Pressed"));
            assertThat(browser.find("h1").getCssValue("color")).isEqualTo("rgba(255, 255, 255, 1)");
        }
    }

    @Test
    void what_some_people_cannot_use_is_named() {
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(url("/poor"));

            assertThatThrownBy(() -> Accessibility.requireForEverybody(browser))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll("color-contrast", "image-alt", "html-has-lang", "<img src=\"/x\">");
        }
    }

    @Test
    void a_picture_is_kept_of_what_is_seen() throws IOException {
        try (Browser browser = Browser.open(Viewer.USUAL)) {
            browser.go(url("/"));

            Path picture = browser.screenshot("a-page");

            assertThat(picture).isEqualTo(Path.of("target", "screenshots", "a-page.png"));
            assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(1280);
        }
    }

    private String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void answer(HttpExchange exchange, String page) throws IOException {
        byte[] bytes = page.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
