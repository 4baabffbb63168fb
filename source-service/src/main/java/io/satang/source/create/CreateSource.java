package io.satang.source.create;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.platform.http.RequestId;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.source.catalogue.Catalogue;
import io.satang.source.create.CreateOutcome.Created;
import io.satang.source.create.CreateOutcome.KeyBusy;
import io.satang.source.create.CreateOutcome.Refused;
import io.satang.source.create.CreateOutcome.Replayed;
import io.satang.source.keyed.KeyOutcome;
import io.satang.source.keyed.KeyOutcome.First;
import io.satang.source.keyed.KeyOutcome.Overtaken;
import io.satang.source.keyed.KeyOutcome.Used;
import io.satang.source.keyed.Keyed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/** Makes sources: asks the rules, and writes what they accept. */
@ApplicationScoped
class CreateSource {
    private final Catalogue catalogue;
    private final SourceStore sources;
    private final KeyedSourceStore keyedSources;
    private final Ids ids;
    private final Clock clock;
    private final Counter created;
    private final Counter refused;

    CreateSource(
            Catalogue catalogue,
            SourceStore sources,
            KeyedSourceStore keyedSources,
            Ids ids,
            Clock clock,
            MeterRegistry metrics) {
        this.catalogue = Objects.requireNonNull(catalogue, "catalogue");
        this.sources = Objects.requireNonNull(sources, "sources");
        this.keyedSources = Objects.requireNonNull(keyedSources, "keyedSources");
        this.ids = Objects.requireNonNull(ids, "ids");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.created = Counter.builder("satang.source.created.sources")
                .description("Sources that are durable")
                .register(metrics);
        this.refused = Counter.builder("satang.source.refused.requests")
                .description("Requests for a source that the rules refused")
                .register(metrics);
    }

    /** Answers once source and event are durable, or at once when the rules refuse the request. */
    Uni<CreateOutcome> create(SourceRequest request, Merchant merchant, Optional<IdempotencyRequest> idempotency) {
        return switch (decide(request, merchant)) {
            case SourceDecision.Accepted accepted -> write(render(accepted, merchant), idempotency);
            case SourceDecision.Refused refusal -> {
                refused.increment();
                yield Uni.createFrom().item(new Refused(refusal.message()));
            }
        };
    }

    /** What {@link #create} would make of the request; nothing is kept. */
    CreateOutcome preview(SourceRequest request, Merchant merchant) {
        return switch (decide(request, merchant)) {
            case SourceDecision.Accepted accepted -> new Created(render(accepted, merchant));
            case SourceDecision.Refused refusal -> new Refused(refusal.message());
        };
    }

    private NewSource render(SourceDecision.Accepted accepted, Merchant merchant) {
        return NewSource.of(accepted.draft(), merchant, ids, RequestId.current());
    }

    private SourceDecision decide(SourceRequest request, Merchant merchant) {
        return SourceRules.decide(request, merchant, catalogue, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private Uni<CreateOutcome> write(NewSource source, Optional<IdempotencyRequest> idempotency) {
        return idempotency
                .map(request -> writeOnce(new Keyed<>(source, request)))
                .orElseGet(() -> sources.insert(source).map(Created::new))
                .invoke(this::count);
    }

    private Uni<CreateOutcome> writeOnce(Keyed<NewSource> source) {
        return keyedSources.insertOnce(source).map(outcome -> outcome(outcome, source.idempotency()));
    }

    private void count(CreateOutcome outcome) {
        if (outcome instanceof Created) {
            created.increment();
        }
    }

    private static CreateOutcome outcome(KeyOutcome<NewSource> outcome, IdempotencyRequest request) {
        return switch (outcome) {
            case First<NewSource> first -> new Created(first.object());
            case Used<NewSource> used -> new Replayed(request.replay(used.requestHash(), used.answer()));
            case Overtaken<NewSource> ignored -> new KeyBusy();
        };
    }
}
