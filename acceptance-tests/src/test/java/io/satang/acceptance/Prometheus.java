package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import io.satang.embedded.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Prometheus that scrapes a running stack every second, with the rules that operators are given. */
final class Prometheus implements AutoCloseable {
    private static final Path RULES =
            Path.of("../deploy/prometheus/rules").toAbsolutePath().normalize();
    private static final int STOPPED_WITHIN_SECONDS = 10;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI address;

    private Prometheus(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** The program, where it is installed; {@code SATANG_PROMETHEUS} names another one than that of the PATH. */
    static Optional<Path> program() {
        return Stream.concat(
                        Stream.ofNullable(System.getenv("SATANG_PROMETHEUS")).map(Path::of),
                        Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                .map(folder -> Path.of(folder, "prometheus")))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it.
     *
     * @param targets where each process answers for metrics, with the service that it is
     */
    static Prometheus start(Path program, Path folder, Map<String, String> targets) throws IOException {
        int port = FreePorts.take(1)[0];
        Path configuration = folder.resolve("prometheus.yml");
        Files.writeString(configuration, configuration(targets));
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + folder.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--log.level=warn")
                .inheritIO()
                .start();
        return new Prometheus(process, URI.create("http://127.0.0.1:" + port));
    }

    private static String configuration(Map<String, String> targets) {
        String scraped = targets.entrySet().stream()
                .map(target -> "      - targets: ['" + target.getKey() + "']\n        labels: {service: "
                        + target.getValue() + "}\n")
                .collect(joining());
        return """
                global: {scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s}
                rule_files: ['RULES/*.yaml']
                scrape_configs:
                  - job_name: satang
                    metrics_path: /q/metrics
                    static_configs:
                """.replace("RULES", RULES.toString()) + scraped;
    }

    private JsonNode ask(String query) {
        HttpRequest request = HttpRequest.newBuilder(
                        address.resolve("/api/v1/query?query=" + URLEncoder.encode(query, UTF_8)))
                .build();
        try {
            return Json.read(HTTP.send(request, BodyHandlers.ofString(UTF_8)).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Whether a query returns at least one number. */
    boolean hasNumber(String query) {
        for (JsonNode sample : ask(query).path("data").path("result")) {
            if (!sample.path("value").path(1).asText("NaN").equals("NaN")) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, STOPPED_WITHIN_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
