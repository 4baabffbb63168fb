package io.satang.webhook.event;

import java.util.List;

/**
 * Part of a list of events.
 *
 * @param total how many the whole list has; no more than {@value #COUNTED_BEYOND} behind the page's first are counted, so that a page of a
 *              long list costs no more than one of a short list, and whoever reads on until there are no more reads them all
 */
public record EventPage(List<EventHistory> events, long total) {
    static final int COUNTED_BEYOND = 10_000;

    /** Of a list without events. */
    static final EventPage EMPTY = new EventPage(List.of(), 0);

    public EventPage {
        events = List.copyOf(events);
    }
}
