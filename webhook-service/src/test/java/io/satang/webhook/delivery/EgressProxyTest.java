package io.satang.webhook.delivery;

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
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.JksOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.ProxyOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a proxy that does {@code CONNECT} and nothing else. */
class EgressProxyTest {
    private static final String HOST = "hooks.merchant.example";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> CONNECTED = new CopyOnWriteArrayList<>();
    private static final List<String> SERVER_NAMES = new CopyOnWriteArrayList<>();
    private static final Vertx VERTX = Vertx.vertx();

    private static JksOptions keys;
    private static HttpServer merchant;
    private static HttpServer proxy;

    @BeforeAll
    static void listen(@TempDir Path folder) throws Exception {
        keys = Certificate.selfSigned(folder, HOST).options();
        merchant = ready(VERTX.createHttpServer(
                        new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(keys))
                .requestHandler(request -> {
                    SERVER_NAMES.add(request.connection().indicatedServerName());
                    request.response().end("thanks");
                })
                .listen(0, "127.0.0.1"));
        proxy = ready(VERTX.createHttpServer()
                .requestHandler(EgressProxyTest::connect)
                .listen(0, "127.0.0.1"));
    }

    @AfterAll
    static void stop() {
        ready(VERTX.close());
    }

    @BeforeEach
    void forget() {
        CONNECTED.clear();
        SERVER_NAMES.clear();
    }

    @Test
    void it_is_asked_for_the_vetted_address_and_tls_speaks_of_the_endpoints_host() throws Exception {
        AttemptOutcome outcome = send("127.0.0.1", true);

        assertThat(outcome).isEqualTo(new Answered(200, Optional.empty(), Optional.of("thanks")));
        assertThat(CONNECTED).containsExactly("127.0.0.1:" + merchant.actualPort());
        assertThat(SERVER_NAMES).containsExactly(HOST);
    }

    @Test
    void an_address_that_may_not_be_reached_is_never_asked_for() throws Exception {
        assertThat(send("127.0.0.1", false)).isEqualTo(new Unanswered(Cause.FORBIDDEN));

        assertThat(CONNECTED).isEmpty();
    }

    @Test
    void what_it_refuses_is_a_connection_that_failed() throws Exception {
        assertThat(send("127.0.0.66", true)).isEqualTo(new Unanswered(Cause.CONNECTION));

        assertThat(CONNECTED).containsExactly("127.0.0.66:" + merchant.actualPort());
    }

    @Test
    void it_is_named_by_host_and_port() {
        assertThat(EgressProxy.parse("proxy.internal:3128")).contains(new EgressProxy("proxy.internal", 3128));
        assertThat(EgressProxy.parse("[fd00::1]:3128")).contains(new EgressProxy("fd00::1", 3128));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "proxy.internal", "http://proxy.internal:3128", "proxy:0", "proxy:65536", "a:b@proxy:1"})
    void what_is_no_host_and_port_is_no_proxy(String text) {
        assertThat(EgressProxy.parse(text)).isEmpty();
    }

    private static AttemptOutcome send(String address, boolean allowPrivate) throws Exception {
        InetAddress resolved = InetAddress.getByName(address);
        EndpointVetting vetting = new EndpointVetting(
                new AddressGuard(allowPrivate), host -> Uni.createFrom().item(List.of(resolved)));
        SigningSecrets secrets = new SigningSecrets(
                (account, ifNone, now) -> Uni.createFrom().item(List.of(new Stored(ifNone, Optional.empty()))),
                (endpoint, now) -> Uni.createFrom().item(List.of()),
                new SecretGenerator(Optional.empty()),
                Clock.systemUTC());
        HttpClientOptions options = new HttpClientOptions()
                .setTrustOptions(keys)
                .setProxyOptions(new ProxyOptions().setHost("127.0.0.1").setPort(proxy.actualPort()));
        HttpSender.Limits limits = new HttpSender.Limits(Duration.ofSeconds(5), 16_384, 4);
        Delivery delivery = Deliveries.delivery(0, "https://" + HOST + ":" + merchant.actualPort() + "/hook");
        try (HttpSender sender = new HttpSender(
                VERTX,
                options,
                secrets,
                new SigningKeys(Keyless.INSTANCE, Clock.systemUTC()),
                vetting,
                limits,
                Clock.systemUTC())) {
            return sender.send(delivery, new Destination.To(delivery.endpoint()))
                    .await()
                    .atMost(PATIENCE)
                    .outcome();
        }
    }

    private static void connect(HttpServerRequest request) {
        CONNECTED.add(request.uri());
        if (!request.method().equals(HttpMethod.CONNECT) || request.uri().startsWith("127.0.0.66:")) {
            request.response().setStatusCode(403).end();
            return;
        }
        VERTX.createNetClient()
                .connect(merchant.actualPort(), "127.0.0.1")
                .onSuccess(there -> request.toNetSocket().onSuccess(here -> join(here, there)));
    }

    private static void join(NetSocket here, NetSocket there) {
        here.pipeTo(there);
        there.pipeTo(here);
    }

    private static <T> T ready(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
