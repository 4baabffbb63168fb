package io.satang.events;

/**
 * How large things may be, in bytes of UTF-8. Every other bound in bytes, of producers, topics, consumers, batches and caches, is derived
 * from these, so that what was accepted at the door fits through everything behind it.
 */
public final class Sizes {
    /** A rendered object that merchants see, such as a charge. Larger ones are refused when they are made or changed. */
    public static final int OBJECT_BYTES_MAX = 64 * 1024;

    /** A rendered source or another object that a charge carries within itself, so that the largest of them can still be charged. */
    public static final int PART_BYTES_MAX = OBJECT_BYTES_MAX / 2;

    /** An event's payload: an object and what consumers need beside it. */
    public static final int EVENT_BYTES_MAX = 2 * OBJECT_BYTES_MAX;

    /** A record on a topic: key, payload and headers, or a dead letter of such a record. */
    public static final int RECORD_BYTES_MAX = 2 * EVENT_BYTES_MAX;

    /** What one batch, fetch or statement carries. */
    public static final int BATCH_BYTES_MAX = 4 * 1024 * 1024;

    private Sizes() {}
}
