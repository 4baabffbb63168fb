package io.satang.stack.listen;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.stack.run.StackException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;

/**
 * The setting {@code webhook_uri} of an account.
 *
 * @param baseUrl   the API's address
 * @param secretKey the account's
 */
public record WebhookAddress(String baseUrl, String secretKey) {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int OK = 200;

    public WebhookAddress {
        Objects.requireNonNull(baseUrl, "baseUrl");
        Objects.requireNonNull(secretKey, "secretKey");
    }

    /**
     * What it is now.
     *
     * @throws StackException when the API does not tell
     */
    public Optional<String> get() {
        return Optional.ofNullable(send(request().GET()).getString("webhook_uri"));
    }

    /**
     * Sets it, or clears it.
     *
     * @throws StackException when the API refuses
     */
    public void set(Optional<String> uri) {
        String form = "webhook_uri=" + URLEncoder.encode(uri.orElse(""), UTF_8);
        send(request()
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method("PATCH", BodyPublishers.ofString(form)));
    }

    private HttpRequest.Builder request() {
        String credentials = Base64.getEncoder().encodeToString((secretKey + ":").getBytes(UTF_8));
        return HttpRequest.newBuilder(URI.create(baseUrl + "/account"))
                .timeout(TIMEOUT)
                .header("Authorization", "Basic " + credentials);
    }

    private JsonObject send(HttpRequest.Builder request) {
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            JsonObject body = new JsonObject(response.body());
            if (response.statusCode() != OK) {
                throw new StackException(
                        baseUrl + " answers " + response.statusCode() + ": " + body.getString("message"));
            }
            return body;
        } catch (ConnectException e) {
            throw new StackException("nothing answers at " + baseUrl + "; ./satang up starts the platform", e);
        } catch (IOException e) {
            throw new StackException("cannot ask " + baseUrl + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("interrupted while asking " + baseUrl, e);
        }
    }
}
