package io.satang.platform.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.platform.call.InternalRoutes.Answer;
import io.satang.testing.NameServer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.mutiny.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A question finds a replica that answers; something to do is sent to one only. */
class HttpInternalRoutesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger asked = new AtomicInteger();
    private final String present = replica(request -> request.response().end("present"));

    @AfterEach
    void close() {
        vertx.closeAndAwait();
    }

    @Test
    void the_next_address_is_asked_when_one_takes_no_connection() throws IOException {
        InternalRoutes routes = routes(nobody(), present);

        assertThat(await(routes.get("/internal/sources")).body()).isEqualTo("present");
        assertThat(await(routes.post("/internal/sources", "{}")).body()).isEqualTo("present");
    }

    @Test
    void a_question_that_stays_without_an_answer_is_asked_elsewhere_and_the_next_one_goes_there_at_once() {
        InternalRoutes routes = routes(replica(request -> asked.incrementAndGet()), present);

        assertThat(await(routes.get("/internal/sources")).body()).isEqualTo("present");
        assertThat(await(routes.get("/internal/sources")).body()).isEqualTo("present");
        assertThat(asked).hasValue(1);
    }

    @Test
    void what_may_have_been_done_is_not_sent_again() {
        InternalRoutes routes = routes(
                replica(request -> {
                    asked.incrementAndGet();
                    request.connection().close();
                }),
                present);

        assertThatThrownBy(() -> await(routes.post("/internal/sources", "{}"))).isNotNull();
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_question_that_nobody_answers_fails() throws IOException {
        InternalRoutes routes = routes(nobody(), nobody());

        assertThatThrownBy(() -> await(routes.get("/internal/sources"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void a_name_that_leads_to_a_replica_that_has_stopped_is_connected_to_once_more(String method) throws Exception {
        try (NameServer names = new NameServer()) {
            names.knowsInTurn("replicas.example", "127.0.0.2", "127.0.0.1");
            String server = "127.0.0.1:" + names.address().getPort();
            Vertx asking = Vertx.vertx(
                    new VertxOptions().setAddressResolverOptions(new AddressResolverOptions().addServer(server)));
            InternalRoutes routes =
                    new HttpInternalRoutes(asking, List.of(present.replace("127.0.0.1", "replicas.example")), "token");

            Uni<Answer> answer =
                    method.equals("GET") ? routes.get("/internal/sources") : routes.post("/internal/sources", "{}");

            assertThat(await(answer).body()).isEqualTo("present");
            asking.closeAndAwait();
        }
    }

    private InternalRoutes routes(String... urls) {
        return new HttpInternalRoutes(vertx, List.of(urls), "token");
    }

    private String replica(Consumer<HttpServerRequest> answer) {
        int port = vertx.getDelegate()
                .createHttpServer()
                .requestHandler(answer::accept)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        return "http://127.0.0.1:" + port;
    }

    private static String nobody() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return "http://127.0.0.1:" + free.getLocalPort();
        }
    }

    private static Answer await(Uni<Answer> answer) {
        return answer.await().atMost(PATIENCE);
    }
}
