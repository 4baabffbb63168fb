package io.satang.stack.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.stack.run.StackException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;

/**
 * The public API for one account. Every call ends within ten seconds.
 *
 * @param baseUrl   where it is
 * @param key       the account's secret key, or its public one; it is not told
 * @param hint      what a person does when nobody answers there
 */
public record Api(String baseUrl, String key, String hint) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int FIRST_FAILURE = 300;
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int FIRST_OF_SERVER = 500;

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    public Api {
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(hint, "hint");
    }

    /**
     * Reads something.
     *
     * @throws UnreachableException when nobody answers
     * @throws RefusedException     when it is not told
     */
    public JsonObject get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /** Makes or does something; fails as {@link #get} does. */
    public JsonObject post(String path, JsonObject parameters) {
        return send("POST", path, BodyPublishers.ofString(parameters.encode()));
    }

    /** Changes something; fails as {@link #get} does. */
    public JsonObject patch(String path, JsonObject parameters) {
        return send("PATCH", path, BodyPublishers.ofString(parameters.encode()));
    }

    /** Deletes something; fails as {@link #get} does. */
    public JsonObject delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    @Override
    public String toString() {
        return "Api[" + baseUrl + "]";
    }

    private JsonObject send(String method, String path, BodyPublisher body) {
        String credentials = Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Basic " + credentials)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        try {
            return read(HTTP.send(request, BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UnreachableException("nothing answers at " + baseUrl + "; " + hint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while asking " + baseUrl, e);
        }
    }

    private JsonObject read(HttpResponse<String> response) {
        int status = response.statusCode();
        if (status >= FIRST_OF_SERVER || status == TOO_MANY) {
            throw new UnreachableException(
                    baseUrl + " answers " + status + ": it is starting, or has too much to do; try again in a moment");
        }
        JsonObject body = object(response.body());
        if (status == UNAUTHORIZED) {
            throw new RefusedException(
                    status, baseUrl + " does not know this key; --key takes the account's secret key");
        }
        if (status >= FIRST_FAILURE) {
            throw new RefusedException(
                    status, baseUrl + " answers " + status + ": " + body.getString("message", "without a reason"));
        }
        return body;
    }

    private JsonObject object(String text) {
        try {
            return new JsonObject(text);
        } catch (DecodeException e) {
            throw new RefusedException(0, "what answers at " + baseUrl + " is not Satang's API");
        }
    }
}
