package io.satang.stack.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.satang.embedded.FreePorts;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayTest {
    private final Map<String, List<Integer>> replicas = new ConcurrentHashMap<>();
    private final Set<Integer> silent = ConcurrentHashMap.newKeySet();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port = FreePorts.take(1)[0];
    private HttpServer one;
    private HttpServer two;
    private Gateway gateway;

    @BeforeEach
    void start() throws IOException {
        one = echo("one");
        two = echo("two");
        gateway = Gateway.start("127.0.0.1", port, new Upstreams() {
            @Override
            public List<Integer> ports(String service) {
                return replicas.getOrDefault(service, List.of());
            }

            @Override
            public boolean answers(String service, int replica) {
                return !silent.contains(replica);
            }
        });
    }

    @AfterEach
    void stop() {
        gateway.close();
        one.stop(0);
        two.stop(0);
        client.close();
    }

    @Test
    void requestsArePassedOnAsTheyAre() throws Exception {
        replicas.put("charge-service", List.of(portOf(one)));

        HttpResponse<String> answer = send(request("/charges?limit=2").POST(BodyPublishers.ofString("amount=100")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("one POST /charges?limit=2 amount=100");
    }

    @Test
    void clientsCannotMakeUpAnAddress() throws Exception {
        replicas.put("charge-service", List.of(portOf(one)));

        HttpResponse<String> answer = send(
                request("/charges").header("X-Forwarded-For", "203.0.113.7").GET());

        assertThat(answer.headers().firstValue("Seen-Forwarded-For")).contains("127.0.0.1");
    }

    @Test
    void servicesSeeTheHostThatTheClientAsked() throws Exception {
        replicas.put("charge-service", List.of(portOf(one)));
        URI asked = request("/charges").build().uri();

        HttpResponse<String> answer = send(request("/charges").GET());

        assertThat(answer.headers().firstValue("Seen-Host")).contains(asked.getAuthority());
    }

    /** Anybody's name may lead here, and what a browser loads from there would be of the console's own origin. */
    @Test
    void servicesDoNotSeeANameThatLeadsHere() throws Exception {
        replicas.put("charge-service", List.of(portOf(one)));

        String answer =
                raw("GET /charges HTTP/1.1\r\nHost: rebinding.example:%d\r\nConnection: close\r\n\r\n".formatted(port));

        assertThat(answer).contains("200 OK").doesNotContain("rebinding.example");
    }

    @Test
    void replicasTakeTurns() throws Exception {
        replicas.put("charge-service", List.of(portOf(one), portOf(two)));

        Set<String> answers = IntStream.range(0, 4)
                .mapToObj(ignored -> send(request("/charges").GET()).body())
                .collect(Collectors.toSet());

        assertThat(answers).hasSize(2);
    }

    @Test
    void aServiceThatIsDownIsAnsweredForWithRetryAfter() throws Exception {
        assertUnavailable(send(request("/charges").GET()));

        int nobody = FreePorts.take(1)[0];
        replicas.put("charge-service", List.of(nobody));
        assertUnavailable(send(request("/charges").POST(BodyPublishers.ofString("amount=100"))));
    }

    @Test
    void aServiceThatDiesWhileItAnswersIsAnsweredForToo() throws Exception {
        one.createContext("/charges", HttpExchange::close);
        replicas.put("charge-service", List.of(portOf(one)));

        assertUnavailable(send(request("/charges").POST(BodyPublishers.ofString("amount=100"))));
    }

    @Test
    void aReplicaThatRefusesConnectionsCostsNoRequest() {
        replicas.put("charge-service", List.of(FreePorts.take(1)[0], portOf(two)));

        for (int i = 0; i < 4; i++) {
            HttpResponse<String> answer = send(request("/charges").POST(BodyPublishers.ofString("amount=100")));
            assertThat(answer.body()).isEqualTo("two POST /charges amount=100");
        }
    }

    @Test
    void aRequestThatWaitsForASilentReplicaIsGivenUp() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        one.createContext("/charges", exchange -> {
            asked.countDown();
            await(over);
            exchange.close();
        });
        replicas.put("charge-service", List.of(portOf(one)));
        CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
                request("/charges").POST(BodyPublishers.ofString("amount=100")).build(), BodyHandlers.ofString());
        await(asked);

        silent.add(portOf(one));

        assertUnavailable(answer.get(10, TimeUnit.SECONDS));
        over.countDown();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void closedRoutesAreAnErrorObject() throws Exception {
        HttpResponse<String> answer = send(request("/internal/sources").GET());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("not_found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/internal/sources", "/charges", "/charges//x"})
    void whatTheGatewayRefusesHasAnIdAndIsNotStored(String path) {
        HttpResponse<String> answer = send(request(path).GET());
        HttpResponse<String> named =
                send(request(path).header("X-Request-Id", "order-7").GET());

        assertThat(answer.statusCode()).isGreaterThanOrEqualTo(400);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().allValues("X-Request-Id"))
                .singleElement()
                .satisfies(id -> assertThat(id).hasSize(36));
        assertThat(named.headers().allValues("X-Request-Id")).containsExactly("order-7");
    }

    @Test
    void requestsThatAreNotHttpAreAnErrorObject() throws Exception {
        String answer = raw("GET /charges HTTP/1.1\r\nHost: a\r\nno header\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"bad_request\"")
                .containsIgnoringCase("cache-control: no-store")
                .containsIgnoringCase("x-request-id: ");
    }

    @Test
    void anAddressThatCannotBeReadIsAnErrorObject() throws Exception {
        String answer = raw("GET /charges/% HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"bad_request\"");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("io.satang.stack.gateway.Targets#all")
    void whatCouldBeReadInTwoWaysIsRefusedAndTheRestPassedOn(String target, String answer) throws Exception {
        replicas.put("charge-service", List.of(portOf(one)));
        replicas.put("webhook-service", List.of(portOf(one)));
        replicas.put("account-service", List.of(portOf(one)));

        String given = Targets.ask(port, target);

        assertThat(given).startsWith(Targets.expected(answer));
        assertThat(given).contains(answer.length() == 3 ? "{\"object\":\"error\"" : "one GET " + target);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /charges HTTP/1.0\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                "POST /charges HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /charges HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
                "POST /charges HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nabcde",
                "POST /charges HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nabcde",
                "POST /charges HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "POST /charges HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
                "GET /charges HTTP/1.1\r\n\r\n",
                "GET /charges HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            })
    void aRequestWhoseEndOrHostIsInDoubtIsRefusedAndTheConnectionClosed(String head) throws Exception {
        replicas.put("charge-service", List.of(portOf(one)));

        String answer = Targets.send(port, head + "GET /charges?smuggled HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer)
                .containsPattern("^HTTP/1\\.[01] 400")
                .contains("\"code\":\"bad_request\"")
                .doesNotContain("smuggled");
    }

    @Test
    void nothingIsReadBehindABodyInChunks() throws Exception {
        replicas.put("charge-service", List.of(portOf(one)));
        String head = "POST /charges HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 40\r\n\r\n";

        String answer = Targets.send(port, head + "0\r\n\r\nGET /charges?smuggled HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("smuggled");
    }

    @Test
    void theTokenBetweenServicesDoesNotComeThroughFromOutside() {
        one.createContext("/sources", exchange -> {
            try (exchange) {
                byte[] seen = String.valueOf(exchange.getRequestHeaders().get("Satang-Internal-Token"))
                        .getBytes(UTF_8);
                exchange.sendResponseHeaders(200, seen.length);
                exchange.getResponseBody().write(seen);
            }
        });
        replicas.put("source-service", List.of(portOf(one)));

        assertThat(send(request("/sources")
                                .header("Satang-Internal-Token", "satang-local")
                                .GET())
                        .body())
                .isEqualTo("null");
    }

    @Test
    void everyRequestHasAnIdTheClientsOwnIfItIsHarmless() {
        one.createContext("/sources", exchange -> {
            try (exchange) {
                byte[] seen =
                        exchange.getRequestHeaders().getFirst("X-Request-Id").getBytes(UTF_8);
                exchange.sendResponseHeaders(200, seen.length);
                exchange.getResponseBody().write(seen);
            }
        });
        replicas.put("source-service", List.of(portOf(one)));

        assertThat(send(request("/sources").GET()).body()).hasSize(36);
        assertThat(send(request("/sources").header("X-Request-Id", "order-7").GET())
                        .body())
                .isEqualTo("order-7");
        assertThat(send(request("/sources").header("X-Request-Id", "a b").GET()).body())
                .hasSize(36);
    }

    @Test
    void aClientThatWaitsToBeAskedForItsBodyIsAsked() throws Exception {
        replicas.put("charge-service", List.of(portOf(one)));
        String head = "POST /charges HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: 100-continue\r\n";

        assertThat(Targets.send(port, head + "Content-Length: 3\r\n\r\nabc"))
                .startsWith("HTTP/1.1 100 Continue")
                .endsWith("one POST /charges abc");
    }

    private void assertUnavailable(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json; charset=utf-8");
        assertThat(new JsonObject(answer.body()).getMap())
                .containsEntry("object", "error")
                .containsEntry("code", "service_unavailable");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static int portOf(HttpServer server) {
        return server.getAddress().getPort();
    }

    private static HttpServer echo(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                String answer =
                        "%s %s %s %s".formatted(name, exchange.getRequestMethod(), exchange.getRequestURI(), body);
                exchange.getResponseHeaders()
                        .add(
                                "Seen-Forwarded-For",
                                String.join(",", exchange.getRequestHeaders().get("X-Forwarded-For")));
                exchange.getResponseHeaders()
                        .add("Seen-Host", exchange.getRequestHeaders().getFirst("Host"));
                exchange.sendResponseHeaders(200, answer.length());
                exchange.getResponseBody().write(answer.getBytes(UTF_8));
            }
        });
        server.start();
        return server;
    }
}
