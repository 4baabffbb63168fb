package io.satang.webhook.health;

import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.registry.EndpointDirectory;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** {@code /webhook_endpoints/{id}/health}: whether an endpoint is asked as usual, and since when it fails. */
@Path("/webhook_endpoints/{id}/health")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class HealthResource {
    private final HealthStore store;
    private final TallyStore tallies;
    private final EndpointDirectory directory;
    private final HealthRules rules;
    private final Caller caller;

    HealthResource(
            HealthStore store, TallyStore tallies, EndpointDirectory directory, HealthRules rules, Caller caller) {
        this.store = Objects.requireNonNull(store, "store");
        this.tallies = Objects.requireNonNull(tallies, "tallies");
        this.directory = Objects.requireNonNull(directory, "directory");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.caller = Objects.requireNonNull(caller, "caller");
    }

    private record HealthView(
            String object,
            String endpoint,
            String state,
            int failures,
            Optional<Instant> failingSince,
            Optional<Instant> nextAttemptAt,
            Optional<Instant> disabledAt,
            DayView lastDay) {}

    /** Attempts of this hour and the 23 before it. */
    private record DayView(long attempts, long succeeded) {}

    /** How it does; another account's endpoint is not found. */
    @GET
    public Uni<String> find(@PathParam("id") String id, Params params) {
        params.requireOnly(Set.of());
        EndpointId endpoint = EndpointId.parse(id).orElseThrow(() -> notFound(id));
        boolean own = endpoint.equals(EndpointId.ofAccount(caller.accountId()));
        return directory
                .of(caller.accountId())
                .invoke(known -> {
                    if (!own && known.stream().noneMatch(each -> each.id().equals(endpoint))) {
                        throw notFound(id);
                    }
                })
                .chain(() -> Uni.combine()
                        .all()
                        .unis(store.find(endpoint), tallies.lastDay(endpoint))
                        .asTuple())
                .map(found -> ApiJson.write(
                        view(endpoint, found.getItem1().filter(some -> some.failures() > 0), found.getItem2())));
    }

    private HealthView view(EndpointId endpoint, Optional<Health> failing, Tally lastDay) {
        return new HealthView(
                "webhook_endpoint_health",
                endpoint.value(),
                failing.map(health -> rules.isOpen(health.failures()) ? "failing" : "unsteady")
                        .orElse("healthy"),
                failing.map(Health::failures).orElse(0),
                failing.map(Health::failingSince),
                failing.flatMap(Health::probeAt),
                failing.map(health -> health.failingSince().plus(rules.disabledAfter())),
                new DayView(lastDay.attempts(), lastDay.succeeded()));
    }

    private static ApiException notFound(String id) {
        return ApiException.notFound("webhook_endpoint", id);
    }
}
