package io.satang.webhook.signature;

import io.satang.platform.sealing.SealingCipher;
import io.satang.webhook.audit.AuditEntry;
import io.satang.webhook.audit.PgAuditStore;
import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Gives accounts new secrets in the table {@code webhook_secrets}, encrypted before they get there. */
@Singleton
class PgAccountSecretStore implements AccountSecretStore {
    // Pairs of keys are the merchant's to roll.
    private static final List<String> ROLLED = List.of("v1");

    private static final String ADD =
            "INSERT INTO webhook_secrets (account_id, secret, created_at) VALUES ($1, $2, clock_timestamp())";

    private final Pool pool;
    private final SealingCipher cipher;

    PgAccountSecretStore(Pool pool, SealingCipher cipher) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.cipher = Objects.requireNonNull(cipher, "cipher");
    }

    @Override
    public Uni<Void> roll(String accountId, String base64, Duration overlap, Optional<String> requestId) {
        AuditEntry entry = new AuditEntry(
                AuditEntry.Actor.OPERATOR, AuditEntry.Action.ACCOUNT_SECRET_ROLLED, accountId, requestId, accountId);
        String own = EndpointId.ofAccount(accountId).value();
        return pool.withTransaction(
                transaction -> PgFormerSecretStore.expire(transaction, own, accountId, ROLLED, overlap)
                        .chain(() -> add(transaction, accountId, base64))
                        .chain(() -> PgAuditStore.add(transaction, entry)));
    }

    private Uni<?> add(SqlConnection transaction, String accountId, String base64) {
        String sealed = cipher.sealText(base64, SecretStore.owner(accountId));
        return transaction.preparedQuery(ADD).execute(Tuple.of(accountId, sealed));
    }
}
