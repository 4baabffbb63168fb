package io.satang.webhook.recovery;

import java.time.Instant;
import java.util.Optional;

/** The replay object. */
record ReplayView(
        String object,
        String id,
        boolean livemode,
        String location,
        String endpoint,
        String state,
        Instant from,
        Instant to,
        Optional<String> key,
        boolean undelivered,
        int rate,
        long looked,
        long queued,
        Instant createdAt,
        Optional<Instant> endedAt) {

    static ReplayView of(Replay replay) {
        Replay.Asked asked = replay.asked();
        return new ReplayView(
                "replay",
                replay.id(),
                replay.livemode(),
                "/replays/" + replay.id(),
                replay.endpointId(),
                replay.state().text(),
                asked.from(),
                asked.to(),
                asked.key(),
                asked.undelivered(),
                asked.rate(),
                replay.looked(),
                replay.queued(),
                replay.createdAt(),
                replay.endedAt());
    }
}
