package io.satang.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A million events of one account cost a page of them, and their neighbours, no more than a few do. */
@QuarkusTest
@Tag("load")
class LongHistoryTest {
    private static final Logger LOG = Logger.getLogger(LongHistoryTest.class);
    private static final int BATCHES = 1_000;
    private static final int BATCH = 1_000;
    private static final int REQUESTS = 400;

    private Merchant merchant;
    private Merchant neighbour;

    @BeforeEach
    void aMillionEvents() throws SQLException {
        merchant = Merchant.open();
        neighbour = Merchant.open();
        try (Connection connection = Tables.connect();
                Statement statement = connection.createStatement()) {
            for (int batch = 0; batch < BATCHES; batch++) {
                statement.execute("""
                        INSERT INTO events (id, account_id, livemode, key, object_id, version, data, created_at)
                        SELECT 'evnt_test_' || substr('%1$s', 20) || lpad((%2$d * %3$d + n)::text, 9, '0'), '%1$s', false,
                               'charge.complete', 'chrg_test_' || md5(n::text || %2$d), 1, '{"object":"charge"}',
                               now() - interval '30 days' + (%2$d * %3$d + n) * interval '1 second'
                        FROM generate_series(1, %3$d) n
                        """.formatted(merchant.accountId(), batch, BATCH));
            }
            statement.execute("VACUUM ANALYZE events");
        }
    }

    @Test
    void a_page_of_a_million_events_costs_about_what_one_event_does() throws Exception {
        String some = merchant.request().get("/events?limit=1&offset=1000").path("data[0].id");
        List<String> pages = List.of(
                "/events?limit=20",
                "/events?limit=20&order=reverse_chronological",
                "/events?limit=20&delivery=exhausted",
                "/events?limit=20&delivery=pending",
                "/events?limit=20&after=0",
                "/events?limit=20&after=" + some);
        Duration floor = p99("/events/" + some);
        LOG.infof("p99 of one event: %s", floor);
        for (String page : pages) {
            Duration time = p99(page);
            LOG.infof("p99 of %s: %s, %.1f times", page, time, (double) time.toNanos() / floor.toNanos());
            assertThat(time).as(page).isLessThan(Duration.ofMillis(20).plus(floor));
        }
    }

    @Test
    void whoever_reads_a_long_history_delays_nobodys_webhooks() throws IOException, InterruptedException {
        try (Receiver receiver = new Receiver()) {
            neighbour.announce(2, Optional.of(receiver.uri("/hook")));
            Duration alone = webhooks(receiver);
            Thread reader = Thread.ofVirtual().start(() -> {
                while (!Thread.currentThread().isInterrupted()) {
                    merchant.request().get("/events?limit=20");
                }
            });
            Duration beside = webhooks(receiver);
            reader.interrupt();
            reader.join();
            LOG.infof("p99 of a webhook: %s alone, %s beside a reader", alone, beside);
            assertThat(beside).isLessThan(alone.multipliedBy(2).plusMillis(20));
        }
    }

    private Duration webhooks(Receiver receiver) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < REQUESTS / 4; i++) {
            int before = receiver.received("/hook").size();
            long start = System.nanoTime();
            neighbour.charge().completed();
            receiver.await("/hook", before + 1);
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return p99(times);
    }

    private Duration p99(String path) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            long start = System.nanoTime();
            merchant.request().get(path).then().statusCode(200);
            times.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return p99(times.subList(REQUESTS / 4, REQUESTS));
    }

    private static Duration p99(List<Duration> times) {
        List<Duration> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get(sorted.size() * 99 / 100);
    }
}
