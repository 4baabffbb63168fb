package io.satang.webhook.registry;

import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Merchants' endpoints and what has become of them. */
interface EndpointStore {

    /** Those of each of these accounts that are not deleted, the oldest first; an account that has none is left out. */
    Uni<Map<String, List<WebhookEndpoint>>> ofAccounts(List<String> accountIds);

    /** What a change came to. */
    sealed interface Outcome {}

    /** It is done. */
    record Done(KeyedAnswer answer) implements Outcome {
        public Done {
            Objects.requireNonNull(answer, "answer");
        }
    }

    /** The account has no such endpoint. */
    record NoEndpoint() implements Outcome {}

    /**
     * Keeps a new endpoint with its first secret, its history and the answer under the key, all or nothing.
     *
     * @return fails with an {@link io.satang.platform.error.ApiException} when the account has too many, or the key was used with another
     *     request
     */
    Uni<KeyedAnswer> create(WebhookEndpoint endpoint, EndpointChange change, Optional<IdempotencyRequest> idempotency);

    /**
     * Changes an endpoint, as {@code change} says of what it is at that moment, all or nothing.
     *
     * @param own what the endpoint is if it has no row, as the account's own may
     */
    Uni<Outcome> change(
            String accountId,
            EndpointId id,
            Optional<WebhookEndpoint> own,
            EndpointChange change,
            Optional<IdempotencyRequest> idempotency);

    /** Deletes an endpoint; answers whether the account had it. What waits for it is taken back soon. */
    Uni<Boolean> delete(String accountId, EndpointId id, EndpointChange change);

    /** What was done to an endpoint of the account, the newest first, as much as one answer holds; also to one that is deleted. */
    Uni<List<HistoryEntry>> history(String accountId, EndpointId id);

    /** An endpoint that was changed, or deleted. */
    record ChangedEndpoint(String accountId, EndpointId id) {
        public ChangedEndpoint {
            Objects.requireNonNull(accountId, "accountId");
            Objects.requireNonNull(id, "id");
        }
    }

    /**
     * What was changed.
     *
     * @param revision the number of the last of these changes
     * @param complete whether these are all
     */
    record Changed(long revision, List<ChangedEndpoint> endpoints, boolean complete) {
        public Changed {
            endpoints = List.copyOf(endpoints);
        }
    }

    /** The number of the last change of all. */
    Uni<Long> revision();

    /** What was changed after the change of this number. */
    Uni<Changed> changedSince(long revision);
}
