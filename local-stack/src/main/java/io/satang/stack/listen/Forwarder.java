package io.satang.stack.listen;

import io.satang.stack.api.HttpAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Passes webhooks on to the program that is being developed.
 *
 * @param to      its address
 * @param headers sent with each
 */
record Forwarder(HttpAddress to, Map<String, String> headers) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    /** Those of the connection are the new connection's own. */
    private static final Set<String> OF_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    Forwarder {
        Objects.requireNonNull(to, "to");
        headers = Map.copyOf(headers);
    }

    /** What became of it. */
    sealed interface Outcome {}

    /** The program has answered. */
    record Answered(int status, long millis) implements Outcome {}

    /** It has not. */
    record Failed(String reason) implements Outcome {
        Failed {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** Waits for the answer, ten seconds at the most. */
    Outcome forward(Webhook webhook) {
        long begin = System.nanoTime();
        try {
            HttpResponse<Void> response = HTTP.send(request(webhook), BodyHandlers.discarding());
            return new Answered(
                    response.statusCode(),
                    Duration.ofNanos(System.nanoTime() - begin).toMillis());
        } catch (IOException e) {
            return new Failed(e.getMessage() == null ? "nothing answers" : e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Failed("interrupted");
        }
    }

    private HttpRequest request(Webhook webhook) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(to.text()))
                .timeout(TIMEOUT)
                .POST(BodyPublishers.ofString(webhook.body()));
        webhook.headers().forEach((name, values) -> {
            if (!OF_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        headers.forEach(request::setHeader);
        return request.build();
    }
}
