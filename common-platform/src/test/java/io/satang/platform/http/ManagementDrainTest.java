package io.satang.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.ManagementInterface;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections of other services to one that stops. */
class ManagementDrainTest {
    private final Vertx vertx = Vertx.vertx();
    private final ManagementDrain drain = new ManagementDrain();
    private HttpServer server;

    @BeforeEach
    void listen() {
        Router router = Router.router(vertx);
        router.route()
                .handler(context -> context.end(remotePort(context.request().connection())));
        drain.install(new ManagementInterface() {
            @Override
            public Router router() {
                return router;
            }
        });
        server = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void a_connection_is_used_again_until_the_service_is_to_stop() {
        HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(1));

        String first = ask(client);
        assertThat(ask(client)).isEqualTo(first);

        drain.begin(new ShutdownDelayInitiatedEvent());
        assertThat(ask(client)).as("what is under way is answered").isEqualTo(first);
        assertThat(ask(client)).as("the next has a connection of its own").isNotEqualTo(first);
    }

    // On the client's event loop, or an answer might have come before its body is asked for.
    private String ask(HttpClient client) {
        return await(Future.future(answered ->
                vertx.runOnContext(now -> client.request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
                        .compose(HttpClientRequest::send)
                        .compose(answer -> answer.body().map(Buffer::toString))
                        .onComplete(answered))));
    }

    private static String remotePort(HttpConnection connection) {
        return Integer.toString(connection.remoteAddress().port());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
