package io.satang.console.event;

import io.satang.console.page.Listed;
import io.satang.console.page.Pill;
import java.util.List;
import java.util.Map;

/**
 * A screen of events.
 *
 * @param filter what the visitor asks for, by the names of the form's fields
 */
record EventList(List<EventView> events, Listed list, Map<String, String> filter, EventWords words) {
    /** How an event has come to those that it is for. */
    public Pill state(EventView event) {
        return event.state(words);
    }

    /** What stands in a field of the form. */
    public String field(String name) {
        return filter.getOrDefault(name, "");
    }

    /** Whether anything is asked for. */
    public boolean isFiltered() {
        return filter.values().stream().anyMatch(value -> !value.isEmpty());
    }
}
