package io.satang.charge.refund;

import io.satang.charge.store.ChargeStore.Change;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.RefundId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/**
 * Refunds that were asked for with an idempotency key. A key is claimed in the transaction that stores its refund, and remembers which one
 * that is: whoever repeats the request is told what has become of it.
 */
interface KeyedRefundStore {

    /** What came of storing a change under a key. */
    enum SaveResult {
        /** Key and change are stored. */
        SAVED,
        /** Somebody else has claimed the key meanwhile; nothing was stored. */
        KEY_TAKEN,
        /** The charge is no longer at the version that was decided upon; nothing was stored. */
        CHARGE_CHANGED
    }

    /**
     * The refund that this request was given before; fails with an {@link io.satang.platform.error.ApiException}, 422, when the key was used
     * with another request.
     *
     * @param now until when keys are remembered follows from it
     */
    Uni<Optional<RefundId>> find(AccountId account, IdempotencyRequest request, Instant now);

    /**
     * Claims the key for this refund and stores the change that makes it, all or nothing.
     *
     * @param now when the key is claimed
     */
    Uni<SaveResult> save(IdempotencyRequest request, RefundId refund, Change change, Instant now);
}
