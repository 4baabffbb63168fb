package io.satang.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.satang.acceptance.Flood.Outcome;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One merchant sends the largest objects at five times the rate that can be served, while another one goes on to sell. {@code
 * -Dflood.seconds=120} looks longer than the build does.
 */
@Order(Integer.MAX_VALUE - 1)
@Tag("outage")
@ExtendWith(RunningPlatform.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FloodTest {

    /** A service that has just been started is slow, which would make the flood a brook. */
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final Duration FLOODED = Duration.ofSeconds(Integer.getInteger("flood.seconds", 20));
    private static final int TIMES_SUSTAINABLE = 5;
    private static final int PAYMENTS_MIN = (int) FLOODED.toSeconds() / 4;
    private static final long SERVICE_MEGABYTES_MAX = 448;

    private final Platform platform;
    private final Shop neighbour;
    private Outcome flooded = new Outcome(0, Map.of());
    private final Map<String, LongSummaryStatistics> neighbourMillis = new ConcurrentSkipListMap<>();
    private int paid;
    private Map<String, Long> before = Map.of();
    private Map<String, Long> after = Map.of();
    private Map<String, Long> megabytes = Map.of();

    FloodTest(Platform platform) {
        this.platform = platform;
        this.neighbour = new Shop(platform.api().withTimeout(Duration.ofSeconds(10)));
    }

    @BeforeAll
    void flood() throws InterruptedException {
        before = platform.processIds();
        Flood flood = new Flood(platform.api());
        flood.sustained(WARM_UP);
        Outcome sustained = flood.sustained(MEASURED);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger payments = new AtomicInteger();
        ExecutorService others = Executors.newSingleThreadExecutor();
        others.execute(() -> {
            while (!over.get()) {
                if (pays()) {
                    payments.incrementAndGet();
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        });
        flooded = flood.at(TIMES_SUSTAINABLE * sustained.perSecond(), FLOODED);
        over.set(true);
        others.shutdown();
        assertThat(others.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        paid = payments.get();
        after = platform.processIds();
        megabytes = platform.serviceMegabytes();
        System.out.printf(
                "flood: sustained %.0f/s, then %s; the neighbour paid %d times, ms %s; MiB %s%n",
                sustained.perSecond(), flooded.answers(), paid, neighbourMillis, megabytes);
    }

    @Test
    void no_process_ends() {
        assertThat(after).isEqualTo(before);
    }

    @Test
    void every_service_stays_under_its_memory_limit() {
        assertThat(megabytes.values())
                .as(megabytes.toString())
                .allSatisfy(used -> assertThat(used).isLessThan(SERVICE_MEGABYTES_MAX));
    }

    @Test
    void what_is_too_much_is_refused_for_now_and_nothing_else() {
        assertThat(flooded.answers().keySet()).isSubsetOf(200, 429, 503);
        assertThat(flooded.succeeded()).isPositive();
    }

    @Test
    void another_merchant_goes_on_to_be_paid() {
        assertThat(paid).isGreaterThanOrEqualTo(PAYMENTS_MIN);
    }

    private boolean pays() {
        try {
            Reply source = timed(
                    "source",
                    () -> neighbour
                            .anonymous()
                            .withKey(Platform.OTHER_PUBLIC_KEY)
                            .post("/sources", "amount=50000", "currency=THB", "type=promptpay"));
            if (source.status() != 200) {
                return false;
            }
            Reply charge = timed(
                    "charge",
                    () -> neighbour
                            .other()
                            .post("/charges", "amount=50000", "currency=THB", "source=" + source.ok("id")));
            return charge.status() == 200
                    && timed("pay", () -> neighbour.other().post("/charges/" + charge.ok("id") + "/mark_as_paid"))
                                    .status()
                            == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private Reply timed(String step, Supplier<Reply> request) {
        long started = System.nanoTime();
        Reply reply = request.get();
        neighbourMillis
                .computeIfAbsent(step + ' ' + reply.status(), absent -> new LongSummaryStatistics())
                .accept(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started));
        return reply;
    }
}
