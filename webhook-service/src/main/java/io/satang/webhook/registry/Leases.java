package io.satang.webhook.registry;

import io.quarkus.runtime.StartupEvent;
import io.satang.platform.account.Caller;
import io.satang.platform.error.ApiException;
import io.satang.platform.time.Timers;
import io.satang.webhook.audit.AuditEntry.Action;
import io.satang.webhook.audit.AuditEntry.Actor;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.registry.EndpointStore.ChangedEndpoint;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Keeps endpoints that have a lease as long as they are renewed, and deletes those that are not: nobody is left to do so. */
@Singleton
class Leases {
    private static final Logger LOG = Logger.getLogger(Leases.class);

    private final LeaseStore store;
    private final Endpoints endpoints;
    private final Caller caller;
    private final Timers timers;
    private final Duration period;

    Leases(
            LeaseStore store,
            Endpoints endpoints,
            Caller caller,
            Timers timers,
            @ConfigProperty(name = "satang.endpoints.lease-sweep-millis", defaultValue = "1000") long periodMillis) {
        this.store = Objects.requireNonNull(store, "store");
        this.endpoints = Objects.requireNonNull(endpoints, "endpoints");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.period = Duration.ofMillis(periodMillis);
    }

    void start(@Observes StartupEvent event) {
        timers.oneAtATime(
                period,
                this::sweep,
                failure -> LOG.warnf("leases not looked at, trying again: %s", failure.toString()));
    }

    /** Begins the lease of the caller's endpoint anew. */
    Uni<String> renew(EndpointId id) {
        Optional<String> accountUri = caller.account().webhookUri();
        Uni<WebhookEndpoint> known = endpoints.find(id);
        return store.renew(caller.accountId(), id)
                .chain(renewed ->
                        renewed.isPresent() ? Uni.createFrom().item(renewed.get()) : known.invoke(Leases::refuse))
                .map(endpoint -> EndpointView.render(endpoint, accountUri));
    }

    private static void refuse(WebhookEndpoint endpoint) {
        throw ApiException.badRequest("endpoint has no lease: it is kept until it is deleted");
    }

    private Uni<Void> sweep() {
        return store.lapsed()
                .onItem()
                .transformToMulti(lapsed -> Multi.createFrom().iterable(lapsed))
                .onItem()
                .transformToUniAndConcatenate(this::expire)
                .onItem()
                .ignoreAsUni();
    }

    // Replicas hear of it as of every change.
    private Uni<Boolean> expire(ChangedEndpoint endpoint) {
        EndpointChange change = new EndpointChange(
                Action.ENDPOINT_LAPSED,
                Actor.PLATFORM,
                Optional.empty(),
                UnaryOperator.identity(),
                Optional.empty(),
                Optional.empty(),
                gone -> "");
        return store.expire(endpoint, change);
    }
}
