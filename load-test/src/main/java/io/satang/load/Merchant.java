package io.satang.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Base64;
import java.util.Optional;

/** The requests of one payment, and the few that a merchant makes around it. */
final class Merchant {

    private static final long TIMEOUT_MILLIS = 30_000;
    private static final Buffer SOURCE = Buffer.buffer("amount=400000&currency=THB&type=points_citi");
    private static final String CHARGE =
            "amount=400000&currency=THB" + "&return_uri=http%3A%2F%2Fexample.com%2Forders%2F345678%2Fcomplete&source=";
    /** What is paid with unless a card has joined an offer. */
    static final Buffer CARD = Buffer.buffer(card("4242424242424242"));

    private static final String CARD_CHARGE = "amount=400000&currency=THB&card=";
    private static final Buffer SUCCESSFUL = Buffer.buffer("outcome=successful");

    private final HttpClient http;
    private final URI base;
    private final MultiMap publicKey;
    private final MultiMap secretKey;
    private final MultiMap payer = MultiMap.caseInsensitiveMultiMap()
            .set(HttpHeaders.CONTENT_TYPE, HttpHeaders.APPLICATION_X_WWW_FORM_URLENCODED);

    Merchant(HttpClient http, Target target) {
        this.http = http;
        this.base = URI.create(target.baseUrl());
        this.publicKey = headers(target.publicKey());
        this.secretKey = headers(target.secretKey());
    }

    /** An answer: its status and its body. */
    record Answer(int status, Buffer body) {

        boolean ok() {
            return status == 200;
        }

        TopLevel fields() {
            return TopLevel.of(body.getBytes());
        }
    }

    Future<Answer> createSource() {
        return send(HttpMethod.POST, "/sources", publicKey, SOURCE);
    }

    Future<Answer> createCharge(String source) {
        return send(HttpMethod.POST, "/charges", secretKey, Buffer.buffer(CHARGE + source));
    }

    /** Makes a token of a {@link #card}. */
    Future<Answer> createToken(Buffer card) {
        return send(HttpMethod.POST, "/tokens", publicKey, card);
    }

    /** The fields of a card with this number, for a form. */
    static String card(String number) {
        return "card[name]=Somchai&card[number]=" + number
                + "&card[expiration_month]=12&card[expiration_year]=2039&card[security_code]=123";
    }

    /** @param cardOffer the discount that is asked for */
    Future<Answer> createCardCharge(String token, Optional<String> cardOffer) {
        String form = CARD_CHARGE
                + token
                + cardOffer.map(link -> "&card_offer=" + link).orElse("");
        return send(HttpMethod.POST, "/charges", secretKey, Buffer.buffer(form));
    }

    /** The customer presses Successful on the page at {@code authorizeUri}. */
    Future<Answer> pay(String authorizeUri) {
        return send(HttpMethod.POST, URI.create(authorizeUri).getRawPath(), payer, SUCCESSFUL);
    }

    Future<Answer> charge(String id) {
        return get("/charges/" + id);
    }

    /** Asks for something beside payments. */
    Future<Answer> get(String path) {
        return send(HttpMethod.GET, path, secretKey, Buffer.buffer());
    }

    /** Makes something beside payments. */
    Future<Answer> post(String path, String form) {
        return send(HttpMethod.POST, path, secretKey, Buffer.buffer(form));
    }

    /** The account's id. */
    Future<String> account() {
        return get("/account").map(answer -> answer.fields().text("id").orElseThrow());
    }

    /** The account's webhook address; empty when it has none. */
    Future<Optional<String>> webhookUri() {
        return get("/account").map(answer -> answer.fields().text("webhook_uri"));
    }

    Future<Answer> setWebhookUri(Optional<String> uri) {
        MultiMap json =
                MultiMap.caseInsensitiveMultiMap().addAll(secretKey).set(HttpHeaders.CONTENT_TYPE, "application/json");
        Buffer body = new JsonObject().put("webhook_uri", uri.orElse("")).toBuffer();
        return send(HttpMethod.PATCH, "/account", json, body);
    }

    private Future<Answer> send(HttpMethod method, String path, MultiMap headers, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(base.getHost())
                .setPort(base.getPort() < 0 ? 80 : base.getPort())
                .setURI(path)
                .setHeaders(headers)
                .setTimeout(TIMEOUT_MILLIS);
        return http.request(options)
                .compose(request -> request.send(body))
                .compose(response -> response.body().map(all -> new Answer(response.statusCode(), all)));
    }

    private static MultiMap headers(String key) {
        return MultiMap.caseInsensitiveMultiMap()
                .set(
                        HttpHeaders.AUTHORIZATION,
                        "Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8)))
                .set(HttpHeaders.CONTENT_TYPE, HttpHeaders.APPLICATION_X_WWW_FORM_URLENCODED);
    }
}
