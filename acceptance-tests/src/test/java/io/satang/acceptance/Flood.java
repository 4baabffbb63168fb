package io.satang.acceptance;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A merchant who makes the largest sources that are allowed, and charges them, faster than anybody could serve it. */
final class Flood {

    /** How the answers came out: by status, 0 for none. */
    record Outcome(double perSecond, Map<Integer, Integer> answers) {
        int attempts() {
            return answers.values().stream().mapToInt(Integer::intValue).sum();
        }

        int succeeded() {
            return answers.getOrDefault(SUCCESS, 0);
        }
    }

    private static final int SUCCESS = 200;
    private static final int NO_ANSWER = 0;
    private static final int CLIENTS = 8;
    private static final int UNDER_WAY_MAX = 512;
    private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);

    /** Six texts of 850 characters in each of six items, and what stands around them: some 31 KiB of the 32 KiB that a source may have. */
    private static final int ITEMS = 6;

    private static final String TEXT = "x".repeat(850);

    private final Shop shop;
    private final String body;

    Flood(Api gateway) {
        this.shop = new Shop(gateway.withTimeout(REQUEST_TIMEOUT));
        this.body = largestSource();
    }

    private static String largestSource() {
        String item = """
                {"name":"%1$s","sku":"%1$s","category":"%1$s","brand":"%1$s","item_uri":"%1$s","image_uri":"%1$s"}""".formatted(TEXT);
        return """
                {"amount":50000,"currency":"THB","type":"promptpay","items":[%s]}""".formatted(String.join(",", Collections.nCopies(ITEMS, item)));
    }

    /** What a few clients reach who wait for each answer: what the platform can sustain. */
    Outcome sustained(Duration duration) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        Map<Integer, Integer> answers = new ConcurrentHashMap<>();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> {
                while (System.nanoTime() < end) {
                    answers.merge(makeAndCharge(), 1, Integer::sum);
                }
            });
        }
        end(clients);
        return outcome(answers, duration);
    }

    /** Sends at a rate that does not wait for answers. */
    Outcome at(double perSecond, Duration duration) throws InterruptedException {
        Map<Integer, Integer> answers = new ConcurrentHashMap<>();
        Semaphore underWay = new Semaphore(UNDER_WAY_MAX);
        long sent = 0;
        long begin = System.nanoTime();
        ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
        while (System.nanoTime() - begin < duration.toNanos()) {
            sent++;
            long due = begin + (long) (sent / perSecond * TimeUnit.SECONDS.toNanos(1));
            LockSupport.parkNanos(due - System.nanoTime());
            underWay.acquire();
            clients.execute(() -> {
                answers.merge(makeAndCharge(), 1, Integer::sum);
                underWay.release();
            });
        }
        end(clients);
        return outcome(answers, duration);
    }

    private int makeAndCharge() {
        try {
            Reply source = shop.publicKey().json("POST", "/sources", body);
            if (source.status() != SUCCESS) {
                return source.status();
            }
            return shop.secret()
                    .post("/charges", "amount=50000", "currency=THB", "source=" + source.ok("id"))
                    .status();
        } catch (UncheckedIOException e) {
            return NO_ANSWER;
        }
    }

    private static void end(ExecutorService clients) throws InterruptedException {
        clients.shutdown();
        if (!clients.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("requests that have a time limit have not ended");
        }
    }

    private static Outcome outcome(Map<Integer, Integer> answers, Duration duration) {
        int succeeded = answers.getOrDefault(SUCCESS, 0);
        return new Outcome(succeeded * 1_000.0 / duration.toMillis(), Map.copyOf(answers));
    }
}
