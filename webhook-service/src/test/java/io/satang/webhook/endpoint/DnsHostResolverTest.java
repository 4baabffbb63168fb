package io.satang.webhook.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.satang.testing.NameServer;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a name server of the test's own, which is told how to behave. */
class DnsHostResolverTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private NameServer nameServer;
    private DnsHostResolver resolver;

    @BeforeEach
    void start() throws Exception {
        nameServer = new NameServer();
        resolver = new DnsHostResolver(new SingletonDnsServerAddressStreamProvider(nameServer.address()));
    }

    @AfterEach
    void stop() {
        resolver.close();
        nameServer.close();
    }

    @Test
    void everyAddressOfAHostIsFound() {
        nameServer.knows("two.merchant.example", 60, "93.184.215.14", "93.184.215.15");

        assertThat(resolve("two.merchant.example"))
                .extracting(InetAddress::getHostAddress)
                .containsExactlyInAnyOrder("93.184.215.14", "93.184.215.15");
    }

    @Test
    void anAnswerIsKept() {
        nameServer.knows("kept.merchant.example", 60, "93.184.215.14");
        resolve("kept.merchant.example");
        int asked = nameServer.questions();

        resolve("kept.merchant.example");

        assertThat(nameServer.questions()).isEqualTo(asked);
    }

    @Test
    void theHostsFileIsHonoured() {
        assertThat(resolve("localhost")).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
        assertThat(nameServer.questions()).isZero();
    }

    @Test
    void anUnknownHostHasNoAddress() {
        assertThatThrownBy(() -> resolve("nowhere.merchant.example")).isInstanceOf(UnresolvedException.class);
    }

    @Test
    void aServerThatFailsIsNotAHostWithoutAddress() {
        nameServer.fails("broken.merchant.example");

        assertThatThrownBy(() -> resolve("broken.merchant.example")).isInstanceOf(NameServerException.class);
    }

    @Test
    void two_hundred_names_that_nobody_answers_for_stop_no_other_look_up() {
        IntStream.range(0, 200).forEach(number -> nameServer.ignores("silent" + number + ".merchant.example"));
        nameServer.knows("quick.merchant.example", 60, "93.184.215.14");
        List<CompletableFuture<List<InetAddress>>> silent = IntStream.range(0, 200)
                .mapToObj(number -> resolver.resolve("silent" + number + ".merchant.example")
                        .subscribeAsCompletionStage()
                        .toCompletableFuture())
                .toList();

        Uni<List<InetAddress>> quick = resolver.resolve("quick.merchant.example");

        assertThat(quick.await().atMost(Duration.ofSeconds(1))).hasSize(1);
        assertThat(silent).noneMatch(CompletableFuture::isDone);
    }

    private List<InetAddress> resolve(String host) {
        return resolver.resolve(host).await().atMost(PATIENCE);
    }
}
