package io.satang.console.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Asks the services themselves, at their ports for management, what operators may know and do: metrics, health and the documented internal
 * routes. Outside the local stack it knows somebody to ask only where operators sign in.
 */
@Singleton
public class OperatorClient {
    private static final int ANSWER_BYTES_MAX = 4 * 1024 * 1024;
    private static final Duration CONNECTING_MAX = Duration.ofSeconds(1);
    private static final Duration WAITING_MAX = Duration.ofSeconds(3);
    private static final int STATUS_REFUSED = 400;
    private static final String TOKEN_HEADER = "Satang-Operator-Token";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING_MAX)
            .executor(task -> Thread.ofVirtual().name("operator").start(task))
            .build();
    private final List<Replica> replicas;
    private final String token;
    private final boolean operatorsSignIn;

    @Inject
    OperatorClient(
            @ConfigProperty(name = "satang.console.services") Optional<List<String>> services,
            @ConfigProperty(name = "satang.operator.token") Optional<String> token,
            @ConfigProperty(name = "satang.console.oidc.issuer") Optional<String> issuer) {
        this.replicas = services.orElse(List.of()).stream().map(Replica::parse).toList();
        this.token = token.orElse("");
        this.operatorsSignIn = issuer.isPresent();
    }

    /**
     * A process of a service.
     *
     * @param service    its name
     * @param management where it answers to operators
     */
    public record Replica(String service, URI management) {
        private static Replica parse(String text) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new ConfigurationException("each of satang.console.services has to be SERVICE=ADDRESS");
            }
            return new Replica(
                    text.substring(0, equals).strip(),
                    URI.create(text.substring(equals + 1).strip()));
        }
    }

    /** What a process has said: a status of HTTP and a text. */
    public record Said(int status, String text) {
        /** As JSON, if it is. */
        public Optional<JsonNode> json() {
            try {
                return Optional.ofNullable(JSON.readTree(text)).filter(JsonNode::isContainerNode);
            } catch (IOException e) {
                return Optional.empty();
            }
        }

        /** Whether it did what was asked. */
        public boolean done() {
            return status < STATUS_REFUSED;
        }
    }

    void check(@Observes StartupEvent event) {
        Objects.requireNonNull(event);
        if (!startable(ConfigUtils.isProfileActive("local") || ConfigUtils.isProfileActive("test"))) {
            throw new ConfigurationException(
                    "satang.console.services needs satang.console.oidc.issuer, so that not everybody sees them");
        }
    }

    /** Outside the local stack and tests it may know of nobody unless operators sign in. */
    boolean startable(boolean local) {
        return local || replicas.isEmpty() || operatorsSignIn;
    }

    /** Whom it can ask; nobody where operators cannot be told from others. */
    public List<Replica> replicas() {
        return replicas;
    }

    /** Begins to read; empty when there is no answer in time. */
    public CompletableFuture<Optional<Said>> get(Replica replica, String path) {
        return send(HttpRequest.newBuilder(replica.management().resolve(path)).GET());
    }

    /** Begins to do something. */
    public CompletableFuture<Optional<Said>> post(Replica replica, String path) {
        return send(HttpRequest.newBuilder(replica.management().resolve(path)).POST(BodyPublishers.noBody()));
    }

    private CompletableFuture<Optional<Said>> send(HttpRequest.Builder request) {
        HttpRequest whole =
                request.timeout(WAITING_MAX).header(TOKEN_HEADER, token).build();
        return http.sendAsync(whole, head -> new LimitedBody(ANSWER_BYTES_MAX))
                .orTimeout(WAITING_MAX.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(OperatorClient::said)
                .exceptionally(failure -> Optional.empty());
    }

    private static Optional<Said> said(HttpResponse<byte[]> response) {
        return Optional.of(new Said(response.statusCode(), new String(response.body(), UTF_8)));
    }
}
