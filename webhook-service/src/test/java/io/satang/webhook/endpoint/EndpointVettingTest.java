package io.satang.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.webhook.endpoint.AddressGuard.Verdict;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointVettingTest {
    private static final Endpoint ENDPOINT =
            Endpoint.parse("https://merchant.example/hook").orElseThrow();
    private static final DnsHostResolver DNS = new DnsHostResolver();

    private final List<String> lookups = new ArrayList<>();
    private List<InetAddress> answer = List.of(address("93.184.215.14"));
    private final EndpointVetting vetting = new EndpointVetting(new AddressGuard(false), this::resolve);

    @AfterAll
    static void close() {
        DNS.close();
    }

    @Test
    void aNameThatTurnsPrivateIsRefused() {
        assertThat(vet(ENDPOINT)).isInstanceOf(Verdict.Allowed.class);

        answer = List.of(address("127.0.0.1"));

        assertThat(vet(ENDPOINT)).isEqualTo(new Verdict.Refused());
    }

    @Test
    void aHostWithoutAddressIsSaidToHaveNone() {
        answer = List.of();

        assertThatThrownBy(() -> vet(ENDPOINT)).isInstanceOf(UnresolvedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://93.184.215.14/", "https://[2606:4700::1111]/", "https://127.0.0.1/"})
    void aLiteralIsNotLookedUp(String text) {
        vet(Endpoint.parse(text).orElseThrow());

        assertThat(lookups).isEmpty();
    }

    /** Spellings of loopback that some resolver or other understands. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://017700000001/",
                "https://127.1/",
                "https://127.0.1/",
                "https://0/",
                "https://localhost/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[0:0:0:0:0:0:0:1]/"
            })
    void noSpellingOfLoopbackGetsThrough(String text) {
        EndpointVetting real = new EndpointVetting(new AddressGuard(false), DNS);

        assertThat(Endpoint.parse(text).filter(endpoint -> reachesLoopback(real, endpoint)))
                .isEmpty();
    }

    private static boolean reachesLoopback(EndpointVetting vetting, Endpoint endpoint) {
        try {
            return vetting.vet(endpoint).await().indefinitely() instanceof Verdict.Allowed(List<InetAddress> addresses)
                    && addresses.stream()
                            .anyMatch(address -> address.isLoopbackAddress() || address.isAnyLocalAddress());
        } catch (UnresolvedException | NameServerException e) {
            return false;
        }
    }

    private Verdict vet(Endpoint endpoint) {
        return vetting.vet(endpoint).await().indefinitely();
    }

    private Uni<List<InetAddress>> resolve(String host) {
        lookups.add(host);
        return answer.isEmpty()
                ? Uni.createFrom().failure(new UnresolvedException(host, new UnknownHostException(host)))
                : Uni.createFrom().item(answer);
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
