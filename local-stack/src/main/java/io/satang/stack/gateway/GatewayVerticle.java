package io.satang.stack.gateway;

import io.netty.util.NetUtil;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The gateway on one event loop: its own server socket, connections to the services and proxies. */
final class GatewayVerticle extends AbstractVerticle {
    private static final String HOST_OF_SERVICES = "127.0.0.1";
    /** Requests beyond these wait, and beyond {@link #WAITING_MAX} of them are refused: no queue without bound. */
    private static final int CONNECTIONS_PER_REPLICA_MAX = 1_024;

    private static final int WAITING_MAX = 1_024;
    /** Shorter than the services' own, so that they do not close a connection while a request is on its way. */
    private static final int KEEP_ALIVE_SECONDS = 60;

    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final long LOOK_AT_REPLICAS_MILLIS = 500;
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern SANE_REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final int HEADERS_BYTES_MAX = 32 * 1024;

    private final String host;
    private final int port;
    private final Routes routes;
    private final Upstreams upstreams;
    private final Map<String, HttpProxy> proxies = new HashMap<>();
    private final IdleConnections idle = new IdleConnections();

    GatewayVerticle(String host, int port, Routes routes, Upstreams upstreams) {
        this.host = host;
        this.port = port;
        this.routes = routes;
        this.upstreams = upstreams;
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.setPeriodic(IdleConnections.SWEEP_MILLIS, sweep -> idle.closeOverdue());
        HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(CONNECTIONS_PER_REPLICA_MAX)
                .setMaxWaitQueueSize(WAITING_MAX)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS));
        routes.services().forEach(service -> proxies.put(service, proxy(client, service)));
        vertx.createHttpServer(new HttpServerOptions()
                        .setMaxHeaderSize(HEADERS_BYTES_MAX)
                        .setIdleTimeout(KEEP_ALIVE_SECONDS)
                        .setHandle100ContinueAutomatically(true)
                        // No service speaks WebSockets, and every request would be looked at for them.
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false)
                        // The proxy cannot pass on a body of HTTP/2 that does not tell its length.
                        .setHttp2ClearTextEnabled(false))
                .connectionHandler(idle::watch)
                .requestHandler(this::route)
                .invalidRequestHandler(GatewayVerticle::refuseMalformed)
                .listen(port, host)
                .<Void>mapEmpty()
                .onComplete(started);
    }

    private HttpProxy proxy(HttpClient client, String service) {
        Origin origin = new Origin(client, HOST_OF_SERVICES, service, upstreams);
        vertx.setPeriodic(LOOK_AT_REPLICAS_MILLIS, id -> origin.giveUpSilentReplicas());
        return HttpProxy.reverseProxy(client).origin(origin).addInterceptor(new ProxyInterceptor() {
            @Override
            public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
                prepare(context);
                return context.sendRequest().recover(failure -> Future.succeededFuture(unavailable(context)));
            }
        });
    }

    private void route(HttpServerRequest request) {
        if (!Framing.isClear(request) || !RequestTarget.isPlain(request.uri())) {
            refuseMalformed(request);
            return;
        }
        idle.began(request);
        String host = Optional.ofNullable(request.authority())
                .map(authority -> authority.host())
                .orElse("");
        routes.serviceFor(host, Objects.requireNonNullElse(request.path(), ""))
                .ifPresentOrElse(
                        service -> Objects.requireNonNull(proxies.get(service), service)
                                .handle(request),
                        () -> refuse(request, Refusal.NO_ROUTE));
    }

    /** Replaces what a client may have made up, and takes away what is between services or between it and us. */
    private static void prepare(ProxyContext context) {
        HttpServerRequest request = context.request().proxiedRequest();
        context.request()
                .headers()
                .remove("Forwarded")
                .remove("Satang-Internal-Token")
                .remove("Satang-Operator-Token")
                .remove(HttpHeaders.EXPECT);
        context.request()
                .putHeader("X-Forwarded-For", request.remoteAddress().hostAddress())
                .putHeader("X-Forwarded-Proto", "http");
        Optional.ofNullable(request.authority())
                .filter(GatewayVerticle::isOfThisMachine)
                .ifPresent(context.request()::setAuthority);
        String id = requestId(request);
        context.set(REQUEST_ID, id);
        context.request().putHeader(REQUEST_ID, id);
    }

    /**
     * Services make addresses of the host that was asked, and compare where a form came from with it. A name is not passed on: whoever owns
     * one can have it lead here, and what a browser loads from there would be of the console's own origin.
     */
    private static boolean isOfThisMachine(HostAndPort authority) {
        String host = authority.host();
        return host.equalsIgnoreCase("localhost")
                || NetUtil.isValidIpV4Address(host)
                || NetUtil.isValidIpV6Address(host);
    }

    /** The client's own if it is harmless. */
    private static String requestId(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(REQUEST_ID))
                .filter(given -> SANE_REQUEST_ID.matcher(given).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private static ProxyResponse unavailable(ProxyContext context) {
        return context.request()
                .release()
                .response()
                .setStatusCode(Refusal.UNAVAILABLE.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Refusal.CONTENT_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, Refusal.CACHE_CONTROL)
                .putHeader(REQUEST_ID, context.get(REQUEST_ID, String.class))
                .putHeader(HttpHeaders.RETRY_AFTER, Refusal.RETRY_AFTER)
                .setBody(Body.body(Buffer.buffer(Refusal.UNAVAILABLE.json())));
    }

    /** What follows on the connection cannot be told from what was malformed. */
    private static void refuseMalformed(HttpServerRequest request) {
        refuse(request, Refusal.MALFORMED)
                .onComplete(sent -> request.connection().close());
    }

    private static Future<Void> refuse(HttpServerRequest request, Refusal refusal) {
        HttpServerResponse response = request.response();
        return response.setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Refusal.CONTENT_TYPE)
                .putHeader(HttpHeaders.CACHE_CONTROL, Refusal.CACHE_CONTROL)
                .putHeader(REQUEST_ID, requestId(request))
                .end(refusal.json());
    }
}
