package io.satang.charge.command;

import io.satang.charge.decision.Charge;
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
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;

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
    private final Caller caller;
    private final Clock clock;

    ChargeCommandResource(ChargeCommands commands, ChargeJson json, Caller caller, Clock clock) {
        this.commands = Objects.requireNonNull(commands, "commands");
        this.json = Objects.requireNonNull(json, "json");
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
        return apply(id, new Describe(description, metadata));
    }

    /** Withdraws a pending charge. */
    @POST
    @Path("/expire")
    public Uni<String> expire(@RestPath String id, Params params) {
        return apply(id, new ExpireRequested());
    }

    /** Takes what is held, or only {@code capture_amount} of it, and releases the rest. */
    @POST
    @Path("/capture")
    @AnswersInTime(seconds = 15)
    public Uni<String> capture(@RestPath String id, Params params) {
        long subunits = params.integer("capture_amount").orElse(0);
        if (subunits < 0) {
            throw ApiException.badRequest("capture_amount must be greater than or equal to 0");
        }
        return rendered(commands.capture(new AccountId(caller.accountId()), ChargePath.id(id), subunits));
    }

    /** Gives up what is held. */
    @POST
    @Path("/reverse")
    @AnswersInTime(seconds = 15)
    public Uni<String> reverse(@RestPath String id, Params params) {
        return apply(id, new Reverse());
    }

    /** Simulates a payment, in test mode. */
    @POST
    @Path("/mark_as_paid")
    public Uni<String> markAsPaid(@RestPath String id, Params params) {
        requireTestMode();
        return apply(id, new MarkPaid());
    }

    /** Simulates a failure, in test mode; {@code failure_code} says which. */
    @POST
    @Path("/mark_as_failed")
    public Uni<String> markAsFailed(@RestPath String id, Params params) {
        requireTestMode();
        return apply(id, new MarkFailed(params.text("failure_code")));
    }

    private Uni<String> apply(String id, ChargeCommand command) {
        return rendered(commands.apply(new AccountId(caller.accountId()), ChargePath.id(id), command));
    }

    private Uni<String> rendered(Uni<Charge> charge) {
        return charge.map(present -> json.render(present, clock.instant()));
    }

    private void requireTestMode() {
        if (caller.livemode()) {
            throw ApiException.of(400, "feature_not_supported", "outcomes can be simulated in test mode only");
        }
    }
}
