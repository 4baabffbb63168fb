package io.satang.platform.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.size.ByteBudget;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListRoomTest {
    private static final long PAGE_BYTES = 1_000;

    private final ByteBudget budget = new ByteBudget(10 * PAGE_BYTES);
    private final CurrentVertxRequest current = new CurrentVertxRequest();
    private final ListRoom room = new ListRoom(current, budget);
    private final Queue<Runnable> pages = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        Router router = Router.router(vertx);
        router.route().handler(this::list);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        client.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_page_that_finds_no_room_is_asked_to_come_back_and_has_room_later() throws Exception {
        CompletableFuture<Integer> first = get();
        CompletableFuture<Integer> second = get();
        await().until(() -> pages.size() == 2);

        assertThat(get().get(10, TimeUnit.SECONDS)).isEqualTo(503);

        pages.forEach(Runnable::run);
        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        assertThat(second.get(10, TimeUnit.SECONDS)).isEqualTo(200);
        await().until(() -> budget.takenBytes() == 0);
    }

    private CompletableFuture<Integer> get() {
        URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/");
        return client.sendAsync(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
                .thenApply(answer -> answer.statusCode());
    }

    private void list(RoutingContext context) {
        current.setCurrent(context);
        room.holding(
                        Uni.createFrom().item(PAGE_BYTES),
                        () -> Uni.createFrom().<String>emitter(page -> pages.add(() -> page.complete("[]"))))
                .subscribe()
                .with(context::end, refused -> Failures.write(context, ((ApiException) refused).error()));
    }
}
