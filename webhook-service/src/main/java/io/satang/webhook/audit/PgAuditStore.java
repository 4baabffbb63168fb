package io.satang.webhook.audit;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The table {@code audit}, which is written in the transaction that it tells of. */
public final class PgAuditStore {
    private static final String ADD = """
            INSERT INTO audit (happened_at, actor, action, account_id, request_id, subject)
            VALUES (now(), $1, $2, $3, $4, $5)
            """;

    private PgAuditStore() {}

    /** Notes it, if the transaction commits. */
    public static Uni<Void> add(SqlConnection transaction, AuditEntry entry) {
        return transaction
                .preparedQuery(ADD)
                .execute(Tuple.of(
                        entry.actor().storedName(),
                        entry.action().storedName(),
                        entry.accountId(),
                        entry.requestId().orElse(null),
                        entry.subject()))
                .replaceWithVoid();
    }
}
