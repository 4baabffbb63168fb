package io.satang.webhook.recovery;

import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Makes deliveries due again. */
interface ResendStore {

    /** What a resend came to. */
    sealed interface Outcome {}

    /** It is as it was asked for. */
    record Resent(KeyedAnswer answer) implements Outcome {
        public Resent {
            Objects.requireNonNull(answer, "answer");
        }
    }

    /** The account has no such event. */
    record NoEvent() implements Outcome {}

    /** The event has no such delivery, or the account no such endpoint. */
    record NoDelivery() implements Outcome {}

    /**
     * Makes what is asked for due now, notes that it was asked for, and keeps the answer under the key, all or nothing. What is being attempted
     * at this moment is left to that attempt.
     *
     * @param answer what is answered, of the deliveries that will be made, by their slots
     * @return fails with an {@link io.satang.platform.error.ApiException} when the key was used with another request
     */
    Uni<Outcome> resend(
            Resend resend, Function<List<Integer>, String> answer, Optional<IdempotencyRequest> idempotency);
}
