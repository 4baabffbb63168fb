package io.satang.webhook.endpoint;

import io.netty.util.NetUtil;
import io.satang.webhook.endpoint.AddressGuard.Verdict;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Resolves endpoints' hosts and lets the {@link AddressGuard} judge what they resolve to. Literal addresses are not looked up.
 *
 * <p>Safe for use by several threads.
 */
public final class EndpointVetting {
    /** A lookup that takes longer has failed. */
    public static final Duration LOOKUP_MAX = Duration.ofSeconds(5);

    // What ends in a number is an address in some spelling and never a name (WHATWG URL, "ends in a number").
    private static final Pattern NUMBER = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");

    private final AddressGuard guard;
    private final HostResolver resolver;

    /** Vets by this guard what this resolver finds. */
    public EndpointVetting(AddressGuard guard, HostResolver resolver) {
        this.guard = Objects.requireNonNull(guard, "guard");
        this.resolver = Objects.requireNonNull(resolver, "resolver");
    }

    /**
     * What the guard makes of the endpoint now; fails with {@link UnresolvedException} when its host has no address, and with
     * {@link NameServerException} when nobody could say in time.
     */
    public Uni<Verdict> vet(Endpoint endpoint) {
        Optional<InetAddress> literal = literal(endpoint.host());
        if (literal.isPresent()) {
            return Uni.createFrom().item(guard.judge(endpoint, List.of(literal.get())));
        }
        if (NUMBER.matcher(endpoint.host()).matches()) {
            return Uni.createFrom().item(new Verdict.Refused());
        }
        return resolver.resolve(endpoint.host())
                .ifNoItem()
                .after(LOOKUP_MAX)
                .failWith(() -> new NameServerException(endpoint.host()))
                .map(addresses -> guard.judge(endpoint, addresses));
    }

    private static Optional<InetAddress> literal(String host) {
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(host));
    }
}
