package io.satang.webhook.endpoint;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Resolves endpoints' hosts and lets the {@link AddressGuard} judge what they resolve to. An answer is kept for a short while, so that
 * neither the resolver nor a receiver that gets many webhooks pays for each of them; requests for a host that is being resolved wait for
 * the same answer.
 *
 * <p>Safe for use by several threads.
 */
public final class EndpointVetting {
    /** A lookup that takes longer has failed. */
    public static final Duration LOOKUP_MAX = Duration.ofSeconds(5);

    private static final Duration KEPT = Duration.ofSeconds(30);
    private static final int HOSTS_MAX = 10_000;

    private final AddressGuard guard;
    private final Resolver resolver;
    private final Executor lookups;
    private final Clock clock;
    private final Map<String, Lookup> lookupsByHost = new ConcurrentHashMap<>();

    /** Finds all addresses of a host; may block. */
    @FunctionalInterface
    public interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    private record Lookup(Instant staleAt, Uni<List<InetAddress>> addresses) {}

    /** @param lookups where the resolver may block */
    public EndpointVetting(AddressGuard guard, Resolver resolver, Executor lookups, Clock clock) {
        this.guard = Objects.requireNonNull(guard, "guard");
        this.resolver = Objects.requireNonNull(resolver, "resolver");
        this.lookups = Objects.requireNonNull(lookups, "lookups");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** What the guard makes of the endpoint now; fails with {@link UnresolvedException} when its host has no address. */
    public Uni<AddressGuard.Verdict> vet(Endpoint endpoint) {
        return addresses(endpoint.host()).map(addresses -> guard.judge(endpoint, addresses));
    }

    private Uni<List<InetAddress>> addresses(String host) {
        Instant now = clock.instant();
        Lookup known = lookupsByHost.get(host);
        if (known != null && now.isBefore(known.staleAt())) {
            return known.addresses();
        }
        if (lookupsByHost.size() >= HOSTS_MAX) {
            lookupsByHost.clear();
        }
        return lookupsByHost
                .compute(
                        host,
                        (name, other) -> other != null && now.isBefore(other.staleAt()) ? other : lookUp(name, now))
                .addresses();
    }

    private Lookup lookUp(String host, Instant now) {
        Uni<List<InetAddress>> addresses = Uni.createFrom()
                .item(() -> resolve(host))
                .runSubscriptionOn(lookups)
                .ifNoItem()
                .after(LOOKUP_MAX)
                .failWith(() -> new UnresolvedException(new UnknownHostException(host)))
                .onFailure()
                .invoke(() -> lookupsByHost.remove(host))
                .memoize()
                .indefinitely();
        return new Lookup(now.plus(KEPT), addresses);
    }

    private List<InetAddress> resolve(String host) {
        try {
            return List.copyOf(resolver.resolve(host));
        } catch (UnknownHostException e) {
            throw new UnresolvedException(e);
        }
    }
}
