package io.satang.source.status;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** Keeps, with each source and token, the last known status of its charge. */
public interface ChargeStatusStore {

    /**
     * Applies changes, each of another source or token; those that are older than what is known change nothing.
     *
     * @return how many of them have changed
     */
    Uni<Integer> apply(List<StatusChange> changes);
}
