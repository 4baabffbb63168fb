package io.satang.source.token;

import java.util.Objects;

/** How it went with somebody who wanted a token. */
sealed interface TakeOutcome {

    /** It is theirs, since now or since before; this is what was announced of it. */
    record Taken(String payload) implements TakeOutcome {
        public Taken {
            Objects.requireNonNull(payload, "payload");
        }
    }

    /** It is somebody else's, or was theirs and is deleted. */
    record Used() implements TakeOutcome {}

    /** Nobody took it in time. */
    record Expired() implements TakeOutcome {}

    /** The account has no such token. */
    record Unknown() implements TakeOutcome {}

    /** Somebody took it while the statement was looking; the next one sees who. */
    record Overtaken() implements TakeOutcome {}
}
