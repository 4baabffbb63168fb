package io.satang.webhook.delivery;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.endpoint.AddressGuard;
import io.satang.webhook.endpoint.EndpointVetting;
import io.satang.webhook.signature.SecretGenerator;
import io.satang.webhook.signature.SecretStore.Stored;
import io.satang.webhook.signature.SigningKeys;
import io.satang.webhook.signature.SigningSecrets;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server that says whatever it likes. */
class InterimAnswersTest {
    private static final Answered FINAL = new Answered(200, Optional.empty(), Optional.of("ok"));
    private static final SigningKeys NO_KEYS = new SigningKeys(Keyless.INSTANCE, Clock.systemUTC());
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger connections = new AtomicInteger();
    private NetServer server;
    private HttpSender sender;
    private volatile String before = "";

    @BeforeEach
    void start() {
        server = vertx.createNetServer()
                .connectHandler(this::serve)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        Clock clock = Clock.systemUTC();
        SigningSecrets secrets = new SigningSecrets(
                (account, ifNone, now) -> Uni.createFrom().item(List.of(new Stored(ifNone, Optional.empty()))),
                (endpoint, now) -> Uni.createFrom().item(List.of()),
                new SecretGenerator(Optional.empty()),
                clock);
        EndpointVetting vetting = new EndpointVetting(
                new AddressGuard(true), host -> Uni.createFrom().failure(new AssertionError(host)));
        HttpSender.Limits limits = new HttpSender.Limits(Duration.ofSeconds(5), 16_384, 4);
        sender = new HttpSender(vertx, new HttpClientOptions(), secrets, NO_KEYS, vetting, limits, clock);
    }

    @AfterEach
    void stop() {
        sender.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n",
                "HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n"
            })
    void theFinalAnswerCountsAndTheConnectionIsUsedAgain(String interim) {
        before = interim;

        assertThat(send()).isEqualTo(FINAL);
        assertThat(send()).isEqualTo(FINAL);
        assertThat(connections).hasValue(1);
    }

    private AttemptOutcome send() {
        String uri = "http://127.0.0.1:" + server.actualPort() + "/hook";
        Delivery delivery = Deliveries.delivery(0, uri);
        return sender.send(delivery, new Destination.To(delivery.endpoint()))
                .await()
                .atMost(PATIENCE)
                .outcome();
    }

    private void serve(NetSocket socket) {
        connections.incrementAndGet();
        socket.handler(request -> {
            if (request.toString(US_ASCII).contains("}")) {
                socket.write(before + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
            }
        });
    }
}
