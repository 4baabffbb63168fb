package io.satang.webhook.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which hosts and accounts can be expected to answer. Those that were never heard of, and those that have failed to answer several times in
 * a row, share a part of what there is, so that those who do answer never wait for them. Not safe for use by several threads.
 */
final class Standings {
    private static final int UNANSWERED_MAX = 4;
    private static final int HOSTS_MAX = 65_536;

    // How many attempts in a row were not answered; the one that was heard of longest ago is forgotten first.
    private final Map<String, Integer> unanswered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > HOSTS_MAX;
        }
    };

    /** Whether it has answered, and not failed to since then more than a few times. */
    boolean isTrusted(String name) {
        return unanswered.getOrDefault(name, UNANSWERED_MAX) < UNANSWERED_MAX;
    }

    /** Whether it does not answer. */
    boolean isSuspect(String name) {
        return unanswered.getOrDefault(name, 0) >= UNANSWERED_MAX;
    }

    void record(String name, Standing standing) {
        switch (standing) {
            case ANSWERED -> unanswered.put(name, 0);
            case SILENT -> unanswered.put(name, Math.min(1 + unansweredBy(name), UNANSWERED_MAX));
            case UNKNOWN -> {}
        }
    }

    // Whoever has never answered has no reserve.
    private int unansweredBy(String name) {
        return unanswered.getOrDefault(name, UNANSWERED_MAX);
    }
}
