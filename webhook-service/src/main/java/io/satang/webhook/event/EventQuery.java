package io.satang.webhook.event;

import io.satang.platform.paging.Page;
import java.util.Objects;

/** A part of an account's events that is asked for. */
public sealed interface EventQuery {
    /** Which of them. */
    EventFilter filter();

    /** In the order in which they happened, or the other way round. */
    record ByTime(EventFilter filter, Page page) implements EventQuery {
        public ByTime {
            Objects.requireNonNull(filter, "filter");
            Objects.requireNonNull(page, "page");
        }
    }

    /**
     * In the order in which they arrived here, which no event ever enters behind what was read: whoever goes on where the last part ended
     * misses none (docs/decisions/0032-the-order-of-arrival.md).
     *
     * @param after where to go on
     * @param limit how many at the most
     */
    record ByArrival(EventFilter filter, EventPlace after, int limit) implements EventQuery {
        public ByArrival {
            Objects.requireNonNull(filter, "filter");
            Objects.requireNonNull(after, "after");
        }
    }
}
