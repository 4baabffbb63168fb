package io.satang.webhook.health;

import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How endpoints do, as all replicas know it. */
interface HealthStore {

    /**
     * An attempt that has failed.
     *
     * @param uri where
     */
    record Failure(EndpointId endpointId, String accountId, String uri) {
        public Failure {
            Objects.requireNonNull(endpointId, "endpointId");
            Objects.requireNonNull(accountId, "accountId");
            Objects.requireNonNull(uri, "uri");
        }
    }

    /** Counts failures, and tells the accounts' other endpoints of those that have failed once too often. Answers each endpoint's health. */
    Uni<List<Health>> failed(List<Failure> failures);

    /** These endpoints have taken something, and are asked as usual; tells of those that were not. */
    Uni<Void> answered(List<EndpointId> endpoints);

    /** Whether the caller is the one to ask this endpoint now, once, as its time has come. */
    Uni<Boolean> takesProbe(EndpointId endpoint);

    /** How one endpoint does; empty when nothing is known against it. */
    Uni<Optional<Health>> find(EndpointId endpoint);

    /** Endpoints whose health has changed lately. */
    Uni<List<Health>> changedLately();

    /** Forgets some of those that have not failed for long. */
    Uni<Void> forgetWell();

    /** All that are not asked as usual, up to a bound. */
    Uni<List<Health>> open();
}
