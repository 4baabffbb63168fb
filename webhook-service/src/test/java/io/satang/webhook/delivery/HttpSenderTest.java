package io.satang.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.webhook.Certificate;
import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.delivery.AttemptOutcome.Cause;
import io.satang.webhook.delivery.AttemptOutcome.Unanswered;
import io.satang.webhook.endpoint.AddressGuard;
import io.satang.webhook.endpoint.EndpointVetting;
import io.satang.webhook.signature.SecretGenerator;
import io.satang.webhook.signature.SecretStore.Stored;
import io.satang.webhook.signature.SigningKeys;
import io.satang.webhook.signature.SigningSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.JksOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real TLS: the connection goes to the vetted address, and everything above it speaks of the endpoint's host. */
class HttpSenderTest {
    private static final Answered THANKS = new Answered(200, Optional.empty(), Optional.of("thanks"));
    private static final String HOST = "hooks.merchant.example";
    private static final SigningKeys NO_KEYS = new SigningKeys(Keyless.INSTANCE, Clock.systemUTC());
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpSender.Limits LIMITS = new HttpSender.Limits(Duration.ofSeconds(5), 16_384, 4);

    private static Vertx vertx;
    private static HttpServer server;
    private static JksOptions keys;
    private static final List<Asked> ASKED = new CopyOnWriteArrayList<>();

    private final List<String> lookups = new ArrayList<>();
    private List<InetAddress> addresses = List.of(InetAddress.getLoopbackAddress());

    private record Asked(String hostHeader, String serverName, String connection) {}

    @BeforeAll
    static void listen(@TempDir Path directory) throws IOException, InterruptedException {
        keys = Certificate.selfSigned(directory, HOST).options();
        vertx = Vertx.vertx();
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setSni(true)
                .setKeyCertOptions(keys)
                .setHost("127.0.0.1")
                .setPort(0);
        server = vertx.createHttpServer(options)
                .requestHandler(HttpSenderTest::answer)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theHostStaysInTheRequestAndInTls() {
        try (HttpSender sender = sender(new HttpClientOptions().setTrustOptions(keys))) {
            ASKED.clear();

            assertThat(send(sender, HOST)).isEqualTo(THANKS);

            assertThat(lookups).containsExactly(HOST);
            assertThat(ASKED).extracting(Asked::hostHeader).containsExactly(HOST + ":" + server.actualPort());
            assertThat(ASKED).extracting(Asked::serverName).containsExactly(HOST);
        }
    }

    @Test
    void aConnectionIsUsedAgain() {
        try (HttpSender sender = sender(new HttpClientOptions().setTrustOptions(keys))) {
            ASKED.clear();

            send(sender, HOST);
            send(sender, HOST);

            assertThat(ASKED).hasSize(2);
            assertThat(ASKED.stream().map(Asked::connection).distinct()).hasSize(1);
        }
    }

    @Test
    void aCertificateForAnotherHostIsNotTrusted() {
        try (HttpSender sender = sender(new HttpClientOptions().setTrustOptions(keys))) {
            ASKED.clear();

            assertThat(send(sender, "other.merchant.example")).isEqualTo(new Unanswered(Cause.TLS));

            assertThat(ASKED).isEmpty();
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTrusted() {
        try (HttpSender sender = sender(new HttpClientOptions())) {
            assertThat(send(sender, HOST)).isEqualTo(new Unanswered(Cause.TLS));
        }
    }

    @Test
    void theNextAddressIsTriedWhenOneCannotBeReached() throws Exception {
        addresses = List.of(InetAddress.getByName("127.0.0.99"), InetAddress.getLoopbackAddress());
        try (HttpSender sender = sender(new HttpClientOptions().setTrustOptions(keys))) {
            assertThat(send(sender, HOST)).isEqualTo(THANKS);
        }
    }

    @Test
    void aHostThatCannotBeReachedAnywhereIsSaidToBe() throws Exception {
        addresses = List.of(InetAddress.getByName("127.0.0.98"), InetAddress.getByName("127.0.0.99"));
        try (HttpSender sender = sender(new HttpClientOptions().setTrustOptions(keys))) {
            assertThat(send(sender, HOST)).isEqualTo(new Unanswered(Cause.CONNECTION));
        }
    }

    @Test
    void a_host_with_an_underscore_is_delivered_to() {
        HttpServer plain = vertx.createHttpServer()
                .requestHandler(HttpSenderTest::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        String authority = "my_shop_web:" + plain.actualPort();
        try (HttpSender sender = sender(new HttpClientOptions())) {
            ASKED.clear();

            Delivery delivery = Deliveries.delivery(0, "http://" + authority + "/hooks");

            assertThat(sender.send(delivery, new Destination.To(delivery.endpoint()))
                            .await()
                            .atMost(PATIENCE)
                            .outcome())
                    .isEqualTo(THANKS);
            assertThat(lookups).containsExactly("my_shop_web");
            assertThat(ASKED).extracting(Asked::hostHeader).containsExactly(authority);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "99", "600", "999", "65736", "123400"})
    void a_status_that_http_does_not_have_is_no_answer(String status) throws IOException {
        try (ServerSocket odd = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
                HttpSender sender = sender(new HttpClientOptions())) {
            Thread.ofVirtual().start(() -> answerOnce(odd, "HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n\r\n"));
            Delivery delivery = Deliveries.delivery(0, "http://odd.merchant.example:" + odd.getLocalPort() + "/");

            assertThat(sender.send(delivery, new Destination.To(delivery.endpoint()))
                            .await()
                            .atMost(PATIENCE)
                            .outcome())
                    .isEqualTo(new Unanswered(Cause.STATUS));
        }
    }

    private static void answerOnce(ServerSocket server, String answer) {
        try (Socket client = server.accept()) {
            client.getInputStream().read();
            client.getOutputStream().write(answer.getBytes(UTF_8));
            client.getOutputStream().flush();
            // Until the client is done with it.
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void answer(HttpServerRequest request) {
        ASKED.add(new Asked(
                request.getHeader("Host"),
                request.connection().indicatedServerName(),
                request.connection().remoteAddress().toString()));
        request.response().end("thanks");
    }

    private static AttemptOutcome send(HttpSender sender, String host) {
        String uri = "https://" + host + ":" + server.actualPort() + "/hook";
        Delivery delivery = Deliveries.delivery(0, uri);
        return sender.send(delivery, new Destination.To(delivery.endpoint()))
                .await()
                .atMost(PATIENCE)
                .outcome();
    }

    private HttpSender sender(HttpClientOptions options) {
        EndpointVetting vetting = new EndpointVetting(new AddressGuard(true), this::resolve);
        SigningSecrets secrets = new SigningSecrets(
                (account, ifNone, now) -> Uni.createFrom().item(List.of(new Stored(ifNone, Optional.empty()))),
                (endpoint, now) -> Uni.createFrom().item(List.of()),
                new SecretGenerator(Optional.empty()),
                Clock.systemUTC());
        return new HttpSender(vertx, options, secrets, NO_KEYS, vetting, LIMITS, Clock.systemUTC());
    }

    private Uni<List<InetAddress>> resolve(String host) {
        lookups.add(host);
        return Uni.createFrom().item(addresses);
    }
}
