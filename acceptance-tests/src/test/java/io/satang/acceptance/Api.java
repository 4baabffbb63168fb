package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** The API as curl sees it: {@code -u key:}, {@code -d field=value}, no redirect followed. Every answer is held against the API's document. */
final class Api {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private final URI base;
    private final Optional<String> authorization;
    private final Duration timeout;

    private Api(URI base, Optional<String> authorization, Duration timeout) {
        this.base = base;
        this.authorization = authorization;
        this.timeout = timeout;
    }

    static Api at(URI base) {
        return new Api(base, Optional.empty(), TIMEOUT);
    }

    Api withKey(String key) {
        return withAuthorization("Basic " + Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8)));
    }

    Api withAuthorization(String header) {
        return new Api(base, Optional.of(header), timeout);
    }

    Api withTimeout(Duration limit) {
        return new Api(base, authorization, limit);
    }

    Reply get(String path) {
        return send("GET", path, request -> request);
    }

    Reply delete(String path) {
        return send("DELETE", path, request -> request);
    }

    /** {@code curl -X POST -d field -d field}: the fields as they stand, joined with {@code &}. */
    Reply post(String path, String... fields) {
        return body("POST", path, FORM, String.join("&", fields).getBytes(UTF_8));
    }

    Reply patch(String path, String... fields) {
        return body("PATCH", path, FORM, String.join("&", fields).getBytes(UTF_8));
    }

    Reply json(String method, String path, String json) {
        return body(method, path, "application/json", json.getBytes(UTF_8));
    }

    Reply body(String method, String path, String contentType, byte[] body) {
        BodyPublisher publisher = BodyPublishers.ofByteArray(body);
        return send(
                method,
                path,
                request -> request.header("Content-Type", contentType).method(method, publisher));
    }

    Reply send(String method, String path, Customizer customizer) {
        HttpResponse<byte[]> response = exchange(method, path, customizer);
        return new Reply(response.statusCode(), response.headers(), new String(response.body(), UTF_8));
    }

    Document download(String path, String accept) {
        HttpResponse<byte[]> response = exchange("GET", path, request -> request.header("Accept", accept));
        return new Document(response.statusCode(), response.body());
    }

    /** An answer that is no text. */
    static final class Document {
        private final int status;
        private final byte[] bytes;

        private Document(int status, byte[] bytes) {
            this.status = status;
            this.bytes = bytes;
        }

        int status() {
            return status;
        }

        byte[] bytes() {
            return bytes.clone();
        }
    }

    /** What a request has beside its method, address and key. */
    @FunctionalInterface
    interface Customizer {
        HttpRequest.Builder with(HttpRequest.Builder request);
    }

    private HttpResponse<byte[]> exchange(String method, String path, Customizer customizer) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(timeout).method(method, BodyPublishers.noBody());
        authorization.ifPresent(header -> request.header("Authorization", header));
        try {
            HttpResponse<byte[]> answer = HTTP.send(customizer.with(request).build(), BodyHandlers.ofByteArray());
            ApiDocument.check(answer.request().method(), path, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
