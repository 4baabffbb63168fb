package io.satang.console.webhook;

import io.satang.console.page.Fact;
import io.satang.console.page.Moment;
import java.util.List;
import java.util.Optional;

/**
 * One endpoint on a page of its own.
 *
 * @param facts       what was set
 * @param changes     what was done to it
 * @param since       from when what has not come is sent again unless the visitor says otherwise, as a field holds it
 * @param secret      its new one, this once
 * @param replays     what was sent again
 */
record EndpointView(
        String id,
        EndpointRow row,
        boolean paused,
        List<Fact> facts,
        List<Change> changes,
        List<DeliveryRow> undelivered,
        List<Replay> replays,
        String since,
        String once,
        Optional<String> secret) {

    /** Something that was done to it. */
    record Change(Moment at, String action, String by, String reason) {}

    /** Events of a time that were sent again, and how far that is. */
    record Replay(Moment at, String state, long looked, long queued) {}
}
