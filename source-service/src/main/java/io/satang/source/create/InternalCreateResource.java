package io.satang.source.create;

import io.satang.platform.account.AccountDirectory;
import io.satang.platform.authentication.InternalOnly;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.json.ApiJson;
import io.satang.platform.params.Params;
import io.satang.source.create.CreateOutcome.Created;
import io.satang.source.create.CreateOutcome.KeyBusy;
import io.satang.source.create.CreateOutcome.Refused;
import io.satang.source.create.CreateOutcome.Replayed;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Objects;
import java.util.Optional;

/** {@code POST /internal/sources}: for a charge that nests its source (docs/architecture.md). */
@Path("/internal/sources")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@InternalOnly
public class InternalCreateResource {
    private final CreateSource createSource;
    private final AccountDirectory accounts;

    InternalCreateResource(CreateSource createSource, AccountDirectory accounts) {
        this.createSource = Objects.requireNonNull(createSource, "createSource");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
    }

    /**
     * Makes a source of {@code params} for {@code account_id}; answers the {@code source.created} payload. With {@code preview} nothing is
     * kept: a charge sees by it whether it fits the source, so that a refused charge leaves no source behind.
     */
    @POST
    public Uni<String> create(Params params) {
        String accountId = params.requiredText("account_id");
        Merchant merchant = accounts.account(accountId)
                .map(Merchant::of)
                .orElseThrow(() -> ApiException.notFound("account", accountId));
        SourceRequest request = SourceParams.read(params.object("params"), params.text("ip"));
        Uni<CreateOutcome> outcome = params.bool("preview").orElse(false)
                ? Uni.createFrom().item(createSource.preview(request, merchant))
                : createSource.create(request, merchant, Optional.empty());
        return outcome.map(InternalCreateResource::payload);
    }

    private static String payload(CreateOutcome outcome) {
        return switch (outcome) {
            case Created created -> created.source().payload();
            case Refused refused -> throw ApiException.badRequest(refused.message());
            case Replayed ignored -> throw keyless();
            case KeyBusy ignored -> throw keyless();
        };
    }

    private static IllegalStateException keyless() {
        return new IllegalStateException("no idempotency key was sent");
    }
}
