package io.satang.webhook.registry;

import io.satang.platform.sealing.SealingCipher;
import io.satang.webhook.signature.EndpointKeys;
import io.satang.webhook.signature.EndpointSecrets;
import io.satang.webhook.signature.PgFormerSecretStore;
import io.satang.webhook.signature.SigningKey;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;
import java.util.Objects;

/** New rows of {@code endpoint_secrets}, in the transaction that they come with. */
final class PgEndpointSecretStore {
    private static final List<String> ROLLED = List.of("v1", "v1a");

    private static final String ADD = """
            INSERT INTO endpoint_secrets (endpoint_id, scheme, secret, created_at) VALUES ($1, 'v1', $2, now())
            """;

    private static final String HAS_KEY = """
            SELECT 1 AS one FROM endpoint_secrets WHERE endpoint_id = $1 AND scheme = 'v1a' AND expires_at IS NULL
            """;

    private static final String ADD_KEY = """
            INSERT INTO endpoint_secrets (endpoint_id, scheme, secret, public_key, created_at) VALUES ($1, 'v1a', $2, $3, now())
            """;

    private static final String NOBODY = "";

    private final SealingCipher cipher;

    PgEndpointSecretStore(SealingCipher cipher) {
        this.cipher = Objects.requireNonNull(cipher, "cipher");
    }

    Uni<Void> roll(SqlConnection transaction, WebhookEndpoint endpoint, SecretRoll roll) {
        String id = endpoint.id().value();
        String account = endpoint.isOwn() ? endpoint.accountId() : NOBODY;
        return PgFormerSecretStore.expire(transaction, id, account, ROLLED, roll.overlap())
                .chain(() -> transaction
                        .preparedQuery(ADD)
                        .execute(Tuple.of(id, cipher.sealText(roll.base64(), EndpointSecrets.owner(id)))))
                .replaceWithVoid();
    }

    /** Gives the endpoint a pair of keys if it wants to have one and has none. */
    Uni<Void> ensureKey(SqlConnection transaction, WebhookEndpoint endpoint) {
        if (!endpoint.settings().keyed()) {
            return Uni.createFrom().voidItem();
        }
        String id = endpoint.id().value();
        return transaction
                .preparedQuery(HAS_KEY)
                .execute(Tuple.of(id))
                .chain(found -> found.size() > 0 ? Uni.createFrom().voidItem() : addKey(transaction, id));
    }

    private Uni<Void> addKey(SqlConnection transaction, String id) {
        SigningKey.Pair pair = SigningKey.Pair.random();
        String stored = cipher.sealText(pair.privateKey(), EndpointKeys.owner(id));
        return transaction
                .preparedQuery(ADD_KEY)
                .execute(Tuple.of(id, stored, pair.publicKey()))
                .replaceWithVoid();
    }
}
