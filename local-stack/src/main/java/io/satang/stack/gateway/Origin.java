package io.satang.stack.gateway;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.OriginRequestProvider;
import io.vertx.httpproxy.ProxyContext;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Where the requests for one service go: to its replicas in turn. A replica that does not take the connection costs nothing, as nothing has
 * been sent yet and the next one is tried; a request that waits for a replica which has fallen silent is given up.
 *
 * <p>Belongs to one event loop.
 */
final class Origin implements OriginRequestProvider {
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final HttpClient client;
    private final String host;
    private final String service;
    private final Upstreams upstreams;
    private final Set<Unanswered> unanswered = new HashSet<>();
    private final Map<Integer, Long> lastAnswers = new HashMap<>();
    private int turn;

    private record Unanswered(HttpClientRequest request, int port) {}

    Origin(HttpClient client, String host, String service, Upstreams upstreams) {
        this.client = Objects.requireNonNull(client, "client");
        this.host = Objects.requireNonNull(host, "host");
        this.service = Objects.requireNonNull(service, "service");
        this.upstreams = Objects.requireNonNull(upstreams, "upstreams");
    }

    @Override
    public Future<HttpClientRequest> create(ProxyContext context) {
        return connect(replicasInTurn());
    }

    /** Ends the requests that wait for a replica which answers nobody any more; whether they took effect, their clients cannot know. */
    void giveUpSilentReplicas() {
        List.copyOf(unanswered).stream()
                .filter(waiting -> !upstreams.answers(service, waiting.port()) && isSilent(waiting.port()))
                .forEach(waiting -> waiting.request().reset());
    }

    /** One that is only busy still answers somebody. */
    private boolean isSilent(int port) {
        Long lastAnswer = lastAnswers.get(port);
        return lastAnswer == null || System.nanoTime() - lastAnswer > SILENCE.toNanos();
    }

    private Deque<Integer> replicasInTurn() {
        Deque<Integer> ports = new ArrayDeque<>(upstreams.ports(service));
        if (ports.isEmpty()) {
            return ports;
        }
        turn = (turn + 1) & Integer.MAX_VALUE;
        for (int i = turn % ports.size(); i > 0; i--) {
            ports.addLast(ports.removeFirst());
        }
        return ports;
    }

    private Future<HttpClientRequest> connect(Deque<Integer> ports) {
        if (ports.isEmpty()) {
            return Future.failedFuture(service + " is down");
        }
        int port = ports.removeFirst();
        Future<HttpClientRequest> connected = client.request(
                        new RequestOptions().setServer(SocketAddress.inetSocketAddress(port, host)))
                .onSuccess(request -> watch(request, port));
        return ports.isEmpty() ? connected : connected.recover(refused -> connect(ports));
    }

    private void watch(HttpClientRequest request, int port) {
        Unanswered waiting = new Unanswered(request, port);
        unanswered.add(waiting);
        request.response()
                .onSuccess(answer -> lastAnswers.put(port, System.nanoTime()))
                .onComplete(answer -> unanswered.remove(waiting));
    }
}
