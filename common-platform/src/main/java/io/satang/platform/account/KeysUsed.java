package io.satang.platform.account;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which keys this replica has been shown in which minute, to be told with what it reports anyway. A request costs a look at a map; a key
 * is told once a minute at the most. Only keys that work come here, so there are no more of them than accounts have keys.
 */
@ApplicationScoped
public class KeysUsed {
    /** How many are told at once; a report stays below 32 KiB. */
    private static final int TOLD_MAX = 256;

    private final Clock clock;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    private final Map<String, Instant> untold = new ConcurrentHashMap<>();

    KeysUsed(Clock clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** A key with this hash was shown. */
    public void add(String hash) {
        Instant minute = minute();
        if (!minute.equals(seen.get(hash)) && !minute.equals(seen.put(hash, minute))) {
            untold.put(hash, minute);
        }
    }

    /** The next of what was not told yet, by hash; it counts as told now. What is lost with a report is made up for when the key is used again. */
    Map<String, Instant> next() {
        Map<String, Instant> told = new HashMap<>();
        Iterator<String> hashes = untold.keySet().iterator();
        while (hashes.hasNext() && told.size() < TOLD_MAX) {
            String hash = hashes.next();
            Instant minute = untold.remove(hash);
            if (minute != null) {
                told.put(hash, minute);
            }
        }
        if (untold.isEmpty()) {
            Instant now = minute();
            seen.values().removeIf(minute -> minute.isBefore(now));
        }
        return told;
    }

    private Instant minute() {
        return clock.instant().truncatedTo(ChronoUnit.MINUTES);
    }
}
