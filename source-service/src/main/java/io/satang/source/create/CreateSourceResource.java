package io.satang.source.create;

import io.satang.events.AccountChanged.KeyKind;
import io.satang.platform.account.Caller;
import io.satang.platform.authentication.RequiresKey;
import io.satang.platform.crossorigin.AnyOrigin;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.idempotency.IdempotencyKeys;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.json.ApiJson;
import io.satang.platform.key.KeyUse;
import io.satang.platform.params.Params;
import io.satang.source.create.CreateOutcome.Created;
import io.satang.source.create.CreateOutcome.KeyBusy;
import io.satang.source.create.CreateOutcome.Refused;
import io.satang.source.create.CreateOutcome.Replayed;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Objects;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** {@code POST /sources}, with a public or a secret key (reference omise-api §8.7). */
@Path("/sources")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
public class CreateSourceResource {
    private static final String ROUTE = "POST /sources";

    private final CreateSource createSource;
    private final IdempotencyKeys keys;
    private final Caller caller;

    CreateSourceResource(CreateSource createSource, IdempotencyKeys keys, Caller caller) {
        this.createSource = Objects.requireNonNull(createSource, "createSource");
        this.keys = Objects.requireNonNull(keys, "keys");
        this.caller = Objects.requireNonNull(caller, "caller");
    }

    /** Makes a source; a fault in the request is {@code bad_request}. */
    @POST
    @AnyOrigin
    @RequiresKey(KeyUse.EITHER)
    public Uni<RestResponse<String>> create(
            Params params, @Context HttpHeaders headers, @Context HttpServerRequest http) {
        Optional<IdempotencyRequest> idempotency = keys.read(headers, ROUTE, params);
        SourceRequest request = SourceParams.read(params, payerIp(http));
        return createSource
                .create(request, Merchant.of(caller.account()), idempotency)
                .map(CreateSourceResource::response);
    }

    // A public key is used by the payer's own device, a secret one by the merchant's server.
    private Optional<String> payerIp(HttpServerRequest http) {
        return caller.kind() == KeyKind.PUBLIC
                ? Optional.ofNullable(http.remoteAddress().hostAddress())
                : Optional.empty();
    }

    private static RestResponse<String> response(CreateOutcome outcome) {
        return switch (outcome) {
            case Created created -> RestResponse.ok(created.source().object().text());
            case Replayed replayed -> new KeyedAnswer(replayed.answer(), true).response();
            case KeyBusy ignored -> throw IdempotencyRequest.stillRunning();
            case Refused refused -> throw ApiException.badRequest(refused.message());
        };
    }
}
