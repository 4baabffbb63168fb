package io.satang.console.request;

import io.satang.console.page.Listed;
import java.util.List;
import java.util.Map;

/**
 * A screen of requests.
 *
 * @param filter what the visitor asks for, by the names of the form's fields
 */
record RequestList(List<RequestView> requests, Listed list, Map<String, String> filter) {
    /** What stands in a field of the form. */
    public String field(String name) {
        return filter.getOrDefault(name, "");
    }

    /** Whether anything is asked for. */
    public boolean isFiltered() {
        return filter.values().stream().anyMatch(value -> !value.isEmpty());
    }
}
