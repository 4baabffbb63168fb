package io.satang.console.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks the platform's API in the name of whoever is signed in. It knows nothing that any other client of the API could not know. At most
 * {@value #UNDER_WAY_MAX} requests are under way, each answer is bounded in bytes and each wait in time.
 */
@Singleton
public class PlatformClient {
    private static final int UNDER_WAY_MAX = 64;
    private static final int ANSWER_BYTES_MAX = 4 * 1024 * 1024;
    private static final Duration CONNECTING_MAX = Duration.ofSeconds(2);
    private static final Duration READING_MAX = Duration.ofSeconds(5);
    /** A provider is waited for up to ten seconds. */
    private static final Duration CHANGING_MAX = Duration.ofSeconds(13);

    private static final int STATUS_REFUSED = 400;
    private static final int STATUS_FAILED = 500;
    /** What is only read by this name is not in the account's list of requests, which would hold nothing else. */
    private static final String AGENT = "satang-console";

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING_MAX)
            .executor(task -> Thread.ofVirtual().name("api").start(task))
            .build();
    private final Semaphore underWay = new Semaphore(UNDER_WAY_MAX);
    private final URI api;

    @Inject
    PlatformClient(@ConfigProperty(name = "satang.api-url") URI api) {
        this.api = api;
    }

    /** Begins to read. */
    public Call get(String key, Route route, Fields query) {
        String fields = query.encoded();
        String target = fields.isEmpty() ? route.path() : route.path() + "?" + fields;
        return send(key, target, READING_MAX, HttpRequest.Builder::GET);
    }

    /** Begins to read. */
    public Call get(String key, Route route) {
        return get(key, route, Fields.none());
    }

    /** Begins to change something, once. */
    public Call post(String key, Route route, Fields form) {
        return change(key, "POST", route, form, Optional.empty());
    }

    /**
     * Begins to change something, once, however often it is asked for.
     *
     * @param once the idempotency key
     */
    public Call post(String key, Route route, Fields form, String once) {
        return change(key, "POST", route, form, Optional.of(once));
    }

    /** Begins to change an object. */
    public Call patch(String key, Route route, Fields form) {
        return change(key, "PATCH", route, form, Optional.empty());
    }

    /** Begins to take something away. */
    public Call delete(String key, Route route) {
        return send(key, route.path(), CHANGING_MAX, HttpRequest.Builder::DELETE);
    }

    private Call change(String key, String method, Route route, Fields form, Optional<String> once) {
        return send(key, route.path(), CHANGING_MAX, request -> {
            once.ifPresent(value -> request.header("Idempotency-Key", value));
            return request.header("Content-Type", FORM).method(method, BodyPublishers.ofString(form.encoded()));
        });
    }

    private Call send(String key, String target, Duration limit, UnaryOperator<HttpRequest.Builder> method) {
        long deadline = System.nanoTime() + limit.toNanos();
        if (!underWay.tryAcquire()) {
            return new Call(
                    CompletableFuture.completedFuture(new Answer.Unheard("too many requests at the same time")),
                    deadline);
        }
        HttpRequest request = method.apply(HttpRequest.newBuilder(api.resolve(target))
                        .timeout(limit)
                        .header("Accept", "application/json")
                        .header("User-Agent", AGENT)
                        .header("Authorization", "Basic " + credentials(key)))
                .build();
        return new Call(
                http.sendAsync(request, head -> new LimitedBody(ANSWER_BYTES_MAX))
                        .orTimeout(limit.toNanos(), TimeUnit.NANOSECONDS)
                        .whenComplete((response, failure) -> underWay.release())
                        .thenApply(PlatformClient::answer),
                deadline);
    }

    private static String credentials(String key) {
        return Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        Optional<JsonNode> body = parsed(response.body());
        if (response.statusCode() >= STATUS_FAILED || body.isEmpty()) {
            return new Answer.Unheard("status " + response.statusCode());
        }
        if (response.statusCode() >= STATUS_REFUSED) {
            return new Answer.Refused(
                    response.statusCode(),
                    body.get().path("code").asText("error"),
                    body.get().path("message").asText(""));
        }
        return new Answer.Done(body.get());
    }

    private static Optional<JsonNode> parsed(byte[] body) {
        try {
            return Optional.ofNullable(JSON.readTree(body)).filter(JsonNode::isContainerNode);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
