package io.satang.events;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * How far a replica has read {@code account.changed}: what stands before these offsets is what it goes by; and which keys it has been shown
 * since the report before. Told on a topic of its own, again and again, for as long as the replica lives.
 *
 * @param replica the name of a process; never used by another
 * @param offsets by partition; none when the replica is about to stop and answers nobody any more
 * @param keysUsed the minute of their last use, by the keys' hashes; none from replicas of before
 */
public record AccountsApplied(String replica, Map<Integer, Long> offsets, Map<String, Instant> keysUsed) {
    /** One partition, kept for minutes. */
    public static final String TOPIC = "account.applied";

    public AccountsApplied {
        Objects.requireNonNull(replica, "replica");
        offsets = Map.copyOf(offsets);
        keysUsed = Map.copyOf(keysUsed);
    }

    /** A report of a replica that has been shown no key. */
    public AccountsApplied(String replica, Map<Integer, Long> offsets) {
        this(replica, offsets, Map.of());
    }

    /** Whether this is the last that is heard of the replica. */
    public boolean leaving() {
        return offsets.isEmpty();
    }

    /** Whether the replica goes by everything that stands before the other's offsets. */
    public boolean covers(Map<Integer, Long> others) {
        return others.entrySet().stream()
                .allMatch(other -> offsets.getOrDefault(other.getKey(), 0L) >= other.getValue());
    }
}
