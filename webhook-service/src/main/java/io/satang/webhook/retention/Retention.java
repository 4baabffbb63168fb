package io.satang.webhook.retention;

import io.satang.platform.id.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * For how long what is kept.
 *
 * @param events   events themselves
 * @param attempts what became of delivering them: attempts, and deliveries that were given up
 */
record Retention(Duration events, Duration attempts) {
    private static final String EVENT_PREFIX = "evnt";

    Retention {
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(attempts, "attempts");
        if (events.compareTo(attempts) < 0) {
            throw new IllegalArgumentException("events have to be kept for as long as their attempts");
        }
    }

    /** What is kept, each for a time of its own. */
    enum Kind {
        EVENTS,
        ATTEMPTS,
        GIVEN_UP
    }

    /**
     * Events whose time is over, by their ids, which are in the order of their times.
     *
     * @param first  the lowest id that any of them can have
     * @param end    the lowest id that is still kept
     * @param before what is as old as that by its own time too: an id may come from somebody whose ids know no time
     */
    record Range(String first, String end, Instant before) {
        Range {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(end, "end");
            Objects.requireNonNull(before, "before");
        }

        /** The rest of it, from this id on. */
        Range from(String id) {
            return new Range(id, end, before);
        }
    }

    /** What is over now: of test events and of live ones, which have ids apart. */
    List<Range> over(Kind kind, Instant now) {
        Duration kept = switch (kind) {
            case EVENTS -> events;
            case ATTEMPTS, GIVEN_UP -> attempts;
        };
        Instant end = now.minus(kept);
        return List.of(range(false, end), range(true, end));
    }

    private static Range range(boolean livemode, Instant end) {
        return new Range(
                Ids.firstOf(EVENT_PREFIX, livemode, Instant.EPOCH), Ids.firstOf(EVENT_PREFIX, livemode, end), end);
    }
}
