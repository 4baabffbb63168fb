package io.satang.webhook.endpoint;

import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Keeps deliveries out of private networks (server-side request forgery). It judges the addresses that a name resolved to, and the
 * connection is then made to the very address that was judged, so neither the spelling of a host (decimal, hexadecimal, mapped) nor a name
 * that resolves to something else a moment later gets around it.
 *
 * <p>For IPv4 everything of the IANA special-purpose registry is refused; for IPv6 only global unicast is let through, less its
 * special-purpose blocks.
 *
 * @param allowPrivate lets everything through, plain HTTP included; for the local stack only
 */
public record AddressGuard(boolean allowPrivate) {
    private static final List<AddressBlock> REFUSED = Stream.of(
                    "0.0.0.0/8", // this network
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // shared address space of carrier-grade NAT
                    "127.0.0.0/8", // loopback
                    "168.63.129.16/32", // Azure's platform endpoint, reachable from every virtual machine
                    "169.254.0.0/16", // link-local, and the metadata service of most clouds
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // IETF protocol assignments
                    "192.0.2.0/24", // documentation
                    "192.31.196.0/24", // AS112
                    "192.52.193.0/24", // automatic multicast tunnelling
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "192.175.48.0/24", // AS112
                    "198.18.0.0/15", // benchmarking
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, and broadcast
                    "2001::/23", // IETF protocol assignments, Teredo among them
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4, which embeds an IPv4 address
                    "2620:4f:8000::/48", // AS112
                    "3fff::/20") // documentation
            .map(AddressBlock::of)
            .toList();

    // All the rest of IPv6 is loopback, unspecified, mapped and translated IPv4 (NAT64), unique local, link-local,
    // site-local, multicast, discard-only, SRv6 or not assigned.
    private static final AddressBlock GLOBAL_UNICAST = AddressBlock.of("2000::/3");

    /** What the guard makes of an endpoint. */
    public sealed interface Verdict {
        /** The connection may be made, to this address and no other. */
        record Allowed(InetAddress address) implements Verdict {}

        /** It may not: the endpoint is not HTTPS, or not on a public address. */
        record Refused() implements Verdict {}
    }

    /**
     * Judges an endpoint by what its host resolved to. A single refused address refuses the endpoint: a public name with a private address
     * among its own is an attack or a mistake.
     *
     * @param resolved every address of the host
     */
    public Verdict judge(Endpoint endpoint, List<InetAddress> resolved) {
        boolean allowed = (endpoint.secure() || allowPrivate)
                && !resolved.isEmpty()
                && resolved.stream().allMatch(this::allows);
        return allowed ? new Verdict.Allowed(resolved.getFirst()) : new Verdict.Refused();
    }

    /** Whether a connection to this address may be made. */
    public boolean allows(InetAddress address) {
        Objects.requireNonNull(address, "address");
        return allowPrivate || isPublic(address.getAddress());
    }

    private static boolean isPublic(byte[] address) {
        boolean unicast = address.length == 4 || GLOBAL_UNICAST.contains(address);
        return unicast && REFUSED.stream().noneMatch(block -> block.contains(address));
    }
}
