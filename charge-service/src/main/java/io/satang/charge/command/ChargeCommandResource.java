package io.satang.charge.command;

import io.satang.charge.command.ChargeCommands.Answer;
import io.satang.charge.decision.ChargeCommand;
import io.satang.charge.decision.ChargeCommand.Describe;
import io.satang.charge.decision.ChargeCommand.ExpireRequested;
import io.satang.charge.decision.ChargeCommand.MarkFailed;
import io.satang.charge.decision.ChargeCommand.MarkPaid;
import io.satang.charge.decision.ChargeCommand.Reverse;
import io.satang.charge.view.ChargeJson;
import io.satang.charge.view.ChargePath;
import io.satang.events.RawJson;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.id.AccountId;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.PATCH;
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

/** {@code PATCH /charges/{id}} and the commands below it (reference omise-api §7). */
@Path("/charges/{id}")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.SECRET)
class ChargeCommandResource {
    private static final int DESCRIPTION_CHARS_MAX = 2_048;
    private static final int METADATA_CHARS_MAX = 32_768;

    private final ChargeCommands commands;
    private final ChargeJson json;
    private final IdempotencyKeys keys;
    private final Caller caller;
    private final Clock clock;

    ChargeCommandResource(ChargeCommands commands, ChargeJson json, IdempotencyKeys keys, Caller caller, Clock clock) {
        this.commands = Objects.requireNonNull(commands, "commands");
        this.json = Objects.requireNonNull(json, "json");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /** Changes the merchant's own notes: {@code description}, which an empty one takes away, and {@code metadata}. */
    @PATCH
    public Uni<String> update(@RestPath String id, Params params) {
        Optional<RawJson> metadata =
                params.has("metadata") ? Optional.of(params.metadata(METADATA_CHARS_MAX)) : Optional.empty();
        Optional<String> description =
                params.cleared("description") ? Optional.of("") : params.text("description", DESCRIPTION_CHARS_MAX);
        return commands.apply(account(), ChargePath.id(id), new Describe(description, metadata), Optional.empty())
                .map(answer -> json.render(answer.charge(), clock.instant()));
    }

    /** Withdraws a pending charge. */
    @POST
    @Path("/expire")
    public Uni<RestResponse<String>> expire(@RestPath String id, Params params, @Context HttpHeaders headers) {
        return apply(id, new ExpireRequested(), key(headers, id, "expire", params));
    }

    /** Takes what is held, or only {@code capture_amount} of it, and releases the rest. */
    @POST
    @Path("/capture")
    @AnswersInTime(seconds = 15)
    public Uni<RestResponse<String>> capture(@RestPath String id, Params params, @Context HttpHeaders headers) {
        long subunits = params.integer("capture_amount").orElse(0);
        if (subunits < 0) {
            throw ApiException.badRequest("capture_amount must be greater than or equal to 0");
        }
        return answered(commands.capture(account(), ChargePath.id(id), subunits, key(headers, id, "capture", params)));
    }

    /** Gives up what is held. */
    @POST
    @Path("/reverse")
    @AnswersInTime(seconds = 15)
    public Uni<RestResponse<String>> reverse(@RestPath String id, Params params, @Context HttpHeaders headers) {
        return apply(id, new Reverse(), key(headers, id, "reverse", params));
    }

    /** Simulates a payment, in test mode. */
    @POST
    @Path("/mark_as_paid")
    public Uni<RestResponse<String>> markAsPaid(@RestPath String id, Params params, @Context HttpHeaders headers) {
        requireTestMode();
        return apply(id, new MarkPaid(), key(headers, id, "mark_as_paid", params));
    }

    /** Simulates a failure, in test mode; {@code failure_code} says which. */
    @POST
    @Path("/mark_as_failed")
    public Uni<RestResponse<String>> markAsFailed(@RestPath String id, Params params, @Context HttpHeaders headers) {
        requireTestMode();
        return apply(id, new MarkFailed(params.text("failure_code")), key(headers, id, "mark_as_failed", params));
    }

    private Optional<IdempotencyRequest> key(HttpHeaders headers, String id, String command, Params params) {
        return keys.read(headers, "POST /charges/" + ChargePath.id(id) + "/" + command, params);
    }

    private Uni<RestResponse<String>> apply(String id, ChargeCommand command, Optional<IdempotencyRequest> key) {
        return answered(commands.apply(account(), ChargePath.id(id), command, key));
    }

    private Uni<RestResponse<String>> answered(Uni<Answer> answer) {
        return answer.map(
                given -> new KeyedAnswer(json.render(given.charge(), clock.instant()), given.replayed()).response());
    }

    private AccountId account() {
        return new AccountId(caller.accountId());
    }

    private void requireTestMode() {
        if (caller.livemode()) {
            throw ApiException.of(400, "feature_not_supported", "outcomes can be simulated in test mode only");
        }
    }
}
