package io.satang.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Somebody who reads the console of a local stack, where whoever comes is signed in as the first test account. */
final class ConsoleVisitor implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int OK = 200;

    private final HttpClient http;
    private final URI base;

    private ConsoleVisitor(HttpClient http, URI base) {
        this.http = http;
        this.base = base;
    }

    static ConsoleVisitor signedIn(String baseUrl) {
        HttpClient http = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NORMAL)
                .cookieHandler(new CookieManager())
                .connectTimeout(LIMIT)
                .build();
        ConsoleVisitor visitor = new ConsoleVisitor(http, URI.create(baseUrl));
        visitor.get(visitor.base.resolve("/console"));
        return visitor;
    }

    /**
     * How long a page took, to its last byte.
     *
     * @throws IllegalStateException when something else came
     */
    long nanos(String path) {
        URI address = base.resolve(path);
        long start = System.nanoTime();
        HttpResponse<byte[]> response = get(address);
        long nanos = System.nanoTime() - start;
        if (response.statusCode() != OK || !response.uri().equals(address)) {
            throw new IllegalStateException(
                    "%s answered %d from %s".formatted(address, response.statusCode(), response.uri()));
        }
        return nanos;
    }

    private HttpResponse<byte[]> get(URI address) {
        try {
            return http.send(HttpRequest.newBuilder(address).timeout(LIMIT).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
