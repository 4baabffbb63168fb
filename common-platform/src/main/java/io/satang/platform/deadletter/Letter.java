package io.satang.platform.deadletter;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A record that was put aside, without what it says: that may be personal.
 *
 * @param topic      where the record stood
 * @param place      where the letter stands
 * @param key        the id of what the record is about; empty when it has none, or one that is no text
 * @param cause      the class of the failure
 * @param reason     why it was put aside
 * @param putAsideAt when
 * @param redrivable whether all of the record is there, and so that it can be redriven
 */
record Letter(
        String topic,
        LetterPlace place,
        Optional<String> key,
        String cause,
        String reason,
        Instant putAsideAt,
        boolean redrivable) {
    Letter {
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(putAsideAt, "putAsideAt");
    }
}
