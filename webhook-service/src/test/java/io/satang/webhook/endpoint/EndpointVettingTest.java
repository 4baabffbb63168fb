package io.satang.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.satang.webhook.MovingClock;
import io.satang.webhook.endpoint.AddressGuard.Verdict;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointVettingTest {
    private static final Endpoint ENDPOINT =
            Endpoint.parse("https://merchant.example/hook").orElseThrow();

    private final MovingClock clock = new MovingClock(Instant.parse("2026-01-02T03:04:05Z"));
    private final List<String> lookups = new ArrayList<>();
    private List<InetAddress> answer = List.of(address("93.184.215.14"));

    @Test
    void anAnswerIsKeptForAShortWhile() {
        EndpointVetting vetting = vetting();
        vet(vetting);
        clock.advance(Duration.ofSeconds(29));
        vet(vetting);
        assertThat(lookups).containsExactly("merchant.example");

        clock.advance(Duration.ofSeconds(1));
        vet(vetting);
        assertThat(lookups).hasSize(2);
    }

    @Test
    void aNameThatTurnsPrivateIsRefused() {
        EndpointVetting vetting = vetting();
        assertThat(vet(vetting)).isInstanceOf(Verdict.Allowed.class);

        answer = List.of(address("127.0.0.1"));
        clock.advance(Duration.ofSeconds(30));

        assertThat(vet(vetting)).isEqualTo(new Verdict.Refused());
    }

    @Test
    void aFailureIsNotKept() {
        EndpointVetting vetting = vetting();
        answer = List.of();
        assertThatThrownBy(() -> vet(vetting)).isInstanceOf(UnresolvedException.class);

        answer = List.of(address("93.184.215.14"));

        assertThat(vet(vetting)).isInstanceOf(Verdict.Allowed.class);
    }

    /** Spellings of loopback that some resolver or other understands; ours takes 0177.0.0.1 for 177.0.0.1, and that is where it goes. */
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
        EndpointVetting vetting = new EndpointVetting(
                new AddressGuard(false), host -> List.of(InetAddress.getAllByName(host)), Runnable::run, clock);

        assertThat(Endpoint.parse(text).filter(endpoint -> reachesLoopback(vetting, endpoint)))
                .isEmpty();
    }

    private static boolean reachesLoopback(EndpointVetting vetting, Endpoint endpoint) {
        try {
            return vetting.vet(endpoint).await().indefinitely() instanceof Verdict.Allowed(InetAddress address)
                    && (address.isLoopbackAddress() || address.isAnyLocalAddress());
        } catch (UnresolvedException e) {
            return false;
        }
    }

    private Verdict vet(EndpointVetting vetting) {
        return vetting.vet(ENDPOINT).await().indefinitely();
    }

    private EndpointVetting vetting() {
        return new EndpointVetting(new AddressGuard(false), this::resolve, Runnable::run, clock);
    }

    private List<InetAddress> resolve(String host) throws UnknownHostException {
        lookups.add(host);
        if (answer.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return answer;
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
