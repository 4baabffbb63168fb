package io.satang.webhook.delivery;

import io.smallrye.mutiny.Uni;
import java.util.Objects;
import java.util.Optional;

/** Deliveries that wait for their endpoints to be enabled again. */
interface HeldStore {

    /**
     * What was looked at.
     *
     * @param released how many deliveries need not wait any more
     * @param last     the endpoint behind which the next look begins; empty when this was the last one
     */
    record Looked(int released, Optional<String> last) {
        public Looked {
            Objects.requireNonNull(last, "last");
        }
    }

    /**
     * Looks at the next endpoints for which something waits: of those that are enabled the oldest of it becomes due, one alone if the endpoint
     * has only failed and is to be asked again, of those that are deleted it
     * is taken back.
     *
     * @param behind the endpoint to begin behind
     */
    Uni<Looked> release(String behind);
}
