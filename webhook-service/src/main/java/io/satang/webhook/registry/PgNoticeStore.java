package io.satang.webhook.registry;

import io.satang.events.AccountChanged;
import io.satang.platform.sealing.SealingCipher;
import io.satang.webhook.endpoint.EndpointId;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** New rows of {@code events} and {@code deliveries} that tell of endpoints, in the transaction in which it happened. */
public final class PgNoticeStore {
    // The object is the endpoint, and each event that tells of it has the next number. The account's own has a row only
    // if something was said of it.
    private static final String TELL = """
            WITH told AS (
                UPDATE endpoints SET told = told + 1 WHERE id = $4 RETURNING told
            ), event AS (
                INSERT INTO events (id, account_id, livemode, key, object_id, version, data, created_at)
                SELECT $1, $2, $3, $5, $4, coalesce((SELECT told FROM told), (SELECT count(*) + 1 FROM events WHERE object_id = $4)), $6, now()
            ), target AS (
                SELECT id AS endpoint_id, url AS uri, false AS own FROM endpoints
                WHERE account_id = $2 AND id NOT IN ($4, $7) AND deleted_at IS NULL AND url IS NOT NULL
                  AND EXISTS (SELECT FROM unnest(events) pattern WHERE $5 LIKE replace(replace(pattern, '_', '\\_'), '*', '%'))
                UNION ALL
                SELECT $7, $8, true WHERE $8::text IS NOT NULL AND $7 <> $4
                  AND NOT EXISTS (
                      SELECT FROM endpoints WHERE id = $7 AND NOT EXISTS (
                          SELECT FROM unnest(events) pattern WHERE $5 LIKE replace(replace(pattern, '_', '\\_'), '*', '%')))
            )
            INSERT INTO deliveries (event_id, slot, uri, endpoint_id, follows_account, state, wake_at, queue)
            SELECT $1, row_number() OVER (ORDER BY endpoint_id) - 1, uri, endpoint_id, own, 'due', now(), $2 FROM target
            """;

    private PgNoticeStore() {}

    /** The same of an endpoint as its row is now; of one that is deleted nobody is told. */
    public static Uni<Void> tell(
            SqlConnection transaction, SealingCipher cipher, EndpointId id, AccountChanged account, Notice notice) {
        WebhookEndpoint own = WebhookEndpoint.own(account.accountId(), account.livemode(), account.createdAt());
        PgEndpointRowStore rows = new PgEndpointRowStore(cipher);
        return transaction
                .preparedQuery(PgEndpointRowStore.FIND)
                .execute(Tuple.of(account.accountId(), id.value()))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(rows::endpoint)
                        .findFirst()
                        .or(() -> Optional.of(own).filter(bare -> bare.id().equals(id))))
                .chain(endpoint -> endpoint.map(some -> tell(transaction, some, notice))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Keeps the event and what is to be delivered of it, if the transaction commits. */
    static Uni<Void> tell(SqlConnection transaction, WebhookEndpoint endpoint, Notice notice) {
        Tuple event = Tuple.tuple()
                .addString(notice.eventId())
                .addString(endpoint.accountId())
                .addBoolean(endpoint.livemode())
                .addString(endpoint.id().value())
                .addString(notice.key().text())
                .addString(EndpointView.render(endpoint, notice.accountUri()))
                .addString(EndpointId.ofAccount(endpoint.accountId()).value())
                .addString(notice.accountUri().orElse(null));
        return transaction.preparedQuery(TELL).execute(event).replaceWithVoid();
    }
}
