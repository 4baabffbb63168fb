package io.satang.platform.size;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A number of bytes that many share. Whoever takes some has to give them back; when there are not enough left, nothing is taken and the
 * caller sheds its work.
 *
 * <p>Safe for use by several threads.
 */
public final class ByteBudget {
    private final long bytes;
    private final AtomicLong taken = new AtomicLong();

    /** A budget of which nothing is taken yet. */
    public ByteBudget(long bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("a budget of " + bytes + " bytes admits nothing");
        }
        this.bytes = bytes;
    }

    /** Takes {@code wanted} bytes, or nothing when fewer are left. */
    public boolean tryTake(long wanted) {
        requireAmount(wanted);
        long before = taken.getAndUpdate(now -> now + wanted <= bytes ? now + wanted : now);
        return before + wanted <= bytes;
    }

    /** Gives back what was taken. */
    public void giveBack(long returned) {
        requireAmount(returned);
        if (taken.addAndGet(-returned) < 0) {
            throw new IllegalStateException("more bytes were given back than taken");
        }
    }

    /** How many bytes are taken at present. */
    public long takenBytes() {
        return taken.get();
    }

    private static void requireAmount(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException(amount + " bytes");
        }
    }
}
