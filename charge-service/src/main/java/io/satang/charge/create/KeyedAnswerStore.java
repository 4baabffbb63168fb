package io.satang.charge.create;

import io.satang.charge.store.NewCharge;
import io.satang.platform.error.ApiException;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/**
 * Answers that were given to requests with an idempotency key. A key is claimed, its charge made and its answer stored in one transaction, so
 * that a crash leaves all of it or nothing.
 */
public interface KeyedAnswerStore {

    /** What came of storing a charge under a key. */
    enum SaveResult {
        /** Key, answer, charge and event are stored. */
        SAVED,
        /** Somebody else has claimed the key meanwhile; nothing was stored. */
        KEY_TAKEN,
        /** What it is paid with has been charged already; nothing was stored. */
        INSTRUMENT_USED
    }

    /**
     * The answer that this request was given before; fails with an {@link ApiException}, 422, when the key was used with another request.
     *
     * @param now until when keys are remembered follows from it
     */
    Uni<Optional<String>> find(String accountId, IdempotencyRequest request, Instant now);

    /** Claims the key for this answer and stores the charge with all that belongs to it, all or nothing. */
    Uni<SaveResult> save(IdempotencyRequest request, String answer, NewCharge charge);

    /** Answers this request with something else from now on, as more has become known. */
    Uni<Void> replace(String accountId, IdempotencyRequest request, String answer);
}
