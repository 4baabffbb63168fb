package io.satang.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.webhook.endpoint.AddressGuard.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private static final AddressGuard GUARD = new AddressGuard(false);
    private static final Endpoint HTTPS =
            Endpoint.parse("https://merchant.example/hook").orElseThrow();
    private static final Endpoint HTTP =
            Endpoint.parse("http://merchant.example/hook").orElseThrow();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.255.255.255",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.192",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "192.168.255.255",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::a00:1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "3fff::1",
                "5f00::1",
                "fc00::1",
                "fd00::1",
                "fec0::1",
                "ff02::1",
                "4000::1"
            })
    void privateAndSpecialAddressesAreRefused(String address) throws Exception {
        assertThat(GUARD.allows(InetAddress.getByName(address))).isFalse();
        assertThat(new AddressGuard(true).allows(InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "::ffff:169.254.169.254",
                "169.254.0.1",
                "168.63.129.16",
                "100.100.100.200",
                "fd00:ec2::254",
                "fe80::1",
                "febf::1"
            })
    void linkLocalAndMetadataAddressesAreRefusedEvenLocally(String address) throws Exception {
        assertThat(GUARD.allows(InetAddress.getByName(address))).isFalse();
        assertThat(new AddressGuard(true).allows(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "168.63.129.15",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00::1",
                "2001:200::1",
                "2001:db9::1",
                "2003::1"
            })
    void publicAddressesAreAllowed(String address) throws Exception {
        assertThat(GUARD.allows(InetAddress.getByName(address))).isTrue();
    }

    @Property
    void whatJavaCallsLocalIsNeverAllowed(@ForAll @Size(4) byte[] address) throws Exception {
        InetAddress ip = InetAddress.getByAddress(address);
        boolean local = ip.isAnyLocalAddress()
                || ip.isLoopbackAddress()
                || ip.isLinkLocalAddress()
                || ip.isSiteLocalAddress()
                || ip.isMulticastAddress();

        assertThat(local && GUARD.allows(ip)).isFalse();
    }

    @Property
    void onlyGlobalUnicastIsAllowedOfIpv6(@ForAll @Size(16) byte[] address) throws Exception {
        InetAddress ip = InetAddress.getByAddress(address);
        boolean global = ip.getAddress().length == 4 || (address[0] & 0xe0) == 0x20;

        assertThat(!global && GUARD.allows(ip)).isFalse();
    }

    @Property
    void aMappedAddressIsJudgedAsTheAddressItMaps(@ForAll @Size(4) byte[] address) throws Exception {
        byte[] mapped = new byte[16];
        Arrays.fill(mapped, 10, 12, (byte) 0xff);
        System.arraycopy(address, 0, mapped, 12, 4);

        assertThat(GUARD.allows(InetAddress.getByAddress(mapped)))
                .isEqualTo(GUARD.allows(InetAddress.getByAddress(address)));
    }

    @Test
    void theConnectionIsMadeToAddressesThatWereJudged() throws Exception {
        assertThat(GUARD.judge(HTTPS, addresses("93.184.215.14", "2606:4700::1111")))
                .isEqualTo(new Verdict.Allowed(addresses("93.184.215.14", "2606:4700::1111")));
    }

    @ParameterizedTest
    @CsvSource({"93.184.215.14,127.0.0.1", "10.0.0.1,93.184.215.14"})
    void onePrivateAddressRefusesTheWholeName(String first, String second) throws Exception {
        assertThat(GUARD.judge(HTTPS, addresses(first, second))).isEqualTo(new Verdict.Refused());
    }

    @Test
    void plainHttpIsRefusedWithPrivateAddresses() throws Exception {
        assertThat(GUARD.judge(HTTP, addresses("93.184.215.14"))).isEqualTo(new Verdict.Refused());
        assertThat(new AddressGuard(true).judge(HTTP, addresses("127.0.0.1"))).isInstanceOf(Verdict.Allowed.class);
    }

    @Test
    void aNameWithoutAddressIsRefused() {
        assertThat(GUARD.judge(HTTPS, List.of())).isEqualTo(new Verdict.Refused());
    }

    private static List<InetAddress> addresses(String first, String... others) throws UnknownHostException {
        List<InetAddress> addresses = new java.util.ArrayList<>();
        addresses.add(InetAddress.getByName(first));
        for (String other : others) {
            addresses.add(InetAddress.getByName(other));
        }
        return addresses;
    }
}
