package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.ServerSocket;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One merchant's webhooks while those of others go nowhere: servers that take connections and never answer, with a backlog each. */
@QuarkusTest
class IsolationTest {
    private static final String HOOK = "/hook";
    private static final int CHARGES = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long NOISE_MILLIS = 100;
    private static final int DEAD_ADDRESSES = 20_000;

    private Receiver receiver;
    private ServerSocket silent;
    private Merchant merchant;

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
        silent = new ServerSocket(0, 1);
        merchant = Merchant.open(receiver.uri(HOOK));
        deliverAll();
    }

    @AfterEach
    void close() throws IOException, SQLException {
        receiver.close();
        silent.close();
        Tables.deleteDeliveriesTo("http://127.1.");
    }

    @Test
    void aThousandDeadServersDelayNobodyElse() throws SQLException {
        compareWith(1_000, 20, number -> "account_test_dead" + number, this::host);
    }

    @Test
    void one_merchants_hanging_host_told_apart_by_query_delays_nobody_else() throws SQLException {
        compareWith(500, 20, number -> "account_test_hanging", number -> host(0) + "?q=" + number);
    }

    @Test
    void one_merchants_many_hanging_hosts_count_as_one_neighbour() throws SQLException {
        compareWith(250, 8, number -> "account_test_hanging_hosts", this::host);
    }

    @Test
    void twenty_thousand_dead_addresses_are_left_alone_and_delay_nobody_else() throws SQLException {
        long before = median(deliverAll());
        Tables.insertHeldByDeadEndpoints("account_test_dead_addresses", host(0), DEAD_ADDRESSES);

        List<Long> during = deliverAll();

        assertThat(Tables.text(
                        "SELECT count(*) FROM deliveries WHERE wake_at = 'infinity' AND starts_with(uri, ?)", host(0)))
                .as("still held, without an attempt")
                .isEqualTo(Integer.toString(DEAD_ADDRESSES));
        Tables.deleteHeldByDeadEndpoints("account_test_dead_addresses", host(0));
        // Whatever else this machine has begun to do meanwhile delays these, too.
        long after = median(deliverAll());
        assertThat(median(during))
                .as("milliseconds at the median, %d before and %d after; all: %s", before, after, during)
                .isLessThan(Math.max(before, after) * 3 / 2 + NOISE_MILLIS);
    }

    private void compareWith(int endpoints, int each, IntFunction<String> account, IntFunction<String> uri)
            throws SQLException {
        long before = median(deliverAll());
        Tables.insertDueDeliveries(
                IntStream.range(0, endpoints).mapToObj(account).toList(),
                IntStream.range(0, endpoints).mapToObj(uri).toList(),
                each);

        List<Long> during = deliverAll();

        assertThat(median(during))
                .as("milliseconds at the median, %d without the others; all: %s", before, during)
                .isLessThan(before * 3 / 2 + NOISE_MILLIS);
    }

    private String host(int number) {
        return "http://127.1." + number / 250 + "." + (1 + number % 250) + ":" + silent.getLocalPort() + "/";
    }

    /** How many milliseconds each of some charges took from its announcement to the merchant's server. */
    private List<Long> deliverAll() {
        return IntStream.range(0, CHARGES).mapToObj(number -> deliverOne()).toList();
    }

    private long deliverOne() {
        int sofar = receiver.received(HOOK).size();
        long start = System.nanoTime();
        merchant.charge().completed();
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> receiver.received(HOOK).size() > sofar);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }
}
