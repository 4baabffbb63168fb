package io.satang.webhook.recovery;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * Events of a time that are sent to one endpoint again, a bounded number a second.
 *
 * @param endpointId to where
 * @param asked      what was asked for
 * @param looked     how many events were looked at so far
 * @param queued     how many deliveries were made due so far
 * @param createdAt  when it began
 * @param endedAt    when all were looked at, or it was stopped
 */
record Replay(
        String id,
        String accountId,
        boolean livemode,
        String endpointId,
        Asked asked,
        State state,
        long looked,
        long queued,
        Instant createdAt,
        Optional<Instant> endedAt) {

    Replay {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(accountId, "accountId");
        Objects.requireNonNull(endpointId, "endpointId");
        Objects.requireNonNull(asked, "asked");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(endedAt, "endedAt");
    }

    /**
     * What to send again.
     *
     * @param from        what happened at or after this time
     * @param to          what happened at or before this time
     * @param key         only events of this kind
     * @param undelivered only what the endpoint has not taken
     * @param rate        how many events are looked at in a second
     */
    record Asked(Instant from, Instant to, Optional<String> key, boolean undelivered, int rate) {
        Asked {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(to, "to");
            Objects.requireNonNull(key, "key");
        }
    }

    /** How it stands. Names are stored: add some, change none. */
    enum State {
        RUNNING("running"),
        DONE("done"),
        STOPPED("stopped");

        private final String text;

        State(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static State of(String text) {
            return Arrays.stream(values())
                    .filter(state -> state.text.equals(text))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(text + " is no state of a replay"));
        }
    }
}
