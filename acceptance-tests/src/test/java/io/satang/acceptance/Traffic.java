package io.satang.acceptance;

import static org.awaitility.Awaitility.await;

import io.satang.acceptance.Purchases.Purchase;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Payers who pay on whatever happens: a request that fails is not repeated, only what was answered with success counts.
 */
final class Traffic implements AutoCloseable {

    private static final int PAYERS = 4;
    // Leaves the machine time for starting again what was killed.
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long PAUSE_AFTER_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final ExecutorService payers = Executors.newVirtualThreadPerTaskExecutor();
    private final Purchase purchase;
    private final Purchases purchases = new Purchases();
    private volatile boolean stopped;

    Traffic(Purchase purchase) {
        this.purchase = purchase;
    }

    void start() {
        for (int i = 0; i < PAYERS; i++) {
            payers.execute(this::payOn);
        }
    }

    /** What the payers have been told so far. */
    Purchases purchases() {
        return purchases;
    }

    /** Waits until payments succeed again. */
    void awaitPayments(int more) {
        int before = purchases.paid().size();
        await("payments go on").atMost(RECOVERY).until(() -> purchases.paid().size() >= before + more);
    }

    /** Lets the payers end what they are at. */
    @Override
    public void close() {
        stopped = true;
        payers.close();
    }

    private void payOn() {
        while (!stopped) {
            LockSupport.parkNanos(pay() ? PAUSE_NANOS : PAUSE_AFTER_FAILURE_NANOS);
        }
    }

    private boolean pay() {
        try {
            return purchase.make(purchases);
        } catch (UncheckedIOException outage) {
            purchases.addUnanswered(String.valueOf(outage.getMessage()));
            return false;
        }
    }
}
