package io.satang.platform.uri;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which hosts an address may name. What a name resolves to is decided where it is called, since names change their meaning; literal
 * addresses say at once what they are.
 */
final class HostNames {
    private static final int CHARS_MAX = 253;
    private static final int IPV4_BYTES = 4;

    // Underscores are in no standard and in the names of many containers.
    private static final Pattern NAME = Pattern.compile(
            "(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)*[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.?");

    private static final Pattern IPV4 = Pattern.compile("(?:(?:0|[1-9][0-9]{0,2})\\.){3}(?:0|[1-9][0-9]{0,2})");

    // Numbers where a top-level domain belongs: some read 2130706433, 0x7f.1 and 0177.1 as addresses.
    private static final Pattern NUMBER_AT_THE_END = Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\\.?");

    // Link-local addresses, and those where clouds hand out a machine's credentials: refused in every mode.
    private static final List<IpSubnetFilterRule> NEVER = Stream.of(
                    "169.254.0.0/16", "168.63.129.16/32", "100.100.100.200/32", "fe80::/10", "fd00:ec2::/32")
            .map(HostNames::block)
            .toList();

    // IPv6 addresses that carry an IPv4 address in their last four bytes: mapped, compatible, and NAT64.
    private static final List<IpSubnetFilterRule> CARRIERS =
            Stream.of("::/96", "64:ff9b::/96").map(HostNames::block).toList();

    private HostNames() {}

    /** Whether this is the name of a host, or looks like an IPv4 address. */
    static boolean isName(String host) {
        return host.length() <= CHARS_MAX && NAME.matcher(host).matches();
    }

    /** Whether this is an IPv6 address in brackets. */
    static boolean isIpv6(String bracketed) {
        return NetUtil.isValidIpV6Address(bracketed.substring(1, bracketed.length() - 1));
    }

    /** Whether this host, without brackets, is a name, or an address in its usual form that is not refused in every mode. */
    static boolean mayBeGiven(String host) {
        if (NetUtil.isValidIpV6Address(host)) {
            return mayBeCalled(address(host));
        }
        if (!NUMBER_AT_THE_END.matcher(host).matches()) {
            return true;
        }
        return IPV4.matcher(host).matches() && NetUtil.isValidIpV4Address(host) && mayBeCalled(address(host));
    }

    private static boolean mayBeCalled(byte[] address) {
        if (within(NEVER, address)) {
            return false;
        }
        return address.length == IPV4_BYTES
                || !within(CARRIERS, address)
                || !within(NEVER, Arrays.copyOfRange(address, address.length - IPV4_BYTES, address.length));
    }

    private static byte[] address(String literal) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(literal);
        return mapped(address) ? Arrays.copyOfRange(address, address.length - IPV4_BYTES, address.length) : address;
    }

    // ::ffff:a.b.c.d is IPv4 by another name.
    private static boolean mapped(byte[] address) {
        return address.length > IPV4_BYTES
                && address[10] == (byte) 0xff
                && address[11] == (byte) 0xff
                && Arrays.equals(address, 0, 10, new byte[10], 0, 10);
    }

    private static boolean within(List<IpSubnetFilterRule> blocks, byte[] address) {
        try {
            InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getByAddress(address), 0);
            return blocks.stream().anyMatch(block -> block.matches(anyPort));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes", e);
        }
    }

    private static IpSubnetFilterRule block(String cidr) {
        return new IpSubnetFilterRule(cidr, IpFilterRuleType.REJECT);
    }
}
