package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.satang.webhook.Receiver.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Addresses that are named with charges, on hosts that do not answer: they are asked from time to time, and nothing is lost. */
@QuarkusTest
class SilentHostTest extends MerchantsServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int CHARGES = 40;
    // More than are released one by one within that time.
    private static final int BACKLOG = 500;

    private Merchant merchant;

    @BeforeEach
    void openAnAccount() {
        merchant = Merchant.open();
    }

    @Test
    void what_is_for_a_host_that_takes_no_connections_waits_without_attempts_and_comes_once_it_does()
            throws IOException, SQLException {
        int port = closedPort();
        String dead = "http://127.0.0.1:" + port + "/hook";
        List<String> events = complete(dead);

        await().atMost(PATIENCE).until(() -> held(dead) >= CHARGES - 1);
        String last = merchant.charge(receiver.uri("/neighbour")).completed();
        assertThat(receiver.await("/neighbour", 1))
                .extracting(Received::eventId)
                .containsExactly(last);

        assertThat(attempts(dead)).as("of %d without a breaker", 4 * CHARGES).isLessThan(CHARGES);
        merchant.request()
                .get("/deliveries?state=pending&limit=100")
                .then()
                .statusCode(200)
                .body("data[0].attempts", equalTo(0))
                .body("data[0].next_attempt_at", nullValue());
        try (Receiver back = new Receiver(port)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(back.received("/hook"))
                            .extracting(Received::eventId)
                            .containsOnlyOnceElementsOf(events));
        }
    }

    @Test
    void what_has_waited_for_a_silent_host_for_too_long_is_given_up() throws IOException, SQLException {
        String dead = "http://127.0.0.1:" + closedPort() + "/hook";
        List<String> events = complete(dead);
        await().atMost(PATIENCE).until(() -> held(dead) >= CHARGES - 1);

        update("UPDATE deliveries SET gives_up_at = now() WHERE gives_up_at IS NOT NULL AND uri = ?", dead);

        await().atMost(PATIENCE).until(() -> held(dead) == 0);
        merchant.request().get("/events/" + events.getLast()).then().body("deliveries[0].state", equalTo("exhausted"));
    }

    @Test
    void a_host_that_answers_gets_all_that_waits_though_it_was_silent_before_this_replica_started()
            throws SQLException {
        String origin = receiver.uri("");
        Tables.insertHeldForSilentHost(merchant.accountId(), origin, "/recovered", BACKLOG);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(receiver.received("/recovered")).as("held").hasSizeGreaterThanOrEqualTo(BACKLOG));
        assertThat(count("SELECT count(*) FROM silent_hosts WHERE host = ?", merchant.accountId() + " " + origin))
                .as("taken for silent")
                .isZero();
    }

    @Test
    void a_host_that_answers_whatever_it_says_is_not_silent() throws SQLException {
        receiver.answers("/refuses", 500);
        String uri = receiver.uri("/refuses");

        complete(uri);

        await().atMost(PATIENCE).until(() -> attempts(uri) == 4 * CHARGES);
        assertThat(held(uri)).isZero();
    }

    private List<String> complete(String uri) {
        return IntStream.range(0, CHARGES)
                .mapToObj(number -> merchant.charge(uri).completed())
                .toList();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static int held(String uri) throws SQLException {
        return count(
                "SELECT count(*) FROM deliveries WHERE silent_host IS NOT NULL AND wake_at = 'infinity' AND uri = ?",
                uri);
    }

    private static int attempts(String uri) throws SQLException {
        return count("SELECT count(*) FROM attempts WHERE uri = ?", uri);
    }

    private static int count(String sql, String uri) throws SQLException {
        return Integer.parseInt(Tables.text(sql, uri));
    }

    private static void update(String sql, String parameter) throws SQLException {
        try (Connection connection = Tables.connect();
                PreparedStatement update = connection.prepareStatement(sql)) {
            update.setString(1, parameter);
            update.executeUpdate();
        }
    }
}
