package io.satang.console;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A provider of identities as OpenID Connect has it, over real HTTP and with keys of its own: discovery, code flow, PKCE, RS256. */
public class IssuerStandIn implements QuarkusTestResourceLifecycleManager {
    static final String CLIENT = "satang-console";
    static final String SECRET = "a secret of the provider's client that is long enough";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Map<String, Map<String, String>> ASKED = new ConcurrentHashMap<>();
    private static UnaryOperator<Map<String, Object>> claims = UnaryOperator.identity();

    private final KeyPair keys = rsa();
    private HttpServer server;

    /** What the next tokens say otherwise. */
    static void says(Map<String, Object> otherwise) {
        claims = usual -> {
            Map<String, Object> all = new HashMap<>(usual);
            all.putAll(otherwise);
            return all;
        };
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/.well-known/openid-configuration", exchange -> answer(exchange, 200, discovery()));
        server.createContext("/keys", exchange -> answer(exchange, 200, publicKey()));
        server.createContext("/authorize", this::authorize);
        server.createContext("/token", this::token);
        server.start();
        return Map.of(
                "satang.console.oidc.issuer", issuer(),
                "satang.console.oidc.client-id", CLIENT,
                "satang.console.oidc.client-secret", SECRET);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys");
    }

    private Map<String, Object> publicKey() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return Map.of(
                "keys",
                List.of(Map.of(
                        "kty", "RSA",
                        "use", "sig",
                        "alg", "RS256",
                        "kid", "first",
                        "n", BASE64.encodeToString(key.getModulus().toByteArray()),
                        "e", BASE64.encodeToString(key.getPublicExponent().toByteArray()))));
    }

    /** Whoever comes has signed in already. */
    private void authorize(HttpExchange exchange) throws IOException {
        Map<String, String> query = fields(exchange.getRequestURI().getRawQuery());
        String code = "code-" + ASKED.size();
        ASKED.put(code, query);
        exchange.getResponseHeaders()
                .add("Location", query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
        answer(exchange, 302, Map.of());
    }

    /** A code is good once, for who knows the client's secret and has asked for it. */
    private void token(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        String basic = Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(UTF_8));
        Map<String, String> asked = ASKED.getOrDefault(form.get("code"), Map.of());
        boolean clientKnown =
                ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (!clientKnown || !challenge(form.getOrDefault("code_verifier", "")).equals(asked.get("code_challenge"))) {
            answer(exchange, 400, Map.of("error", "invalid_grant"));
            return;
        }
        long now = Instant.now().getEpochSecond();
        Map<String, Object> said = claims.apply(Map.of(
                "iss",
                issuer(),
                "aud",
                CLIENT,
                "sub",
                "00u-operator",
                "name",
                "On Duty",
                "groups",
                List.of("everybody", "satang-operators"),
                "nonce",
                asked.get("nonce"),
                "iat",
                now,
                "exp",
                now + 300));
        answer(
                exchange,
                200,
                Map.of("access_token", "opaque", "token_type", "Bearer", "expires_in", 300, "id_token", signed(said)));
    }

    private String signed(Map<String, Object> said) throws IOException {
        String text = BASE64.encodeToString(JSON.writeValueAsBytes(Map.of("alg", "RS256", "kid", "first"))) + "."
                + BASE64.encodeToString(JSON.writeValueAsBytes(said));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(US_ASCII));
            return text + "." + BASE64.encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String challenge(String verifier) {
        try {
            return BASE64.encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair rsa() {
        try {
            return KeyPairGenerator.getInstance("RSA").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .map(field -> field.split("=", 2))
                .collect(toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
    }

    private static void answer(HttpExchange exchange, int status, Map<String, Object> body) throws IOException {
        try (exchange) {
            byte[] bytes = JSON.writeValueAsBytes(body);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
