package io.satang.platform.recording;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * How many requests may be told of: so many of each account in a second, so many of all, and what has failed has an allowance of its own, so
 * that it is seen however much succeeds. Whoever asks too much pays a look at a map.
 *
 * <p>Safe for use by several threads.
 */
final class Allowance {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final int perAccount;
    private final int altogether;
    private final AtomicReference<Second> succeeded = new AtomicReference<>(new Second(Long.MIN_VALUE));
    private final AtomicReference<Second> failed = new AtomicReference<>(new Second(Long.MIN_VALUE));

    /** So many in a second, of one account and altogether, successes and failures each. */
    Allowance(int perAccount, int altogether) {
        this.perAccount = perAccount;
        this.altogether = altogether;
    }

    private record Second(long number, AtomicInteger taken, Map<String, AtomicInteger> takenOf) {
        Second(long number) {
            this(number, new AtomicInteger(), new ConcurrentHashMap<>());
        }
    }

    /** Takes one of this second, if there is one left. */
    boolean take(String accountId, boolean hasFailed, long nanos) {
        Second second = current(hasFailed ? failed : succeeded, Math.floorDiv(nanos, NANOS_PER_SECOND));
        // Who is over the bound for all is not counted by account, so that the map stays as small as that bound.
        if (second.taken().get() >= altogether) {
            return false;
        }
        AtomicInteger ofAccount = second.takenOf().computeIfAbsent(accountId, absent -> new AtomicInteger());
        if (ofAccount.get() >= perAccount || ofAccount.incrementAndGet() > perAccount) {
            return false;
        }
        return second.taken().incrementAndGet() <= altogether;
    }

    private static Second current(AtomicReference<Second> place, long number) {
        Second there = place.get();
        if (there.number() == number) {
            return there;
        }
        Second next = new Second(number);
        return place.compareAndSet(there, next) ? next : place.get();
    }
}
