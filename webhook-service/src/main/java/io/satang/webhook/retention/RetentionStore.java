package io.satang.webhook.retention;

import io.satang.webhook.retention.Retention.Kind;
import io.satang.webhook.retention.Retention.Range;
import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.Optional;

/** Deletes what is over, a little at a time. */
interface RetentionStore {

    /**
     * What one step has done.
     *
     * @param deleted how many rows are gone
     * @param next    where to go on; empty when nothing is left, or another replica is at it
     */
    record Step(long deleted, Optional<String> next) {
        public Step {
            Objects.requireNonNull(next, "next");
        }
    }

    /** Deletes the first of these, in one short transaction. */
    Uni<Step> delete(Kind kind, Range range);
}
