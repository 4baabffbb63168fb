package io.satang.account.request;

import io.satang.events.RawJson;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.IdShape;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.ListRoom;
import io.satang.platform.paging.ListView;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.util.Objects;
import java.util.Set;

/** {@code /requests}: the newest requests of the account that the secret key belongs to. An addition of ours. */
@Path("/requests")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
public class RequestResource {
    private static final IdShape ID = new IdShape("rqst");

    /** Query, body and answer, and what is beside them. */
    private static final long ROW_BYTES_MAX = 8 * 1024;

    private final RequestStore requests;
    private final ListRoom room;
    private final Caller caller;
    private final Clock clock;

    RequestResource(RequestStore requests, ListRoom room, Caller caller, Clock clock) {
        this.requests = Objects.requireNonNull(requests, "requests");
        this.room = Objects.requireNonNull(room, "room");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** A list like any other, with {@code status}, {@code method} and {@code path} beside. */
    @GET
    public Uni<String> list(Params params) {
        RequestFilter filter = RequestFilter.from(params, clock.instant());
        String accountId = caller.accountId();
        return room.holding(
                Uni.createFrom().item(filter.page().limit() * ROW_BYTES_MAX),
                () -> requests.list(accountId, filter).map(page -> render(filter, page)));
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    public Uni<String> get(@PathParam("id") String id, Params params) {
        params.requireOnly(Set.of());
        if (!ID.fits(id)) {
            throw ApiException.notFound("request", id);
        }
        return requests.find(caller.accountId(), id)
                .map(found -> found.map(RequestView::of)
                        .map(ApiJson::write)
                        .orElseThrow(() -> ApiException.notFound("request", id)));
    }

    private static String render(RequestFilter filter, RequestPage page) {
        return ApiJson.write(ListView.of(
                "/requests",
                filter.page(),
                page.total(),
                page.requests().stream()
                        .map(RequestView::of)
                        .map(ApiJson::write)
                        .map(RawJson::new)
                        .toList()));
    }
}
