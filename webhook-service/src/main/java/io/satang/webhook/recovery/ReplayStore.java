package io.satang.webhook.recovery;

import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.paging.Page;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Replays and how far they have come. */
interface ReplayStore {

    /** What a new replay came to. */
    sealed interface Outcome {}

    /** It runs. */
    record Started(KeyedAnswer answer) implements Outcome {
        public Started {
            Objects.requireNonNull(answer, "answer");
        }
    }

    /** The account has no such endpoint. */
    record NoEndpoint() implements Outcome {}

    /** Another one is running for the endpoint. */
    record Busy() implements Outcome {}

    /**
     * Keeps a replay, notes that it was asked for, and keeps the answer under the key, all or nothing.
     *
     * @param ownUri where the account's events go, if the endpoint is the account's own
     */
    Uni<Outcome> start(Replay replay, Optional<String> ownUri, String answer, Optional<IdempotencyRequest> idempotency);

    /** The account's replay of this id; empty when it has none, be it another's. */
    Uni<Optional<Replay>> find(String accountId, String id);

    /**
     * A part of a list.
     *
     * @param total how many the whole list has
     */
    record Part(List<Replay> replays, long total) {
        public Part {
            replays = List.copyOf(replays);
        }
    }

    /** The account's replays to this endpoint. */
    Uni<Part> list(String accountId, String endpointId, Page page);

    /** Ends a replay that is running, and notes that it was asked for; answers it as it is now. */
    Uni<Optional<Replay>> stop(String accountId, String id);

    /**
     * Makes the next events of one replay due whose second has come, and moves it on, in one transaction: each event is looked at once, however
     * often a replica dies.
     *
     * @return whether there was one
     */
    Uni<Boolean> step();
}
