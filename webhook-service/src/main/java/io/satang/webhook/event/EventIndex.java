package io.satang.webhook.event;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the events of a query are, before they are loaded.
 *
 * @param ids    of the events that were asked for, in their order
 * @param bytes  how many bytes their objects take
 * @param total  how many events the whole list has, as far as was counted (docs/decisions/0032-the-order-of-arrival.md); never less than is
 *               needed to tell that there are more
 * @param looked the last event that was looked at, in the order of the query, whether or not it was asked for
 * @param more   whether it is not known what lies behind that, because there is too much of it to look at in one go
 */
public record EventIndex(List<String> ids, long bytes, long total, Optional<String> looked, boolean more) {
    public EventIndex {
        ids = List.copyOf(ids);
        Objects.requireNonNull(looked, "looked");
    }
}
