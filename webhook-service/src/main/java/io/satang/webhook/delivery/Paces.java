package io.satang.webhook.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.satang.platform.batching.Coalescer;
import io.satang.webhook.delivery.PaceStore.Demand;
import io.satang.webhook.delivery.PaceStore.Grant;
import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * When the next delivery may go to an endpoint that takes only so many a second, of whichever replica. Those that come while a statement
 * is under way ask together, and what one is given beyond that is used for a second.
 *
 * <p>Safe for use by several threads.
 */
@Singleton
public final class Paces {
    private static final int ENDPOINTS_MAX = 50_000;
    private static final Duration SPARE_FOR = Duration.ofSeconds(1);
    private static final long DEMAND_BYTES = 128;

    private final PaceStore store;
    private final Clock clock;
    private final Coalescer<Demand, Duration> demands;
    private final Cache<EndpointId, Spare> spare =
            Caffeine.newBuilder().maximumSize(ENDPOINTS_MAX).build();

    /** Tokens that are left, until then. */
    private record Spare(int tokens, Instant until) {}

    /** Nothing is left of any endpoint. */
    public Paces(PaceStore store, Clock clock) {
        this.store = Objects.requireNonNull(store, "store");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.demands = new Coalescer<>(
                "paces of endpoints",
                Coalescer.Limits.DEFAULT,
                demand -> DEMAND_BYTES,
                demand -> demand.endpoint().value(),
                this::ask);
    }

    /**
     * For how long a delivery has to wait. Its token is taken if that is no longer than {@link PaceStore#WAIT_MAX}.
     *
     * @param perSecond how many the endpoint takes
     */
    Uni<Duration> take(EndpointId endpoint, int perSecond) {
        return takeSpare(endpoint)
                ? Uni.createFrom().item(Duration.ZERO)
                : demands.submit(new Demand(endpoint, perSecond, 1));
    }

    private boolean takeSpare(EndpointId endpoint) {
        boolean[] taken = {false};
        spare.asMap().computeIfPresent(endpoint, (id, left) -> {
            taken[0] = left.tokens() > 0 && left.until().isAfter(clock.instant());
            return taken[0] ? new Spare(left.tokens() - 1, left.until()) : null;
        });
        return taken[0];
    }

    private Uni<List<Duration>> ask(List<Demand> each) {
        Map<EndpointId, Demand> together = new LinkedHashMap<>();
        each.forEach(one -> together.merge(
                one.endpoint(),
                one,
                (before, also) -> new Demand(also.endpoint(), also.perSecond(), before.needed() + also.needed())));
        List<Demand> asked = List.copyOf(together.values());
        return store.take(asked).map(grants -> {
            Map<EndpointId, Grant> byEndpoint = new LinkedHashMap<>();
            for (int i = 0; i < asked.size(); i++) {
                byEndpoint.put(asked.get(i).endpoint(), grants.get(i));
                keep(asked.get(i), grants.get(i));
            }
            return waits(each, byEndpoint);
        });
    }

    private static List<Duration> waits(List<Demand> each, Map<EndpointId, Grant> grants) {
        Map<EndpointId, Integer> numbers = new LinkedHashMap<>();
        List<Duration> waits = new ArrayList<>();
        for (Demand demand : each) {
            int number = numbers.merge(demand.endpoint(), 1, Integer::sum);
            waits.add(Objects.requireNonNull(grants.get(demand.endpoint()), "grant")
                    .waitOf(number, demand.perSecond()));
        }
        return waits;
    }

    private void keep(Demand asked, Grant grant) {
        if (grant.tokens() > asked.needed()) {
            spare.put(
                    asked.endpoint(),
                    new Spare(grant.tokens() - asked.needed(), clock.instant().plus(SPARE_FOR)));
        }
    }
}
