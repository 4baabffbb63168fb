package io.satang.source.token;

import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.card.CardParams;
import io.satang.platform.crossorigin.AnyOrigin;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.satang.source.token.TokenOutcome.Created;
import io.satang.source.token.TokenOutcome.KeyBusy;
import io.satang.source.token.TokenOutcome.Refused;
import io.satang.source.token.TokenOutcome.Replayed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * {@code POST /tokens} and {@code GET /tokens/{id}}, with a public key: it is the payer's own device that asks, and a merchant's server has no
 * business with card numbers (reference omise-api §1 and §8.4).
 */
@Path("/tokens")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@RequiresKey(KeyUse.PUBLIC)
public class TokenResource {
    private static final String ROUTE = "POST /tokens";

    private final CreateToken createToken;
    private final TokenReader tokens;
    private final IdempotencyKeys keys;
    private final Caller caller;

    TokenResource(CreateToken createToken, TokenReader tokens, IdempotencyKeys keys, Caller caller) {
        this.createToken = Objects.requireNonNull(createToken, "createToken");
        this.tokens = Objects.requireNonNull(tokens, "tokens");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
    }

    /** Makes a token of a card; everything that is wrong with the card is one {@code invalid_card}. */
    @POST
    @AnyOrigin
    public Uni<RestResponse<String>> create(Params params, @Context HttpHeaders headers) {
        return createToken
                .create(
                        CardParams.read(params),
                        new Owner(caller.accountId(), caller.livemode()),
                        identity -> keys.read(headers, ROUTE, identity))
                .map(TokenResource::response);
    }

    /** The token; {@code not_found} when the account has none of this id, or it has expired without being used. */
    @GET
    @AnyOrigin
    @Path("{id}")
    public Uni<String> retrieve(@PathParam("id") String id) {
        return tokens.find(id, caller.accountId())
                .map(found -> found.orElseThrow(() -> ApiException.notFound("token", id)));
    }

    private static RestResponse<String> response(TokenOutcome outcome) {
        return switch (outcome) {
            case Created created -> RestResponse.ok(created.answer());
            case Replayed replayed -> new KeyedAnswer(replayed.answer(), true).response();
            case KeyBusy ignored -> throw IdempotencyRequest.stillRunning();
            case Refused refused -> throw ApiException.of(400, "invalid_card", refused.message());
        };
    }
}
