package io.satang.webhook.recovery;

import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code /replays/{id}}: how far a replay has come, and its end before its time. */
@Path("/replays")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class ReplayResource {
    private static final Pattern ID = Pattern.compile("[a-z0-9_]{1,64}");

    private final ReplayStore replays;
    private final Caller caller;

    ReplayResource(ReplayStore replays, Caller caller) {
        this.replays = Objects.requireNonNull(replays, "replays");
        this.caller = Objects.requireNonNull(caller, "caller");
    }

    /** A replay; another account's is not found. */
    @GET
    @Path("/{id}")
    public Uni<String> find(@PathParam("id") String id) {
        return replays.find(caller.accountId(), checked(id)).map(found -> render(id, found));
    }

    /** Ends it, if it is running, and answers how far it has come. What it has made due stays so. */
    @POST
    @Path("/{id}/stop")
    public Uni<String> stop(@PathParam("id") String id, Params params) {
        params.requireOnly(Set.of());
        return replays.stop(caller.accountId(), checked(id)).map(found -> render(id, found));
    }

    private static String checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw ApiException.notFound("replay", id);
        }
        return id;
    }

    private static String render(String id, Optional<Replay> found) {
        return ApiJson.write(ReplayView.of(found.orElseThrow(() -> ApiException.notFound("replay", id))));
    }
}
