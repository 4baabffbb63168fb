package io.satang.account.operator;

import io.satang.account.AccountView;
import io.satang.account.operator.Opening.Opened;
import io.satang.account.operator.Opening.Repeated;
import io.satang.platform.authentication.OperatorOnly;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * What the operator of the platform does with accounts. It asks for the operators' token and is never routed by the gateway. A key is shown
 * in the answer that issues it and never again.
 */
@Path("/internal/accounts")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@OperatorOnly
public class OperatorResource {
    private final Operations operations;
    private final Announcements announcements;
    private final IdempotencyKeys keys;

    OperatorResource(Operations operations, Announcements announcements, IdempotencyKeys keys) {
        this.operations = Objects.requireNonNull(operations, "operations");
        this.announcements = Objects.requireNonNull(announcements, "announcements");
        this.keys = Objects.requireNonNull(keys, "keys");
    }

    private record AnnouncedView(int announced) {}

    /**
     * Opens an account in test mode: {@code email}, and {@code country} (TH unless given). Answers the account and its two keys; a repetition
     * with the same {@code Idempotency-Key} is answered the account and no keys, for they are shown once.
     */
    @POST
    public Uni<RestResponse<String>> open(Params params, @Context HttpHeaders headers) {
        Optional<IdempotencyRequest> idempotency = keys.read(headers, "POST /internal/accounts", params);
        return operations.open(OpenAccount.from(params), idempotency).map(OperatorResource::response);
    }

    /** The account as its merchant sees it. */
    @GET
    @Path("/{id}")
    public Uni<String> get(@PathParam("id") String accountId) {
        return operations.get(accountId).map(account -> ApiJson.write(AccountView.of(account)));
    }

    /**
     * Issues new keys: {@code kind} ({@code public} or {@code secret}; both unless given) and {@code overlap_minutes} (60 unless given), for
     * which the present keys work on. An overlap of 0 revokes them at once.
     */
    @POST
    @Path("/{id}/keys/roll")
    public Uni<String> roll(@PathParam("id") String accountId, Params params) {
        return operations.roll(accountId, RollKeys.from(params)).map(OperatorResource::render);
    }

    /** Tells the other services again of every account, as after their topic was lost. */
    @POST
    @Path("/announce")
    public Uni<String> announceAll() {
        return announcements.announceAll().map(OperatorResource::render);
    }

    /** Tells the other services again of one account. */
    @POST
    @Path("/{id}/announce")
    public Uni<String> announce(@PathParam("id") String accountId) {
        return announcements.announce(accountId).map(OperatorResource::render);
    }

    private static String render(int announced) {
        return ApiJson.write(new AnnouncedView(announced));
    }

    private static String render(IssuedKeys issued) {
        return ApiJson.write(IssuedView.of(issued));
    }

    private static RestResponse<String> response(Opening opening) {
        return switch (opening) {
            case Opened(IssuedKeys issued) -> RestResponse.ok(render(issued));
            case Repeated(String answer) -> new KeyedAnswer(answer, true).response();
        };
    }
}
