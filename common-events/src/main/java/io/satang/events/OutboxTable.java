package io.satang.events;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.function.Function;

/** The events that are committed and not yet published. */
public interface OutboxTable {

    /**
     * Takes the oldest events, hands them to {@code publish} in the order they were written, and forgets them once that has succeeded. When
     * it fails, or when this process dies on the way, they are all still there: an event may be published twice and never not at all.
     *
     * <p>Only one caller at a time drains a table, in all replicas together: that is what keeps the order per aggregate.
     *
     * @param limit how many events at the most
     */
    Uni<Drained> drain(int limit, Function<List<OutboxEvent>, Uni<Void>> publish);

    /**
     * What a drain did.
     *
     * @param events    how many were published
     * @param contended whether another replica was draining, so that nothing was looked at
     */
    record Drained(int events, boolean contended) {}
}
