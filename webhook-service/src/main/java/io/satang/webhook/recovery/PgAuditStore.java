package io.satang.webhook.recovery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The table {@code audit}, which is written in the transaction that it tells of. */
final class PgAuditStore {
    private static final String ADD = """
            INSERT INTO audit (happened_at, actor, action, account_id, request_id, subject)
            VALUES (now(), 'merchant', $1, $2, $3, $4)
            """;

    private PgAuditStore() {}

    static Uni<Void> add(SqlConnection transaction, AuditEntry entry) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.of(
                        entry.action().storedName(),
                        entry.accountId(),
                        entry.requestId().orElse(null),
                        entry.subject()))
                .replaceWithVoid();
    }
}
