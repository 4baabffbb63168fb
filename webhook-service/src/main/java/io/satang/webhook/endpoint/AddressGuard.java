package io.satang.webhook.endpoint;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
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
 * @param allowPrivate lets private networks and loopback through, and plain HTTP; for the local stack only. Link-local addresses and those
 *                     of clouds' metadata services are refused even then.
 */
public record AddressGuard(boolean allowPrivate) {
    // Whoever answers there gives away credentials of the machine.
    private static final List<IpSubnetFilterRule> NEVER = blocks(
            "169.254.0.0/16", // link-local, and the metadata service of most clouds
            "100.100.100.200/32", // Alibaba Cloud's metadata service
            "168.63.129.16/32", // Azure's platform endpoint, reachable from every virtual machine
            "fe80::/10", // link-local
            "fd00:ec2::/32"); // metadata and other services of Amazon's machines

    private static final List<IpSubnetFilterRule> SPECIAL = blocks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // shared address space of carrier-grade NAT
            "127.0.0.0/8", // loopback
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
            "3fff::/20"); // documentation

    // All the rest of IPv6 is loopback, unspecified, mapped and translated IPv4 (NAT64), unique local, link-local,
    // site-local, multicast, discard-only, SRv6 or not assigned.
    private static final int GLOBAL_UNICAST = 0b001;
    private static final int OTHER_BITS = 5;

    /** What the guard makes of an endpoint. */
    public sealed interface Verdict {
        /** The connection may be made, to one of these addresses and no other; the first one that can be reached. */
        record Allowed(List<InetAddress> addresses) implements Verdict {
            public Allowed {
                addresses = List.copyOf(addresses);
            }
        }

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
        return allowed ? new Verdict.Allowed(resolved) : new Verdict.Refused();
    }

    /** Whether a connection to this address may be made. */
    public boolean allows(InetAddress address) {
        Objects.requireNonNull(address, "address");
        return !within(NEVER, address) && (allowPrivate || isPublic(address));
    }

    private static boolean isPublic(InetAddress address) {
        return (address instanceof Inet4Address || isGlobalUnicast(address)) && !within(SPECIAL, address);
    }

    // By hand, and not by a rule of Netty's: those for IPv6 also hold for addresses that begin with the bits of their
    // mask.
    private static boolean isGlobalUnicast(InetAddress address) {
        return Byte.toUnsignedInt(address.getAddress()[0]) >> OTHER_BITS == GLOBAL_UNICAST;
    }

    private static boolean within(List<IpSubnetFilterRule> blocks, InetAddress address) {
        InetSocketAddress anyPort = new InetSocketAddress(address, 0);
        return blocks.stream().anyMatch(block -> block.matches(anyPort));
    }

    private static List<IpSubnetFilterRule> blocks(String... blocks) {
        return Stream.of(blocks).map(AddressGuard::block).toList();
    }

    private static IpSubnetFilterRule block(String cidr) {
        return new IpSubnetFilterRule(cidr, IpFilterRuleType.REJECT);
    }
}
