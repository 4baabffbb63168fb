package io.satang.webhook.recovery;

import io.satang.platform.http.RequestId;
import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.webhook.audit.AuditEntry;
import io.satang.webhook.audit.PgAuditStore;
import io.satang.webhook.keyed.PgKeyStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** Writes the table {@code deliveries} anew, from what attempts tell of those that are no more. */
@Singleton
class PgResendStore implements ResendStore {
    private static final String KNOWN = "SELECT id FROM events WHERE account_id = $1 AND id = $2";

    // A delivery that is over is a row no more; its number of leases has to go on, as attempts are told apart by it.
    // What
    // is over goes beside the order of its object's events, what is not keeps its place.
    // The account's own endpoint has an id that follows from the account's.
    private static final String AGAIN = """
            WITH known AS (
                SELECT slot, uri, endpoint_id, claim FROM deliveries WHERE event_id = $2
                UNION ALL
                SELECT * FROM (
                    SELECT DISTINCT ON (slot) slot, uri, endpoint_id, claim FROM attempts
                    WHERE event_id = $2 AND slot NOT IN (SELECT slot FROM deliveries WHERE event_id = $2)
                    ORDER BY slot, claim DESC
                ) over
            ), wanted AS (
                SELECT known.*, endpoint.state IN ('paused', 'disabled') AS held
                FROM known LEFT JOIN endpoints endpoint ON endpoint.id = known.endpoint_id
                WHERE ($3::smallint IS NULL OR slot = $3) AND ($4::text IS NULL OR endpoint_id = $4) AND endpoint.deleted_at IS NULL
            ), again AS (
                INSERT INTO deliveries (event_id, slot, uri, endpoint_id, follows_account, state, claim, wake_at, queue, beside)
                SELECT $2, slot, uri, endpoint_id, endpoint_id IS NOT DISTINCT FROM 'whep' || substr($1, strpos($1, '_')), 'due', claim,
                       CASE WHEN held THEN 'infinity' ELSE now() END, CASE WHEN held THEN NULL ELSE $1 END, true
                FROM wanted ORDER BY slot
                ON CONFLICT (event_id, slot) DO UPDATE
                    SET state = 'due', attempts = 0, wake_at = excluded.wake_at, queue = excluded.queue, owner = NULL, behind = NULL,
                        gives_up_at = NULL, silent_host = NULL,
                        beside = CASE WHEN deliveries.state = 'exhausted' THEN true ELSE deliveries.beside END
                    WHERE deliveries.state <> 'in_flight'
            )
            SELECT slot FROM wanted ORDER BY slot
            """;

    // To an endpoint that it was never meant for. Of two of these that come for one slot at once one fails, and can be
    // asked again.
    private static final String OPEN = """
            WITH target AS (
                SELECT id, url, state FROM endpoints WHERE id = $3 AND account_id = $1 AND deleted_at IS NULL
            ), place AS (
                SELECT coalesce(max(slot) + 1, 0) AS slot
                FROM (SELECT slot FROM deliveries WHERE event_id = $2 UNION ALL SELECT slot FROM attempts WHERE event_id = $2) taken
            )
            INSERT INTO deliveries (event_id, slot, uri, endpoint_id, follows_account, state, wake_at, queue, beside)
            SELECT $2, place.slot, coalesce($4, target.url), $3, $4 IS NOT NULL, 'due',
                   CASE WHEN target.state IN ('paused', 'disabled') THEN 'infinity' ELSE now() END,
                   CASE WHEN target.state IN ('paused', 'disabled') THEN NULL ELSE $1 END, true
            FROM place LEFT JOIN target ON true WHERE $4::text IS NOT NULL OR target.url IS NOT NULL
            RETURNING slot
            """;

    private final PgKeyStore keys;

    PgResendStore(Pool pool, Clock clock) {
        this.keys = new PgKeyStore(pool, clock);
    }

    @Override
    public Uni<Outcome> resend(
            Resend resend, Function<List<Integer>, String> answer, Optional<IdempotencyRequest> idempotency) {
        AuditEntry entry = AuditEntry.ofMerchant(
                AuditEntry.Action.EVENT_RESENT, resend.accountId(), RequestId.current(), resend.eventId());
        return keys.once(
                resend.accountId(),
                idempotency,
                transaction -> isOfAccount(transaction, resend)
                        .chain(known -> known ? sendAgain(transaction, resend, answer, entry) : outcome(new NoEvent())),
                outcome -> outcome instanceof Resent(KeyedAnswer made) ? Optional.of(made.json()) : Optional.empty(),
                stored -> new Resent(new KeyedAnswer(stored, true)));
    }

    private static Uni<Outcome> sendAgain(
            SqlConnection transaction, Resend resend, Function<List<Integer>, String> answer, AuditEntry entry) {
        return again(transaction, resend)
                .chain(slots -> slots.isEmpty()
                        ? open(transaction, resend)
                        : Uni.createFrom().item(slots))
                .chain(slots -> slots.isEmpty()
                        ? outcome(new NoDelivery())
                        : PgAuditStore.add(transaction, entry)
                                .chain(() -> outcome(new Resent(new KeyedAnswer(answer.apply(slots), false)))));
    }

    private static Uni<List<Integer>> again(SqlConnection transaction, Resend resend) {
        Tuple parameters = Tuple.tuple()
                .addString(resend.accountId())
                .addString(resend.eventId())
                .addShort(resend.slot().isPresent() ? (short) resend.slot().getAsInt() : null)
                .addString(resend.endpoint().map(Resend.Target::endpointId).orElse(null));
        return transaction.preparedQuery(AGAIN).execute(parameters).map(PgResendStore::slots);
    }

    private static Uni<List<Integer>> open(SqlConnection transaction, Resend resend) {
        return resend.endpoint()
                .map(target -> transaction
                        .preparedQuery(OPEN)
                        .execute(Tuple.of(
                                resend.accountId(),
                                resend.eventId(),
                                target.endpointId(),
                                target.ownUri().orElse(null)))
                        .map(PgResendStore::slots))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private static Uni<Outcome> outcome(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }

    private static Uni<Boolean> isOfAccount(SqlConnection transaction, Resend resend) {
        return transaction
                .preparedQuery(KNOWN)
                .execute(Tuple.of(resend.accountId(), resend.eventId()))
                .map(rows -> rows.size() > 0);
    }

    private static List<Integer> slots(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> (int) row.getShort("slot"))
                .toList();
    }
}
