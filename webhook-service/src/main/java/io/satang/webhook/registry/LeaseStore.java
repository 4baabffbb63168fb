package io.satang.webhook.registry;

import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.registry.EndpointStore.ChangedEndpoint;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Until when endpoints are kept that have a lease; by the database's time, which all replicas share. */
interface LeaseStore {

    /** Begins the lease anew; empty when the account has no such endpoint, or it has no lease. */
    Uni<Optional<WebhookEndpoint>> renew(String accountId, EndpointId id);

    /** Some whose lease has lapsed. */
    Uni<List<ChangedEndpoint>> lapsed();

    /** Deletes an endpoint unless it was renewed meanwhile; answers whether it did. */
    Uni<Boolean> expire(ChangedEndpoint endpoint, EndpointChange change);
}
