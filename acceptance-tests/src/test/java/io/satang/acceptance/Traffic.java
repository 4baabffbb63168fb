package io.satang.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Payers who pay on whatever happens: a request that fails is not repeated, only what was answered with success counts.
 * Everything they make carries one description, so that what a lost answer was about can be found.
 */
final class Traffic implements AutoCloseable {

    private static final int PAYERS = 4;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
    // Leaves the machine time for starting again what was killed.
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final ExecutorService payers = Executors.newVirtualThreadPerTaskExecutor();
    private final Shop shop;
    private final String description;
    private final Set<String> sources = ConcurrentHashMap.newKeySet();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> paid = ConcurrentHashMap.newKeySet();
    private final Queue<Reply> refusals = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    Traffic(Api gateway, String description) {
        this.shop = new Shop(gateway.withTimeout(REQUEST_TIMEOUT));
        this.description = description;
    }

    void start() {
        for (int i = 0; i < PAYERS; i++) {
            payers.execute(this::payOn);
        }
    }

    /** Sources that were answered with 200. */
    Set<String> sources() {
        return Set.copyOf(sources);
    }

    /** Charges that were answered with 200. */
    Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    /** Charges whose payer was sent back to the merchant. */
    Set<String> paid() {
        return Set.copyOf(paid);
    }

    /** Every answer that was none of these. */
    List<Reply> refusals() {
        return List.copyOf(refusals);
    }

    /** Waits until payments succeed again. */
    void awaitPayments(int more) {
        int before = paid.size();
        await("payments go on").atMost(RECOVERY).until(() -> paid.size() >= before + more);
    }

    /** Lets the payers end what they are at. */
    @Override
    public void close() {
        stopped = true;
        payers.close();
    }

    private void payOn() {
        while (!stopped) {
            try {
                LockSupport.parkNanos(pay() ? PAUSE_NANOS : PAUSE_AFTER_FAILURE_NANOS);
            } catch (UncheckedIOException outage) {
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE_NANOS);
            }
        }
    }

    private boolean pay() {
        Reply source = shop.publicKey().post("/sources", "amount=400000", "currency=THB", "type=points_citi");
        if (!succeeded(source, 200)) {
            return false;
        }
        sources.add(source.ok("id"));
        Reply charge = shop.secret()
                .post(
                        "/charges",
                        "amount=400000",
                        "currency=THB",
                        "return_uri=" + Shop.RETURN_URI,
                        "description=" + description,
                        "source=" + source.ok("id"));
        if (!succeeded(charge, 200)) {
            return false;
        }
        accepted.add(charge.ok("id"));
        if (!succeeded(shop.press(charge.ok(), "outcome=successful"), 303)) {
            return false;
        }
        return paid.add(charge.ok("id"));
    }

    private boolean succeeded(Reply reply, int status) {
        if (reply.status() == status) {
            return true;
        }
        refusals.add(reply);
        return false;
    }
}
