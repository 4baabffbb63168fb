package io.satang.source.token;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.satang.events.RawJson;
import io.satang.platform.authentication.InternalOnly;
import io.satang.platform.error.ApiException;
import io.satang.platform.error.Failures;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.params.Params;
import io.satang.source.token.TakeOutcome.Expired;
import io.satang.source.token.TakeOutcome.Overtaken;
import io.satang.source.token.TakeOutcome.Taken;
import io.satang.source.token.TakeOutcome.Unknown;
import io.satang.source.token.TakeOutcome.Used;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * {@code POST /internal/tokens/{id}/use} and {@code …/keep}: for a charge that a card pays, and for a customer that keeps one
 * (docs/architecture.md); {@code POST /internal/tokens/use} for many charges at once. All answer what {@code token.created} told, whose {@code card_id} is by what the vault knows the card.
 */
@Path("/internal/tokens")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@InternalOnly
public class InternalTokensResource {
    private static final int USES_MAX = 64;

    private final TakeStore tokens;
    private final Counter used;
    private final Counter kept;

    InternalTokensResource(TakeStore tokens, MeterRegistry metrics) {
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.used = taken("charge", metrics);
        this.kept = taken("customer", metrics);
    }

    private static Counter taken(String by, MeterRegistry metrics) {
        return Counter.builder("satang.token.taken.tokens")
                .description("Tokens that somebody was given, again or for the first time")
                .tag("by", by)
                .register(metrics);
    }

    /**
     * Gives the token of {@code account_id} to {@code charge_id}, which may ask again. {@code used_token} when it is another's,
     * {@code invalid_card_token} when it has expired, and {@code not_found}.
     */
    @POST
    @Path("{id}/use")
    public Uni<String> use(@PathParam("id") String id, Params params) {
        Taker charge = taker(params, "charge_id", Taker::isChargeId);
        return known(id).flatMap(token -> tokens.use(token, charge)).map(outcome -> payload(id, outcome, used));
    }

    /** What one of several charges is answered, as if it had asked alone. */
    record UseAnswer(int status, RawJson body) {}

    /** What several charges are answered, in the order in which they asked. */
    record UseAnswers(List<UseAnswer> answers) {}

    /** The same for each of {@code uses}, at most 64, which name a {@code token_id} too; a refusal of one is no matter of the others. */
    @POST
    @Path("use")
    public Uni<String> useEach(Params params) {
        List<Params> uses = params.objects("uses");
        if (uses.isEmpty() || uses.size() > USES_MAX) {
            throw ApiException.badRequest("uses must be 1 to " + USES_MAX);
        }
        return Uni.join()
                .all(uses.stream().map(this::answered).toList())
                .andFailFast()
                .map(answers -> ApiJson.write(new UseAnswers(answers)));
    }

    private Uni<UseAnswer> answered(Params one) {
        return Uni.createFrom()
                .deferred(() -> use(one.requiredText("token_id"), one))
                .map(payload -> new UseAnswer(200, new RawJson(payload)))
                .onFailure(ApiException.class)
                .recoverWithItem(failure -> refused(failure));
    }

    private static UseAnswer refused(ApiException refusal) {
        return new UseAnswer(
                refusal.error().status(), new RawJson(refusal.error().json()));
    }

    /** The same for {@code customer_id}: what a provider needs of the card is kept until it is deleted. */
    @POST
    @Path("{id}/keep")
    public Uni<String> keep(@PathParam("id") String id, Params params) {
        Taker customer = taker(params, "customer_id", Taker::isCustomerId);
        return known(id).flatMap(token -> tokens.keep(token, customer)).map(outcome -> payload(id, outcome, kept));
    }

    private static Taker taker(Params params, String name, Predicate<String> wellFormed) {
        String id = params.requiredText(name);
        if (!wellFormed.test(id)) {
            throw ApiException.badRequest(name + " is invalid");
        }
        return new Taker(id, params.requiredText("account_id"));
    }

    private static Uni<String> known(String id) {
        return TokenId.isWellFormed(id)
                ? Uni.createFrom().item(id)
                : Uni.createFrom().failure(notFound(id));
    }

    private static String payload(String id, TakeOutcome outcome, Counter taken) {
        return switch (outcome) {
            case Taken token -> {
                taken.increment();
                yield token.payload();
            }
            case Used ignored -> throw ApiException.of(400, "used_token", "token was already used");
            case Expired ignored -> throw ApiException.of(400, "invalid_card_token", "token has expired");
            case Unknown ignored -> throw notFound(id);
            case Overtaken ignored -> throw new ApiException(Failures.UNAVAILABLE);
        };
    }

    private static ApiException notFound(String id) {
        return ApiException.notFound("token", id);
    }
}
