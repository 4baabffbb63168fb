package io.satang.source.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.platform.batching.Coalescer;
import io.satang.platform.batching.Coalescers;
import io.satang.platform.call.InternalRoutes;
import io.satang.platform.call.InternalRoutes.Answer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks the charge-service how the charge of a source stands, when Kafka has not told of any: whoever reads a source right after charging it
 * sees the charge. Questions that arrive together travel together, and none is waited for longer than {@link #PATIENCE}.
 */
@ApplicationScoped
public class ChargeServiceClient {
    /** A source can be shown without its charge, so this is short. */
    static final Duration PATIENCE = Duration.ofMillis(500);

    private static final Coalescer.Limits QUESTIONS = new Coalescer.Limits(64, 2, 1_024);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final TypeReference<Map<String, String>> STATUSES = new TypeReference<>() {};

    private final InternalRoutes routes;
    private final Duration patience;
    private final Coalescer<String, Optional<ChargeStatus>> questions;
    private final Counter unanswered;

    /** A client with nothing under way. */
    @Inject
    public ChargeServiceClient(InternalRoutes routes, Coalescers coalescers, MeterRegistry metrics) {
        this(routes, PATIENCE, coalescers, metrics);
    }

    ChargeServiceClient(InternalRoutes routes, Duration patience, Coalescers coalescers, MeterRegistry metrics) {
        this.routes = Objects.requireNonNull(routes, "routes");
        this.patience = Objects.requireNonNull(patience, "patience");
        this.questions =
                coalescers.make("charge status questions", QUESTIONS, id -> 2L * id.length(), id -> id, this::ask);
        this.unanswered = Counter.builder("satang.source.charge.status.unanswered.questions")
                .description("Sources shown without their charge, as the charge-service gave no answer in time")
                .register(metrics);
    }

    /** How the source's charge stands; empty when it has none, or nobody answers in time. */
    public Uni<Optional<ChargeStatus>> status(String sourceId) {
        return questions
                .submit(sourceId)
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure()
                .invoke(() -> unanswered.increment())
                .onFailure()
                .recoverWithItem(Optional.empty());
    }

    private Uni<List<Optional<ChargeStatus>>> ask(List<String> sourceIds) {
        String ids = sourceIds.stream().distinct().collect(Collectors.joining(","));
        return routes.get("/internal/source-charges?ids=" + ids)
                .map(ChargeServiceClient::statuses)
                .map(statuses -> sourceIds.stream()
                        .map(id -> Optional.ofNullable(statuses.get(id)).flatMap(ChargeStatus::of))
                        .toList());
    }

    private static Map<String, String> statuses(Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException("charge-service answered " + answer.status());
        }
        try {
            return MAPPER.readValue(answer.body(), STATUSES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("charge-service answered no statuses", e);
        }
    }
}
