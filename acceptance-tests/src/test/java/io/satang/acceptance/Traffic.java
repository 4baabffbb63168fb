package io.satang.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import io.satang.acceptance.Api.Document;
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
    private final Payer payer;
    private final Set<String> sources = ConcurrentHashMap.newKeySet();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> paid = ConcurrentHashMap.newKeySet();
    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<String> unanswered = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /** An answer that was no success. */
    record Refusal(int status, String body) {}

    /** What did not succeed. */
    record Failures(List<Refusal> refusals, List<String> unanswered) {}

    Traffic(Api gateway, String description) {
        this.payer = new Payer(new Shop(gateway.withTimeout(REQUEST_TIMEOUT)), description);
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

    /** Charges whose payer was told that the payment was successful. */
    Set<String> paid() {
        return Set.copyOf(paid);
    }

    /** Everything that has failed so far. */
    Failures failures() {
        return new Failures(List.copyOf(refusals), List.copyOf(unanswered));
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
            LockSupport.parkNanos(pay() ? PAUSE_NANOS : PAUSE_AFTER_FAILURE_NANOS);
        }
    }

    private boolean pay() {
        try {
            Reply source = payer.makeSource();
            if (!succeeded(source)) {
                return false;
            }
            sources.add(source.ok("id"));
            Reply charge = payer.charge(source.ok());
            if (!succeeded(charge)) {
                return false;
            }
            accepted.add(charge.ok("id"));
            Document qrCode = payer.scan(charge.ok());
            if (!succeeded(qrCode) || !succeeded(payer.press(qrCode))) {
                return false;
            }
            return paid.add(charge.ok("id"));
        } catch (UncheckedIOException outage) {
            unanswered.add(outage.getMessage());
            return false;
        }
    }

    private boolean succeeded(Reply reply) {
        return succeeded(reply.status(), reply.text());
    }

    private boolean succeeded(Document document) {
        return succeeded(document.status(), new String(document.bytes(), UTF_8));
    }

    private boolean succeeded(int status, String body) {
        if (status != 200) {
            refusals.add(new Refusal(status, body));
        }
        return status == 200;
    }
}
