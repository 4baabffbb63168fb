package io.satang.charge.refund;

import io.satang.charge.decision.Charge;
import io.satang.charge.decision.Refund;
import io.satang.charge.read.OwnedCharges;
import io.satang.charge.refund.CreateRefund.Answer;
import io.satang.charge.view.ChargeJson;
import io.satang.charge.view.ChargePath;
import io.satang.charge.view.RefundJson;
import io.satang.events.RawJson;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.RefundId;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.paging.Page;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code /charges/{id}/refunds} and what is below it. */
@Path("/charges/{id}/refunds")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class RefundResource {
    private final CreateRefund creation;
    private final OwnedCharges charges;
    private final RefundStore refunds;
    private final ChargeJson json;
    private final IdempotencyKeys keys;
    private final Caller caller;
    private final Clock clock;

    RefundResource(
            CreateRefund creation,
            OwnedCharges charges,
            RefundStore refunds,
            ChargeJson json,
            IdempotencyKeys keys,
            Caller caller,
            Clock clock) {
        this.creation = Objects.requireNonNull(creation, "creation");
        this.charges = Objects.requireNonNull(charges, "charges");
        this.refunds = Objects.requireNonNull(refunds, "refunds");
        this.json = Objects.requireNonNull(json, "json");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Gives {@code amount} back; its provider has ten seconds for it. */
    @POST
    @AnswersInTime(seconds = 15)
    public Uni<RestResponse<String>> create(@RestPath String id, Params params, @Context HttpHeaders headers) {
        ChargeId charge = ChargePath.id(id);
        Optional<IdempotencyRequest> key = keys.read(headers, "POST /charges/" + charge + "/refunds", params);
        return creation.create(account(), charge, RefundRequest.from(params), key)
                .map(RefundResource::response);
    }

    /** The charge's refunds, in pages. */
    @GET
    public Uni<String> list(@RestPath String id, Params params) {
        AccountId account = account();
        Page page = Page.from(params, clock.instant());
        return charges.find(account, ChargePath.id(id))
                .flatMap(charge -> refunds.list(account, Optional.of(charge.id()), page)
                        .map(listing -> RefundLists.render("/charges/" + charge.id() + "/refunds", page, listing)));
    }

    /** One refund; {@code expand=true} shows its charge instead of the charge's id. */
    @GET
    @Path("/{refundId}")
    public Uni<String> retrieve(@RestPath String id, @RestPath String refundId, Params params) {
        boolean expand = params.bool("expand").orElse(false);
        AccountId account = account();
        ApiException unknown = ApiException.notFound("refund", refundId);
        RefundId refund = RefundId.parse(refundId).orElseThrow(() -> unknown);
        return charges.find(account, ChargePath.id(id))
                .flatMap(charge -> refunds.find(account, charge.id(), refund)
                        .map(found -> found.orElseThrow(() -> unknown))
                        .map(found -> expand ? expanded(found, charge) : RefundJson.render(found)));
    }

    private String expanded(Refund refund, Charge charge) {
        return RefundJson.renderExpanded(refund, new RawJson(json.render(charge, clock.instant())));
    }

    private AccountId account() {
        return new AccountId(caller.accountId());
    }

    private static RestResponse<String> response(Answer answer) {
        return new KeyedAnswer(RefundJson.render(answer.refund()), answer.replayed()).response();
    }
}
