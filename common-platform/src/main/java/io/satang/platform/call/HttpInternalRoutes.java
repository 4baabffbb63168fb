package io.satang.platform.call;

import io.satang.platform.authentication.InternalOnly;
import io.satang.platform.http.RequestId;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The internal routes of a service, asked at one of its addresses. Where nothing balances between replicas, as on a laptop, there
 * are several addresses; the next one is asked when the present one takes no connection, and for a question also when it gives no answer.
 * A single one is connected to twice, as its name may lead to a replica that has just stopped.
 */
public final class HttpInternalRoutes implements InternalRoutes {
    private static final Duration CONNECT_MAX = Duration.ofSeconds(1);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    /** While somebody else can be asked, patience is shorter. */
    private static final Duration ANSWER_OF_SEVERAL_MAX = Duration.ofMillis(1_500);

    private static final int CONNECTIONS_MAX = 16;
    private static final int CONNECT_TRIES_MIN = 2;

    /** Shorter than a service drains, so that a connection that nothing was sent on meanwhile is not closed under a request. */
    private static final int IDLE_MAX_SECONDS = 1;

    private final HttpClient http;
    private final List<String> urls;
    private final String token;
    private volatile int present;

    /**
     * Routes that nobody has called yet.
     *
     * @param urls  where the service's replicas listen for management
     * @param token what services show each other
     */
    public HttpInternalRoutes(Vertx vertx, List<String> urls, String token) {
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) CONNECT_MAX.toMillis())
                        .setKeepAlive(true)
                        .setKeepAliveTimeout(IDLE_MAX_SECONDS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_MAX));
        this.urls = List.copyOf(urls);
        this.token = Objects.requireNonNull(token, "token");
    }

    @Override
    public Uni<Answer> get(String path) {
        return get(path, urls.size());
    }

    @Override
    public Uni<Answer> post(String path, String body) {
        return connect(HttpMethod.POST, path, Math.max(CONNECT_TRIES_MIN, urls.size()))
                .flatMap(request -> exchange(request, body));
    }

    private Uni<Answer> get(String path, int addresses) {
        int tries = urls.size() == 1 ? CONNECT_TRIES_MIN : 1;
        Uni<Answer> answer = connect(HttpMethod.GET, path, tries).flatMap(request -> exchange(request, ""));
        return addresses == 1
                ? answer
                : answer.onFailure().invoke(this::moveOn).onFailure().recoverWithUni(() -> get(path, addresses - 1));
    }

    private Uni<HttpClientRequest> connect(HttpMethod method, String path, int tries) {
        Uni<HttpClientRequest> connected = Uni.createFrom().deferred(() -> http.request(options(method, path)));
        return tries == 1
                ? connected
                : connected
                        .onFailure()
                        .invoke(this::moveOn)
                        .onFailure()
                        .recoverWithUni(() -> connect(method, path, tries - 1));
    }

    private void moveOn() {
        present = (present + 1) % urls.size();
    }

    private RequestOptions options(HttpMethod method, String path) {
        boolean elsewhere = urls.size() > 1 && method.equals(HttpMethod.GET);
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(urls.get(present) + path)
                .setTimeout((elsewhere ? ANSWER_OF_SEVERAL_MAX : ANSWER_MAX).toMillis())
                .putHeader(InternalOnly.HEADER, token)
                .putHeader("Content-Type", "application/json");
        // Of look-ups that travel together it is the first one's.
        RequestId.current().ifPresent(id -> options.putHeader(RequestId.HEADER, id));
        return options;
    }

    private static Uni<Answer> exchange(HttpClientRequest request, String body) {
        return request.send(Buffer.buffer(body))
                .flatMap(response -> response.body().map(text -> new Answer(response.statusCode(), text.toString())));
    }
}
