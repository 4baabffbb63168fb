package io.satang.charge.refund;

import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.AccountId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/** {@code GET /refunds}. */
@Path("/refunds")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class RefundListResource {
    private final RefundStore refunds;
    private final Caller caller;
    private final Clock clock;

    RefundListResource(RefundStore refunds, Caller caller, Clock clock) {
        this.refunds = Objects.requireNonNull(refunds, "refunds");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** The refunds of all of the account's charges, in pages. */
    @GET
    public Uni<String> list(Params params) {
        Page page = Page.from(params, clock.instant());
        return refunds.list(new AccountId(caller.accountId()), Optional.empty(), page)
                .map(listing -> RefundLists.render("/refunds", page, listing));
    }
}
