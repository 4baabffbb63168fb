package io.satang.stack.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.embedded.Jvm;
import io.satang.embedded.Program;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One replica of a service, as its fast-jar in a JVM of its own.
 *
 * @param name          the service's, with a number from the second replica on
 * @param jar           its {@code quarkus-run.jar}
 * @param heapMegabytes the most heap that its JVM may take
 * @param jvm           how its JVM is started
 * @param ports         where it listens, on 127.0.0.1
 * @param environment   its settings
 */
record ServiceProgram(String name, Path jar, int heapMegabytes, Jvm jvm, Ports ports, Map<String, String> environment)
        implements Program {
    private static final Duration ANSWER_TIMEOUT = Duration.ofMillis(1_500);
    private static final int OK = 200;
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_TIMEOUT)
            .build();

    /**
     * Where a replica listens.
     *
     * @param api        for the gateway
     * @param management for metrics, health and the other services
     */
    record Ports(int api, int management) {}

    ServiceProgram {
        environment = Map.copyOf(environment);
    }

    /** Its database is there and it brings its own schema. */
    @Override
    public void prepare() {}

    @Override
    public ProcessBuilder command() {
        List<String> command = jvm.command(heapMegabytes);
        command.addAll(List.of(
                // Gives back what compiling has taken, several times a heap's worth.
                "-XX:TrimNativeHeapInterval=5000", "-XX:+ExitOnOutOfMemoryError", "-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder;
    }

    @Override
    public Duration stopTimeout() {
        return jvm.stopTimeout();
    }

    /** What a replica says of itself. */
    enum Readiness {
        /** It takes requests. */
        READY,
        /** It answers, and wants no more requests: it starts, or it stops. */
        NOT_READY,
        /** It does not answer. */
        SILENT
    }

    @Override
    public boolean isReady() {
        return readiness() == Readiness.READY;
    }

    Readiness readiness() {
        OptionalInt status = status(request(ports.management(), "/q/health/ready"));
        if (status.isEmpty()) {
            return Readiness.SILENT;
        }
        return status.getAsInt() == OK ? Readiness.READY : Readiness.NOT_READY;
    }

    /**
     * Whether it has heard whose key this is.
     *
     * @param path read with the key
     */
    boolean knows(String key, String path) {
        String credentials = Base64.getEncoder().encodeToString((key + ":").getBytes(UTF_8));
        OptionalInt status = status(request(ports.api(), path).header("Authorization", "Basic " + credentials));
        return status.equals(OptionalInt.of(OK));
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://" + Surroundings.HOST + ":" + port + path))
                .timeout(ANSWER_TIMEOUT);
    }

    /** Of the answer; empty when there is none. */
    private static OptionalInt status(HttpRequest.Builder request) {
        try {
            return OptionalInt.of(
                    HTTP.send(request.build(), BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return OptionalInt.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.empty();
        }
    }
}
