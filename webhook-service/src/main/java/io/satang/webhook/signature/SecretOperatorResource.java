package io.satang.webhook.signature;

import io.satang.platform.account.AccountDirectory;
import io.satang.platform.authentication.OperatorOnly;
import io.satang.platform.error.ApiException;
import io.satang.platform.http.AnswersInTime;
import io.satang.platform.http.RequestId;
import io.satang.platform.json.ApiJson;
import io.satang.platform.params.Params;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/** Secrets that operators give to accounts (docs/operations.md). The gateway never routes it. */
@Path("/internal/webhooks/secrets")
@AnswersInTime
@Produces(ApiJson.MEDIA_TYPE)
@OperatorOnly
class SecretOperatorResource {
    private static final Duration OVERLAP_USUAL = Duration.ofHours(24);
    private static final Duration OVERLAP_MAX = Duration.ofDays(7);

    private final AccountDirectory accounts;
    private final AccountSecretStore secrets;
    private final SecretGenerator newSecrets;
    private final SigningSecrets signing;

    SecretOperatorResource(
            AccountDirectory accounts, AccountSecretStore secrets, SecretGenerator newSecrets, SigningSecrets signing) {
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.secrets = Objects.requireNonNull(secrets, "secrets");
        this.newSecrets = Objects.requireNonNull(newSecrets, "newSecrets");
        this.signing = Objects.requireNonNull(signing, "signing");
    }

    /** @param secret base64, shown this once */
    private record SecretView(String object, String account, String secret, long overlap) {
        /** Without the secret, for logs. */
        @Override
        public String toString() {
            return "SecretView[" + account + "]";
        }
    }

    /** Gives the account another secret and shows it, this once; those before sign beside it for {@code overlap} seconds, a day unless given. */
    @POST
    @Path("/{account}/roll")
    public Uni<String> roll(@PathParam("account") String accountId, Params params) {
        params.requireOnly(Set.of("overlap"));
        Duration overlap = overlap(params);
        if (accounts.account(accountId).isEmpty()) {
            throw ApiException.notFound("account", accountId);
        }
        String secret = newSecrets.random();
        return secrets.roll(accountId, secret, overlap, RequestId.current())
                .invoke(() -> signing.forget(new Signer.OfAccount(accountId)))
                .map(done -> ApiJson.write(new SecretView("webhook_secret", accountId, secret, overlap.toSeconds())));
    }

    private static Duration overlap(Params params) {
        long seconds = params.integer("overlap").orElse(OVERLAP_USUAL.toSeconds());
        if (seconds < 0 || seconds > OVERLAP_MAX.toSeconds()) {
            throw ApiException.badRequest("overlap must be between 0 and " + OVERLAP_MAX.toSeconds() + " seconds");
        }
        return Duration.ofSeconds(seconds);
    }
}
