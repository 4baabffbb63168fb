package io.satang.webhook.health;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.satang.platform.batching.Coalescer;
import io.satang.webhook.delivery.Attempt;
import io.satang.webhook.delivery.AttemptOutcome;
import io.satang.webhook.delivery.AttemptOutcome.Answered;
import io.satang.webhook.delivery.AttemptOutcome.Cause;
import io.satang.webhook.delivery.AttemptOutcome.Unanswered;
import io.satang.webhook.delivery.Delivery;
import io.satang.webhook.delivery.DispatchObserver;
import io.satang.webhook.delivery.EndpointClass;
import io.satang.webhook.delivery.EndpointClasses;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.health.HealthStore.Failure;
import io.satang.webhook.registry.EndpointDisabling;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What this replica knows of the health of endpoints, and what it tells the others. An endpoint that answers costs nothing: of one that has
 * not failed lately nothing is known and nothing is written.
 *
 * <p>Safe for use by several threads.
 */
@Singleton
public class Breakers implements DispatchObserver, EndpointClasses {
    private static final Logger LOG = Logger.getLogger(Breakers.class);
    private static final String GONE = "endpoint answered 410";
    private static final int ENDPOINTS_MAX = 50_000;
    // An id, an address, and what stands around them.
    private static final int BYTES = 2_560;

    private final HealthStore store;
    private final HealthRules rules;
    private final EndpointDisabling disabling;
    private final HealthMetrics metrics;
    private final Clock clock;
    private final Coalescer<Failure, Health> failures;
    private final Coalescer<EndpointId, EndpointId> answers;
    // The one that was heard of longest ago is forgotten first, and heard of again when it fails.
    private final Cache<EndpointId, Health> known =
            Caffeine.newBuilder().maximumSize(ENDPOINTS_MAX).build();

    Breakers(HealthStore store, HealthRules rules, EndpointDisabling disabling, HealthMetrics metrics, Clock clock) {
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        this.store = Objects.requireNonNull(store, "store");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.disabling = Objects.requireNonNull(disabling, "disabling");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.failures = new Coalescer<>(
                "failures of endpoints",
                Coalescer.Limits.DEFAULT,
                failure -> BYTES,
                Failure::accountId,
                batch -> store.failed(batch).map(healths -> inOrder(batch, healths)));
        this.answers = new Coalescer<>(
                "answers of endpoints",
                Coalescer.Limits.DEFAULT,
                id -> BYTES,
                EndpointId::value,
                batch -> store.answered(batch).replaceWith(batch));
    }

    /** Whether the delivery may be attempted there now: at an endpoint that only fails one may from time to time. */
    Uni<Boolean> admits(EndpointId endpoint, String uri) {
        Optional<Instant> probeAt = knownAt(endpoint, uri).flatMap(Health::probeAt);
        if (probeAt.isEmpty()) {
            return Uni.createFrom().item(true);
        }
        return probeAt.get().isAfter(clock.instant()) ? Uni.createFrom().item(false) : store.takesProbe(endpoint);
    }

    @Override
    public EndpointClass of(Delivery delivery) {
        return delivery.recipient()
                .endpointId()
                .map(id -> knownAt(id, delivery.endpoint().text())
                        .map(health -> health.probeAt().isPresent() ? EndpointClass.FAILING : EndpointClass.UNSTEADY)
                        .orElse(EndpointClass.HEALTHY))
                .orElse(EndpointClass.ADDRESS);
    }

    @Override
    public void attempted(Attempt attempt) {
        Delivery delivery = attempt.claimed().delivery();
        delivery.recipient().endpointId().ifPresent(id -> attempted(id, delivery, attempt.outcome()));
    }

    /** It is so now, by what was read. */
    void learned(Health health) {
        if (health.failures() == 0) {
            known.invalidate(health.endpointId());
        } else {
            known.put(health.endpointId(), health);
        }
    }

    /** What is known may be over by now. */
    void forgetAll() {
        known.invalidateAll();
    }

    private Optional<Health> knownAt(EndpointId endpoint, String uri) {
        return Optional.ofNullable(known.getIfPresent(endpoint))
                .filter(health -> health.uri().equals(uri));
    }

    private void attempted(EndpointId id, Delivery delivery, AttemptOutcome outcome) {
        String uri = delivery.endpoint().text();
        if (outcome.success()) {
            if (known.getIfPresent(id) != null) {
                await(answers.submit(id).invoke(() -> known.invalidate(id)), id);
            }
        } else if (outcome.gone()) {
            await(disable(delivery.event().accountId(), id, GONE, uri, metrics::gone), id);
        } else if (countsAgainst(outcome)) {
            await(
                    failures.submit(new Failure(id, delivery.event().accountId(), uri))
                            .chain(this::failed),
                    id);
        }
    }

    // Who is asked too often is there, and who has no address was not asked.
    private static boolean countsAgainst(AttemptOutcome outcome) {
        return switch (outcome) {
            case Answered answered -> answered.status() != Answered.TOO_MANY_REQUESTS;
            case Unanswered(Cause cause) -> cause != Cause.WITHDRAWN;
        };
    }

    private Uni<Void> failed(Health health) {
        learned(health);
        return rules.disables(health, clock.instant())
                ? disable(health.accountId(), health.endpointId(), why(), health.uri(), metrics::hopeless)
                : Uni.createFrom().voidItem();
    }

    // Another replica may have done it already, and has counted it.
    private Uni<Void> disable(String accountId, EndpointId id, String why, String uri, Runnable count) {
        return disabling
                .disable(accountId, id, why, uri)
                .invoke(done -> {
                    if (done) {
                        count.run();
                    }
                })
                .replaceWithVoid();
    }

    private String why() {
        return "endpoint has only failed for " + rules.disabledAfter().toDays() + " days";
    }

    private static void await(Uni<?> work, EndpointId id) {
        work.subscribe().with(done -> {}, failure -> LOG.warnf("health of %s not noted: %s", id, failure.toString()));
    }

    private static List<Health> inOrder(List<Failure> batch, List<Health> healths) {
        return batch.stream()
                .map(failure -> healths.stream()
                        .filter(health -> health.endpointId().equals(failure.endpointId()))
                        .findFirst()
                        .orElseThrow())
                .toList();
    }
}
