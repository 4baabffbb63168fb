package io.satang.charge.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.api.ApiException;
import io.satang.api.InternalOnly;
import io.satang.api.RequestId;
import io.satang.events.Coalescer;
import io.satang.events.Coalescers;
import io.satang.events.EventJson;
import io.satang.events.MalformedEventException;
import io.satang.events.SourceCreated;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Asks the source-service, over HTTP, in the two cases where there is no way around it: a client that charges a source sooner than Kafka
 * could tell of it, and a source that is made within the request for the charge. Questions that arrive together travel together.
 */
@ApplicationScoped
class SourceClient {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Coalescer.Limits LOOKUPS = new Coalescer.Limits(64, 2, 4_096);
    private static final Logger LOG = Logger.getLogger(SourceClient.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient http;
    private final String url;
    private final String token;
    private final Coalescer<String, Optional<SourceCreated>> lookups;

    private record Answer(int status, String body) {}

    SourceClient(
            Vertx vertx,
            Coalescers coalescers,
            @ConfigProperty(name = "satang.source-service.url") String url,
            @ConfigProperty(name = "satang.internal.token") String token) {
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setConnectTimeout((int) TIMEOUT.toMillis())
                        .setKeepAlive(true),
                new PoolOptions().setHttp1MaxSize(16));
        this.url = Objects.requireNonNull(url, "url");
        this.token = Objects.requireNonNull(token, "token");
        this.lookups = coalescers.make("source lookups", LOOKUPS, id -> 2L * id.length(), this::lookUp);
    }

    /** The source, if the source-service knows it. */
    Uni<Optional<SourceCreated>> find(String sourceId) {
        return lookups.submit(sourceId);
    }

    /**
     * Makes a source.
     *
     * @param request account, mode and the source's parameters, as the internal route takes them
     * @throws ApiException what the source-service refuses it with
     */
    Uni<SourceCreated> create(ObjectNode request) {
        return send(HttpMethod.POST, "/internal/sources", Optional.of(request.toString()))
                .map(answer -> answer.status() == 200 ? read(answer.body()) : refuse(answer));
    }

    private Uni<List<Optional<SourceCreated>>> lookUp(List<String> sourceIds) {
        String ids = sourceIds.stream().distinct().collect(Collectors.joining(","));
        return send(HttpMethod.GET, "/internal/sources?ids=" + ids, Optional.empty())
                .map(answer -> {
                    if (answer.status() != 200) {
                        refuse(answer);
                    }
                    Map<String, SourceCreated> found = readAll(answer.body()).stream()
                            .collect(Collectors.toMap(SourceCreated::sourceId, Function.identity()));
                    return sourceIds.stream()
                            .map(id -> Optional.ofNullable(found.get(id)))
                            .toList();
                });
    }

    private Uni<Answer> send(HttpMethod method, String path, Optional<String> body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(url + path)
                .setTimeout(TIMEOUT.toMillis())
                .putHeader(InternalOnly.HEADER, token)
                .putHeader("Content-Type", "application/json");
        // Of look-ups that travel together it is the first one's.
        RequestId.current().ifPresent(id -> options.putHeader(RequestId.HEADER, id));
        return http.request(options)
                .flatMap(request -> request.send(Buffer.buffer(body.orElse(""))))
                .flatMap(response -> response.body().map(text -> new Answer(response.statusCode(), text.toString())));
    }

    private static SourceCreated refuse(Answer answer) {
        // Of the statuses that are refusals, these two are not the merchant's: it has no part in our token, and its key
        // was good
        // for this service, so the other has not heard of the account yet.
        if (answer.status() >= 500 || answer.status() == 401 || answer.status() == 404) {
            LOG.errorf("source-service answered %d", answer.status());
            throw ApiException.of(503, "service_unavailable", "sources are not available, try again");
        }
        try {
            JsonNode error = MAPPER.readTree(answer.body());
            throw ApiException.of(
                    answer.status(),
                    error.path("code").asText(),
                    error.path("message").asText());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "source-service answered " + answer.status() + " without an error object", e);
        }
    }

    private static List<SourceCreated> readAll(String json) {
        try {
            List<SourceCreated> sources = new ArrayList<>();
            for (JsonNode source : MAPPER.readTree(json)) {
                sources.add(read(source.toString()));
            }
            return sources;
        } catch (IOException e) {
            throw new IllegalStateException("source-service answered no JSON", e);
        }
    }

    private static SourceCreated read(String json) {
        try {
            return EventJson.read(json, SourceCreated.class);
        } catch (MalformedEventException e) {
            throw new IllegalStateException("source-service answered no source", e);
        }
    }
}
