package io.satang.webhook.registry;

import io.quarkus.runtime.StartupEvent;
import io.satang.platform.time.Timers;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.signature.Signer;
import io.satang.webhook.signature.SigningKeys;
import io.satang.webhook.signature.SigningSecrets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Looks for endpoints that were changed by other replicas: from time to time, so that every replica knows of a change within a moment, and
 * before events are taken in, which are for the endpoints that were there when they happened.
 */
@Singleton
public class EndpointWatch {
    private static final Logger LOG = Logger.getLogger(EndpointWatch.class);

    private final EndpointStore store;
    private final EndpointDirectory directory;
    private final SigningSecrets secrets;
    private final SigningKeys pairs;
    private final Timers timers;
    private final Duration period;
    private volatile OptionalLong seen = OptionalLong.empty();

    EndpointWatch(
            EndpointStore store,
            EndpointDirectory directory,
            SigningSecrets secrets,
            SigningKeys pairs,
            Timers timers,
            @ConfigProperty(name = "satang.endpoints.watch-millis", defaultValue = "500") long periodMillis) {
        this.store = Objects.requireNonNull(store, "store");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.secrets = Objects.requireNonNull(secrets, "secrets");
        this.pairs = Objects.requireNonNull(pairs, "pairs");
        this.timers = Objects.requireNonNull(timers, "timers");
        this.period = Duration.ofMillis(periodMillis);
    }

    void start(@Observes StartupEvent event) {
        timers.oneAtATime(
                period,
                this::upToDate,
                failure -> LOG.warnf("endpoints not looked at, trying again: %s", failure.toString()));
    }

    /** Completes when this replica's {@link EndpointDirectory} knows every change that was committed before the call. */
    public Uni<Void> upToDate() {
        return Uni.createFrom().deferred(() -> seen.isPresent() ? next(seen.getAsLong()) : first());
    }

    // What was read before the number was known may be older than the number.
    private Uni<Void> first() {
        return store.revision()
                .invoke(revision -> {
                    directory.forgetAll();
                    saw(revision);
                })
                .replaceWithVoid();
    }

    private Uni<Void> next(long revision) {
        return store.changedSince(revision)
                .invoke(changed -> {
                    changed.endpoints().forEach(this::changed);
                    saw(changed.revision());
                })
                .chain(changed -> changed.complete() ? Uni.createFrom().voidItem() : next(changed.revision()));
    }

    // Only after what was changed is forgotten; whoever has asked before comes later than others, perhaps.
    private synchronized void saw(long revision) {
        seen = OptionalLong.of(Math.max(revision, seen.orElse(0)));
    }

    private void changed(EndpointStore.ChangedEndpoint endpoint) {
        directory.forget(endpoint.accountId());
        pairs.forget(endpoint.id().value());
        EndpointId own = EndpointId.ofAccount(endpoint.accountId());
        secrets.forget(
                endpoint.id().equals(own)
                        ? new Signer.OfAccount(endpoint.accountId())
                        : new Signer.OfEndpoint(endpoint.id().value()));
    }
}
