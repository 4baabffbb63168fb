package io.satang.platform.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.satang.platform.error.ApiError;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.size.ByteBudget;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bodies of requests, at a server that reads those of {@code /read} and answers the others at once. */
class RequestBodiesTest {
    private static final int BUDGET_BYTES = 1024 * 1024;
    private static final int BODY_BYTES_MAX = 100_000;

    private final Vertx vertx = Vertx.vertx();
    private final ByteBudget budget = new ByteBudget(BUDGET_BYTES);
    private final List<Socket> clients = new ArrayList<>();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        RequestBodies bodies = new RequestBodies(vertx, new SimpleMeterRegistry(), Duration.ofSeconds(1), budget);
        Router router = Router.router(vertx);
        router.route().handler(UnreadBodies::watch);
        router.route("/read").handler(context -> answerWithLength(bodies, context));
        router.route("/wait").handler(context -> bodies.read(context, BODY_BYTES_MAX));
        router.route("/refuse").handler(context -> Failures.write(context, new ApiError(401, "nobody", "nobody")));
        server = vertx.createHttpServer()
                .requestHandler(request -> {
                    // As Quarkus does it.
                    request.pause();
                    router.handle(request);
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        for (Socket client : clients) {
            client.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_body_is_read_and_its_memory_given_back() throws IOException {
        Socket client = connect();
        write(
                client,
                "POST /read HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 50000\r\n\r\n"
                        + "x".repeat(50_000));

        assertThat(answer(client)).startsWith("HTTP/1.1 200").endsWith("50000");
        await().until(() -> budget.takenBytes() == 0);
    }

    @Test
    void a_connection_goes_on_after_a_body_that_was_read() throws IOException {
        Socket client = send("POST /read", 10, 10);
        write(client, "POST /read HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc");

        assertThat(answer(client)).contains("\r\n\r\n10HTTP/1.1 200").endsWith("3");
    }

    @Test
    void a_body_that_says_its_length_is_refused_before_it_is_sent() throws IOException {
        Socket client = send("POST /read", RequestBodies.BYTES_MAX + 1, 0);

        assertThat(answer(client)).startsWith("HTTP/1.1 413").contains("connection: close");
    }

    @Test
    void a_body_that_grows_too_large_is_refused() throws IOException {
        Socket client = send("POST /read", BODY_BYTES_MAX + 1, BODY_BYTES_MAX + 1);

        assertThat(answer(client)).startsWith("HTTP/1.1 413").contains("request body is too large");
    }

    @Test
    void a_body_that_does_not_end_is_given_up_and_its_memory_given_back() throws IOException {
        Socket client = send("POST /read", 50_000, 40_000);
        await().until(() -> budget.takenBytes() == 40_000);

        assertThat(answer(client)).startsWith("HTTP/1.1 408").contains("connection: close");
        await().until(() -> budget.takenBytes() == 0);
    }

    @Test
    void a_client_that_goes_away_gives_its_memory_back() throws IOException {
        Socket client = send("POST /read", 50_000, 40_000);
        await().until(() -> budget.takenBytes() == 40_000);

        client.close();

        await().until(() -> budget.takenBytes() == 0);
    }

    @Test
    void a_client_that_goes_away_before_it_is_answered_gives_its_memory_back() throws IOException {
        Socket client = send("POST /wait", 40_000, 40_000);
        await().until(() -> budget.takenBytes() == 40_000);

        client.close();

        await().until(() -> budget.takenBytes() == 0);
    }

    @Test
    void bodies_beyond_the_budget_are_asked_to_come_back() throws IOException {
        for (int i = 0; i < BUDGET_BYTES / 65_536; i++) {
            send("POST /read", BODY_BYTES_MAX, 65_536);
        }
        await().until(() -> budget.takenBytes() == BUDGET_BYTES);

        assertThat(answer(send("POST /read", 100, 100)))
                .startsWith("HTTP/1.1 503")
                .contains("retry-after: 1");
    }

    @Test
    void a_request_that_is_refused_does_not_get_its_body_read() throws IOException {
        Socket client = send("POST /refuse", 400_000, 0);

        assertThat(answer(client)).startsWith("HTTP/1.1 401").contains("connection: close");
        assertThat(budget.takenBytes()).isZero();
    }

    @Test
    void a_client_that_sends_all_of_a_refused_body_sees_the_refusal() throws IOException {
        for (int i = 0; i < 20; i++) {
            assertThat(answer(send("POST /refuse", 400_000, 400_000))).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void a_client_that_waits_to_be_asked_for_its_body_is_asked() throws IOException {
        Socket client = connect();
        write(
                client,
                "POST /read HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
        assertThat(new String(client.getInputStream().readNBytes(25), UTF_8)).startsWith("HTTP/1.1 100 Continue");

        write(client, "abc");

        assertThat(answer(client)).contains("HTTP/1.1 200").endsWith("3");
    }

    private static void answerWithLength(RequestBodies bodies, RoutingContext context) {
        bodies.read(context, BODY_BYTES_MAX)
                .onSuccess(read -> context.end(Integer.toString(RequestBodies.of(context).length)))
                .onFailure(failure -> Failures.write(context, ((ApiException) failure).error()));
    }

    /** Sends a head that announces a body, and some of the body. */
    private Socket send(String route, int announced, int sent) throws IOException {
        Socket client = connect();
        write(client, route + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + announced + "\r\n\r\n" + "x".repeat(sent));
        return client;
    }

    private Socket connect() throws IOException {
        Socket client = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
        client.setSoTimeout(10_000);
        clients.add(client);
        return client;
    }

    private static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String answer(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), UTF_8);
    }
}
