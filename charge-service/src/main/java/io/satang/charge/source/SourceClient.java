package io.satang.charge.source;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.satang.events.EventJson;
import io.satang.events.MalformedEventException;
import io.satang.events.SourceCreated;
import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.call.InternalRoutes;
import io.satang.platform.call.InternalRoutes.Answer;
import io.satang.platform.error.ApiException;
import io.satang.platform.id.SourceId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Asks the source-service, over HTTP, in the two cases where there is no way around it: a client that charges a source sooner than Kafka
 * could tell of it, and a source that is made within the request for the charge. Questions that arrive together travel together.
 */
@ApplicationScoped
public class SourceClient {
    private static final Coalescer.Limits LOOKUPS = new Coalescer.Limits(64, 2, 4_096);
    private static final Logger LOG = Logger.getLogger(SourceClient.class);

    private final InternalRoutes routes;
    private final Coalescer<SourceId, Optional<SourceCreated>> lookups;

    /** What the internal route answers, as a member. */
    record Found(List<SourceCreated> sources) {}

    /** A client with nothing under way. */
    public SourceClient(InternalRoutes routes, Coalescers coalescers) {
        this.routes = Objects.requireNonNull(routes, "routes");
        this.lookups = coalescers.make(
                "source lookups", LOOKUPS, id -> 2L * id.value().length(), SourceId::value, this::lookUp);
    }

    /** The source, if the source-service knows it. */
    Uni<Optional<SourceCreated>> find(SourceId sourceId) {
        return lookups.submit(sourceId);
    }

    /**
     * Makes a source.
     *
     * @param request account, mode and the source's parameters, as the internal route takes them
     * @throws ApiException what the source-service refuses it with
     */
    Uni<SourceCreated> create(ObjectNode request) {
        return routes.post("/internal/sources", request.toString())
                .map(answer -> answer.status() == 200 ? answer.read(SourceCreated.class) : refuse(answer));
    }

    private Uni<List<Optional<SourceCreated>>> lookUp(List<SourceId> sourceIds) {
        String ids = sourceIds.stream().map(SourceId::value).distinct().collect(Collectors.joining(","));
        return routes.get("/internal/sources?ids=" + ids).map(answer -> {
            if (answer.status() != 200) {
                refuse(answer);
            }
            Map<String, SourceCreated> found = readAll(answer.body()).stream()
                    .collect(Collectors.toMap(SourceCreated::sourceId, Function.identity()));
            return sourceIds.stream()
                    .map(id -> Optional.ofNullable(found.get(id.value())))
                    .toList();
        });
    }

    private static SourceCreated refuse(Answer answer) {
        // Two refusals are not the merchant's: it has no part in our token, and its key was good for this service, so
        // the other has not heard of the account yet.
        if (answer.status() >= 500 || answer.status() == 401 || answer.status() == 404) {
            LOG.errorf("source-service answered %d", answer.status());
            throw ApiException.of(503, "service_unavailable", "sources are not available, try again");
        }
        throw answer.refusal();
    }

    private static List<SourceCreated> readAll(String array) {
        try {
            return EventJson.read("{\"sources\":" + array + "}", Found.class).sources();
        } catch (MalformedEventException e) {
            throw new IllegalStateException("source-service answered no sources", e);
        }
    }
}
