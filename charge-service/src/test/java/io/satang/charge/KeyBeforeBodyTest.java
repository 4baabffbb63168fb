package io.satang.charge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who sends a body shows a key first; nothing is kept of a body without one. */
@QuarkusTest
class KeyBeforeBodyTest {
    private static final int BODY_BYTES = 500_000;
    private static final int CLIENTS = 300;

    @Inject
    MeterRegistry metrics;

    @ParameterizedTest
    @ValueSource(strings = {"POST /charges", "PATCH /charges/chrg_test_1", "GET /charges", "POST /internal/nothing"})
    void a_request_without_a_key_is_answered_before_its_body_comes(String route) throws IOException {
        try (Socket client = send(route, 0)) {
            assertThat(answer(client)).containsAnyOf("HTTP/1.1 401", "HTTP/1.1 404");
        }
    }

    @Test
    void many_large_bodies_without_a_key_take_no_memory_and_stop_nobody() throws IOException {
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(send("POST /charges", 100_000));
            }
            assertThat(metrics.get("satang.http.bodies.bytes").gauge().value()).isZero();
            Merchant.SATANG.request().get("/charges").then().statusCode(200);
            for (Socket client : clients) {
                assertThat(answer(client)).startsWith("HTTP/1.1 401");
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void a_page_that_anybody_may_open_takes_small_forms_only() throws IOException {
        try (Socket client = send("POST /payments/pay2_test_1/authorize", 20_000)) {
            assertThat(answer(client)).startsWith("HTTP/1.1 413");
        }
    }

    private static Socket send(String route, int sent) throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        client.setSoTimeout(10_000);
        String head = route + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + BODY_BYTES + "\r\n\r\n";
        client.getOutputStream().write((head + "x".repeat(sent)).getBytes(UTF_8));
        return client;
    }

    private static String answer(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), UTF_8);
    }
}
