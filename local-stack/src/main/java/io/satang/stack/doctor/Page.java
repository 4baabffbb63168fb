package io.satang.stack.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** What a service of this machine answers on its port for metrics, health and internal routes. */
final class Page {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final int OK = 200;
    private static final String OPERATOR_TOKEN_HEADER = "Satang-Operator-Token";
    /** The local stack's, which is no secret. */
    private static final String OPERATOR_TOKEN = "satang-local-operator";

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    private Page() {}

    /** Empty when it does not answer, or not with 200. */
    static Optional<String> read(int port, String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT)
                .header(OPERATOR_TOKEN_HEADER, OPERATOR_TOKEN)
                .build();
        try {
            return Optional.of(HTTP.send(request, BodyHandlers.ofString()))
                    .filter(answer -> answer.statusCode() == OK)
                    .map(answer -> answer.body());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
