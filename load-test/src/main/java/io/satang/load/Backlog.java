package io.satang.load;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The webhooks that must still come, and for how long the oldest of them has been due. Lives on one event loop. */
final class Backlog {

    // In the order in which they became due, so that the first is the oldest.
    private final Map<String, Long> dueSince = new LinkedHashMap<>();

    /** A webhook is due from now on. */
    void due(String webhook, long nanoTime) {
        dueSince.put(webhook, nanoTime);
    }

    /** It has come. */
    void arrived(String webhook) {
        dueSince.remove(webhook);
    }

    /** How many have not come. */
    long size() {
        return dueSince.size();
    }

    /** For how long the oldest has been due; nothing when all have come. */
    Duration age(long nanoTime) {
        return dueSince.values().stream()
                .findFirst()
                .map(since -> Duration.ofNanos(nanoTime - since))
                .orElse(Duration.ZERO);
    }
}
