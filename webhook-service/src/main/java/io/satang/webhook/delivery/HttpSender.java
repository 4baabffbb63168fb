package io.satang.webhook.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.satang.webhook.delivery.AttemptOutcome.Cause;
import io.satang.webhook.delivery.AttemptOutcome.Unanswered;
import io.satang.webhook.endpoint.AddressGuard.Verdict.Allowed;
import io.satang.webhook.endpoint.AddressGuard.Verdict.Refused;
import io.satang.webhook.endpoint.Endpoint;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.endpoint.EndpointVetting;
import io.satang.webhook.endpoint.NameServerException;
import io.satang.webhook.endpoint.UnresolvedException;
import io.satang.webhook.event.Traceparent;
import io.satang.webhook.signature.SigningKey;
import io.satang.webhook.signature.SigningKeys;
import io.satang.webhook.signature.SigningSecret;
import io.satang.webhook.signature.SigningSecrets;
import io.satang.webhook.signature.StandardSignature;
import io.satang.webhook.signature.WebhookSignature;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Posts events to endpoints: signed, to the very address that was vetted, with the endpoint's own host in the request and in TLS, following
 * no redirect, and never for longer or with more of an answer than is allowed.
 *
 * <p>All requests of a replica share one event loop, and all but those to endpoints with a client certificate its pool of kept-alive connections.
 */
public final class HttpSender implements Sender, AutoCloseable {
    // Exactly this: the plugin for WooCommerce compares it with what it gets (reference omise-api §15.2).
    private static final CharSequence CONTENT_TYPE = HttpHeaders.createOptimized("application/json");
    private static final CharSequence USER_AGENT = HttpHeaders.createOptimized("Satang-Webhook");
    private static final CharSequence SIGNATURE = HttpHeaders.createOptimized(WebhookSignature.HEADER);
    private static final CharSequence TIMESTAMP = HttpHeaders.createOptimized(WebhookSignature.TIMESTAMP_HEADER);
    private static final CharSequence STANDARD_ID = HttpHeaders.createOptimized(StandardSignature.ID_HEADER);
    private static final CharSequence STANDARD_TIMESTAMP =
            HttpHeaders.createOptimized(StandardSignature.TIMESTAMP_HEADER);
    private static final CharSequence STANDARD_SIGNATURE = HttpHeaders.createOptimized(StandardSignature.HEADER);
    private static final int CONNECT_SECONDS = 3;
    private static final int ADDRESSES_MAX = 8;
    private static final Duration NAME_SERVER_PATIENCE = Duration.ofDays(1);
    private static final int KEEP_ALIVE_SECONDS = 60;

    private final Vertx vertx;
    private final Context loop;
    private final TlsClients clients;
    private final SigningSecrets secrets;
    private final SigningKeys keys;
    private final EndpointVetting vetting;
    private final Limits limits;
    private final Clock clock;

    /**
     * What an endpoint may take of us.
     *
     * @param time          for one attempt, from connecting to the end of the answer; looking up the host has a limit of its own
     * @param responseBytes of an answer's body before the connection is closed
     * @param connections   to one host
     */
    public record Limits(Duration time, int responseBytes, int connections) {}

    /** What is sent, when it was signed, with both ways of proving who sends it, and the trace that it belongs to. */
    private record Message(
            Instant at, WebhookSignature omise, StandardSignature standard, Optional<Traceparent> trace, Buffer body) {}

    /** @param options what the client trusts; its other options are set here */
    public HttpSender(
            Vertx vertx,
            HttpClientOptions options,
            SigningSecrets secrets,
            SigningKeys keys,
            EndpointVetting vetting,
            Limits limits,
            Clock clock) {
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.secrets = Objects.requireNonNull(secrets, "secrets");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.vetting = Objects.requireNonNull(vetting, "vetting");
        this.limits = Objects.requireNonNull(limits, "limits");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.loop = vertx.getOrCreateContext();
        HttpClientOptions own = new HttpClientOptions(options)
                .setConnectTimeout(CONNECT_SECONDS * 1_000)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(false);
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(limits.connections());
        this.clients = new TlsClients(vertx, own, pool, limits.time());
    }

    @Override
    public Uni<Sent> send(Delivery delivery, Destination.To to) {
        Uni<List<SigningSecret>> found = secrets.of(delivery.signer());
        Optional<EndpointId> keyed = delivery.recipient().endpointId().filter(id -> to.keyed());
        return keyed.map(id -> found.flatMap(some -> keys.of(id.value())
                        // Such a signature takes a millisecond, which the loop of all requests has not.
                        .emitOn(Infrastructure.getDefaultWorkerPool())
                        .map(pairs -> message(delivery, some, pairs))
                        .flatMap(message -> send(delivery, to, () -> message))))
                .orElseGet(() -> found.flatMap(some -> send(delivery, to, () -> message(delivery, some, List.of()))));
    }

    @Override
    public void close() {
        clients.close();
    }

    private Uni<Sent> send(Delivery delivery, Destination.To to, Supplier<Message> message) {
        return vetting.vet(to.endpoint())
                .flatMap(verdict -> switch (verdict) {
                    case Allowed allowed -> exchange(delivery, to, message, allowed.addresses());
                    case Refused unused -> Uni.createFrom().item(Sent.nothing(new Unanswered(Cause.FORBIDDEN)));
                })
                .onFailure(failure -> countsAgainst(delivery, failure))
                .recoverWithItem(Sent.nothing(new Unanswered(Cause.NAME)));
    }

    // A name server that is silent may be ours, so the attempt is made again and again, but not for ever.
    private boolean countsAgainst(Delivery delivery, Throwable failure) {
        Instant patience = delivery.event().createdAt().plus(NAME_SERVER_PATIENCE);
        return failure instanceof UnresolvedException
                || (failure instanceof NameServerException && clock.instant().isAfter(patience));
    }

    private Uni<Sent> exchange(
            Delivery delivery, Destination.To to, Supplier<Message> message, List<InetAddress> addresses) {
        HttpClient client = clients.of(delivery, to.certificate());
        return Uni.createFrom()
                .item(message)
                .runSubscriptionOn(task -> loop.runOnContext(nothing -> task.run()))
                .flatMap(signed -> {
                    List<RequestOptions> ways = addresses.stream()
                            .limit(ADDRESSES_MAX)
                            .map(address -> request(to, address, signed))
                            .toList();
                    return exchange(client, ways, signed);
                });
    }

    private Uni<Sent> exchange(HttpClient client, List<RequestOptions> ways, Message signed) {
        return Uni.createFrom()
                .emitter(emitter -> new Exchange(
                                vertx,
                                limits,
                                clock,
                                outcome -> emitter.complete(new Sent(outcome, Optional.of(signed.at()))))
                        .start(client, ways, signed.body()));
    }

    private Message message(Delivery delivery, List<SigningSecret> found, List<SigningKey> pairs) {
        byte[] body = delivery.event().webhookBody().getBytes(UTF_8);
        Instant now = clock.instant();
        return new Message(
                now,
                WebhookSignature.of(found, now, body),
                StandardSignature.of(found, pairs, delivery.event().id(), now, body),
                delivery.event().traceparent(),
                Buffer.buffer(body));
    }

    // The host stays in the Host header, in SNI and in the check of the certificate; only the connection goes to the
    // vetted address.
    private static RequestOptions request(Destination.To to, InetAddress address, Message message) {
        Endpoint endpoint = to.endpoint();
        RequestOptions request = new RequestOptions();
        to.headers().values().forEach(request::putHeader);
        message.trace().ifPresent(trace -> request.putHeader(Traceparent.HEADER, trace.text()));
        return request.putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE)
                .putHeader(HttpHeaders.USER_AGENT, USER_AGENT)
                .putHeader(SIGNATURE, message.omise().value())
                .putHeader(TIMESTAMP, message.omise().timestamp())
                .putHeader(STANDARD_ID, message.standard().id())
                .putHeader(STANDARD_TIMESTAMP, message.standard().timestamp())
                .putHeader(STANDARD_SIGNATURE, message.standard().value())
                .setMethod(HttpMethod.POST)
                .setSsl(endpoint.secure())
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setServer(SocketAddress.inetSocketAddress(endpoint.port(), address.getHostAddress()))
                .setURI(endpoint.path())
                .setFollowRedirects(false);
    }
}
