package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * A merchant's checkout, on an origin of its own and with a strict Content-Security-Policy: a page and its script, and the server behind
 * it, which charges the token or the source that the page's form brings.
 */
final class MerchantSite implements AutoCloseable {
    private static final String PAGE = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Somchai Coffee</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"></head>
            <body><main><h1>Checkout</h1>
            %s
            </main></body></html>
            """;

    private final HttpServer server;
    private final Shop shop;
    private final String policy;
    private final Queue<String> received = new ConcurrentLinkedQueue<>();
    private final Queue<JsonNode> charges = new ConcurrentLinkedQueue<>();
    private volatile String html = "";
    private volatile String script = "";
    private volatile long amount = 12_345;

    private MerchantSite(HttpServer server, Shop shop, String policy) {
        this.server = server;
        this.shop = shop;
        this.policy = policy;
    }

    /** What a page needs that pays by Satang, and nothing else. */
    static String policy(Platform platform) {
        String satang = platform.baseUrl().toString();
        return "default-src 'none'; script-src 'self' %s; frame-src %s; connect-src %s; form-action 'self'; base-uri 'none'"
                .formatted(satang, satang, satang);
    }

    static MerchantSite open(Platform platform, String policy) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            MerchantSite site = new MerchantSite(server, new Shop(platform.api()), policy);
            server.createContext("/", exchange -> site.answer(exchange, "text/html", PAGE.formatted(site.html)));
            server.createContext("/checkout.js", exchange -> site.answer(exchange, "text/javascript", site.script));
            server.createContext("/charge", site::charge);
            server.start();
            return site;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shows this from now on, within the page's main part; the script is at {@code /checkout.js}. */
    MerchantSite showing(String body, String checkoutScript) {
        html = body;
        script = checkoutScript;
        return this;
    }

    /** Charges so many satang from now on. */
    MerchantSite charging(long subunits) {
        amount = subunits;
        return this;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/";
    }

    /** Every request's target, headers and body so far. */
    List<String> received() {
        return List.copyOf(received);
    }

    /** The charges that it has made so far. */
    List<JsonNode> charges() {
        return List.copyOf(charges);
    }

    private void charge(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        received.add(form);
        Map<String, String> fields = Arrays.stream(form.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> field.length > 1 ? URLDecoder.decode(field[1], UTF_8) : ""));
        JsonNode charge = shop.secret()
                .post(
                        "/charges",
                        "amount=" + amount,
                        "currency=THB",
                        "return_uri=" + Shop.RETURN_URI,
                        "card=" + fields.getOrDefault("omiseToken", ""),
                        "source=" + fields.getOrDefault("omiseSource", ""))
                .ok();
        charges.add(charge);
        String means = charge.path("source").isNull()
                ? charge.at("/card/last_digits").asText()
                : charge.at("/source/type").asText();
        answer(
                exchange,
                "text/html",
                PAGE.formatted("<p id=\"charge\">%s %s</p>"
                        .formatted(charge.path("status").asText(), means)));
    }

    private void answer(HttpExchange exchange, String type, String text) throws IOException {
        try (exchange) {
            received.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().entrySet());
            byte[] bytes = text.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", type + "; charset=utf-8");
            exchange.getResponseHeaders().add("Content-Security-Policy", policy);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
