package io.satang.source.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.call.HttpInternalRoutes;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the source-service asks the charge-service, over real HTTP. */
class ChargeServiceClientTest {
    private static final String CHARGED = "src_test_charged";

    /** What the client waits for an answer that comes, on a machine that is busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Beyond any patience of the client. */
    private static final Duration BOUND = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closed = new CountDownLatch(1);
    private HttpServer chargeService;

    @BeforeEach
    void listen() throws IOException {
        chargeService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        chargeService.setExecutor(threads);
        chargeService.start();
    }

    @AfterEach
    void close() {
        closed.countDown();
        chargeService.stop(0);
        threads.close();
        vertx.closeAndAwait();
    }

    @Test
    void a_charge_that_kafka_has_not_told_of_is_asked_for() {
        answer(200, "{\"" + CHARGED + "\":\"pending\"}");
        ChargeServiceClient client = client(PATIENCE);

        assertThat(status(client, CHARGED)).contains(ChargeStatus.PENDING);
        assertThat(status(client, "src_test_other")).isEmpty();
        assertThat(unanswered()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"500, '{}'", "401, '{}'", "200, 'nonsense'"})
    void a_source_is_shown_without_its_charge_when_the_answer_is_none(int status, String body) {
        answer(status, body);

        assertThat(status(client(PATIENCE), CHARGED)).isEmpty();
        assertThat(unanswered()).isOne();
    }

    @Test
    void a_charge_service_that_says_nothing_is_not_waited_for() {
        chargeService.createContext("/", exchange -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(status(client(ChargeServiceClient.PATIENCE), CHARGED)).isEmpty();
        assertThat(unanswered()).isOne();
    }

    private void answer(int status, String body) {
        chargeService.createContext("/internal/source-charges", exchange -> {
            try (exchange) {
                boolean trusted = "token".equals(exchange.getRequestHeaders().getFirst("Satang-Internal-Token"));
                byte[] bytes = body.getBytes(UTF_8);
                exchange.sendResponseHeaders(trusted ? status : 401, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private ChargeServiceClient client(Duration patience) {
        return new ChargeServiceClient(
                new HttpInternalRoutes(vertx, List.of(url()), "token"), patience, new Coalescers(metrics), metrics);
    }

    private String url() {
        return "http://127.0.0.1:" + chargeService.getAddress().getPort();
    }

    private static Optional<ChargeStatus> status(ChargeServiceClient client, String sourceId) {
        return client.status(sourceId).await().atMost(BOUND);
    }

    private double unanswered() {
        return metrics.counter("satang.source.charge.status.unanswered.questions")
                .count();
    }
}
