package io.satang.webhook.event;

import java.util.List;

/**
 * Part of a list of events.
 *
 * @param total how many the whole list has
 */
public record EventPage(List<EventHistory> events, long total) {
    /** Of a list without events. */
    static final EventPage EMPTY = new EventPage(List.of(), 0);

    public EventPage {
        events = List.copyOf(events);
    }
}
