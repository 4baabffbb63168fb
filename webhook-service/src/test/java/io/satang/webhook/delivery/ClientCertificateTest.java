package io.satang.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.webhook.Certificate;
import io.satang.webhook.delivery.AttemptOutcome.Unanswered;
import io.satang.webhook.endpoint.AddressGuard;
import io.satang.webhook.endpoint.ClientCertificate;
import io.satang.webhook.endpoint.CustomHeaders;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.endpoint.EndpointVetting;
import io.satang.webhook.signature.SecretGenerator;
import io.satang.webhook.signature.SecretStore.Stored;
import io.satang.webhook.signature.SigningKeys;
import io.satang.webhook.signature.SigningSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real TLS with a receiver that lets in only who shows a certificate that it knows. */
class ClientCertificateTest {
    private static final String HOST = "hooks.merchant.example";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final HttpSender.Limits LIMITS = new HttpSender.Limits(Duration.ofSeconds(5), 16_384, 4);
    private static final List<Seen> SEEN = new CopyOnWriteArrayList<>();

    private static Vertx vertx;
    private static HttpServer server;
    private static HttpSender sender;
    private static ClientCertificate known;
    private static ClientCertificate other;
    private static ClientCertificate unknown;

    private record Seen(String subject, String connection) {}

    @BeforeAll
    static void listen(@TempDir Path folder) throws IOException, InterruptedException {
        Certificate ofServer = Certificate.selfSigned(folder, HOST);
        Certificate first = Certificate.selfSigned(folder, "first.example");
        Certificate second = Certificate.selfSigned(folder, "second.example");
        known = certificate(first);
        other = certificate(second);
        unknown = certificate(Certificate.selfSigned(folder, "unknown.example"));
        vertx = Vertx.vertx();
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(ofServer.options())
                        .setClientAuth(ClientAuth.REQUIRED)
                        .setTrustOptions(new PemTrustOptions()
                                .addCertValue(Buffer.buffer(first.pem()))
                                .addCertValue(Buffer.buffer(second.pem())))
                        .setHost("127.0.0.1")
                        .setPort(0))
                .requestHandler(ClientCertificateTest::answer)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        sender = sender(new HttpClientOptions().setTrustOptions(ofServer.options()));
    }

    @AfterAll
    static void stop() {
        sender.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void forget() {
        SEEN.clear();
    }

    @Test
    void who_shows_a_certificate_that_the_receiver_knows_is_let_in_at_the_vetted_address() {
        assertThat(send("whep_test_1", Optional.of(known)).success()).isTrue();

        assertThat(SEEN).extracting(Seen::subject).containsExactly("CN=first.example");
    }

    @Test
    void who_shows_none_or_another_is_not() {
        assertThat(send("whep_test_2", Optional.empty())).isInstanceOf(Unanswered.class);
        assertThat(send("whep_test_3", Optional.of(unknown))).isInstanceOf(Unanswered.class);

        assertThat(SEEN).isEmpty();
    }

    @Test
    void endpoints_at_one_server_never_share_a_connection_and_each_uses_its_own_again() {
        send("whep_test_4", Optional.of(known));
        send("whep_test_5", Optional.of(other));
        send("whep_test_4", Optional.of(known));
        send("whep_test_5", Optional.of(other));
        assertThat(send("whep_test_6", Optional.empty())).isInstanceOf(Unanswered.class);

        assertThat(SEEN)
                .extracting(Seen::subject)
                .containsExactly("CN=first.example", "CN=second.example", "CN=first.example", "CN=second.example");
        assertThat(SEEN.stream().distinct())
                .as("two connections, each with a certificate of its own")
                .hasSize(2);
    }

    private static void answer(HttpServerRequest request) {
        try {
            X509Certificate shown =
                    (X509Certificate) request.connection().sslSession().getPeerCertificates()[0];
            SEEN.add(new Seen(
                    shown.getSubjectX500Principal().getName(),
                    request.connection().remoteAddress().toString()));
        } catch (SSLPeerUnverifiedException e) {
            SEEN.add(new Seen("nobody", ""));
        }
        request.response().end();
    }

    private static ClientCertificate certificate(Certificate certificate) {
        return ClientCertificate.checked(
                certificate.pem(), certificate.keyPem(), Clock.systemUTC().instant());
    }

    private static AttemptOutcome send(String endpoint, Optional<ClientCertificate> certificate) {
        Delivery fixed = Deliveries.delivery(0, "https://" + HOST + ":" + server.actualPort() + "/hook");
        Delivery delivery = new Delivery(
                fixed.id(), fixed.event(), fixed.endpoint(), new Recipient.Registered(new EndpointId(endpoint)));
        Destination.To to = new Destination.To(
                delivery.endpoint(),
                CustomHeaders.NONE,
                OptionalInt.empty(),
                Optional.empty(),
                false,
                false,
                certificate);
        return sender.send(delivery, to).await().atMost(PATIENCE).outcome();
    }

    private static HttpSender sender(HttpClientOptions options) {
        EndpointVetting vetting = new EndpointVetting(
                new AddressGuard(true), host -> Uni.createFrom().item(List.of(InetAddress.getLoopbackAddress())));
        List<Stored> secret = List.of(new Stored("c2VjcmV0", Optional.empty()));
        SigningSecrets secrets = new SigningSecrets(
                (account, ifNone, now) -> Uni.createFrom().item(secret),
                (endpoint, now) -> Uni.createFrom().item(secret),
                new SecretGenerator(Optional.empty()),
                Clock.systemUTC());
        SigningKeys noKeys = new SigningKeys(Keyless.INSTANCE, Clock.systemUTC());
        return new HttpSender(vertx, options, secrets, noKeys, vetting, LIMITS, Clock.systemUTC());
    }
}
