package io.satang.webhook.recovery;

import io.satang.events.RawJson;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.Ids;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.ListView;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.event.EventKey;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /webhook_endpoints/{id}/replays}: events of a time, sent to an endpoint again. */
@Path("/webhook_endpoints/{endpoint}/replays")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class EndpointReplayResource {
    private static final Set<String> ASKED = Set.of("from", "to", "key", "undelivered", "rate");
    private static final int RATE_DEFAULT = 100;
    private static final int RATE_MAX = 500;

    private final ReplayStore replays;
    private final IdempotencyKeys keys;
    private final Caller caller;
    private final Clock clock;
    private final Ids ids;

    EndpointReplayResource(ReplayStore replays, IdempotencyKeys keys, Caller caller, Clock clock) {
        this.replays = Objects.requireNonNull(replays, "replays");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.ids = new Ids(clock);
    }

    /**
     * Begins one: {@code from}, and {@code to} (now unless given), {@code key}, {@code undelivered} (what the endpoint has not taken), and
     * {@code rate}, how many events a second are looked at.
     */
    @POST
    public Uni<RestResponse<String>> start(
            @PathParam("endpoint") String endpoint, Params params, @Context HttpHeaders headers) {
        params.requireOnly(ASKED);
        EndpointId id = OwnEndpoint.parse(endpoint);
        Instant now = clock.instant();
        Replay replay = new Replay(
                ids.next("rply", caller.livemode()),
                caller.accountId(),
                caller.livemode(),
                id.value(),
                asked(params, now),
                Replay.State.RUNNING,
                0,
                0,
                now,
                Optional.empty());
        Optional<IdempotencyRequest> idempotency =
                keys.read(headers, "POST /webhook_endpoints/" + id + "/replays", params);
        String answer = ApiJson.write(ReplayView.of(replay));
        return replays.start(replay, OwnEndpoint.uri(caller, id), answer, idempotency)
                .map(outcome -> answer(outcome, endpoint));
    }

    /** Those of the endpoint, also of one that is no more. */
    @GET
    public Uni<String> list(@PathParam("endpoint") String endpoint, Params params) {
        EndpointId id = OwnEndpoint.parse(endpoint);
        Page page = Page.from(params, clock.instant());
        String location = "/webhook_endpoints/" + id + "/replays";
        return replays.list(caller.accountId(), id.value(), page)
                .map(found -> ApiJson.write(ListView.of(
                        location,
                        page,
                        found.total(),
                        found.replays().stream()
                                .map(ReplayView::of)
                                .map(ApiJson::write)
                                .map(RawJson::new)
                                .toList())));
    }

    private static RestResponse<String> answer(ReplayStore.Outcome outcome, String endpoint) {
        return switch (outcome) {
            case ReplayStore.Started(KeyedAnswer answer) -> answer.response();
            case ReplayStore.NoEndpoint unused -> throw OwnEndpoint.notFound(endpoint);
            case ReplayStore.Busy unused ->
                throw ApiException.of(409, "replay_running", "another replay to this endpoint is running");
        };
    }

    private static Replay.Asked asked(Params params, Instant now) {
        Instant from = params.instant("from").orElseThrow(() -> ApiException.badRequest("from cannot be blank"));
        Instant to = params.instant("to").orElse(now);
        if (to.isBefore(from)) {
            throw ApiException.badRequest("to must not be before from");
        }
        return new Replay.Asked(
                from,
                to,
                params.text("key")
                        .map(text -> EventKey.of(text)
                                .map(EventKey::text)
                                .orElseThrow(() -> ApiException.badRequest("key is invalid"))),
                params.bool("undelivered").orElse(false),
                rate(params));
    }

    private static int rate(Params params) {
        long rate = params.integer("rate").orElse(RATE_DEFAULT);
        if (rate < 1 || rate > RATE_MAX) {
            throw ApiException.badRequest("rate must be between 1 and " + RATE_MAX);
        }
        return (int) rate;
    }
}
