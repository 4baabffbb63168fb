package io.satang.webhook.registry;

import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.webhook.audit.AuditEntry;
import io.satang.webhook.audit.PgAuditStore;
import io.satang.webhook.event.MerchantEvent;
import io.satang.webhook.keyed.PgKeyStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;

/** New rows of {@code events} and {@code deliveries}. */
@Singleton
class PgPingStore implements PingStore {
    // The object is the endpoint, and each event that tells of it has the next number.
    private static final String SEND = """
            WITH told AS (
                UPDATE endpoints SET told = told + 1 WHERE id = $4 RETURNING told
            ), event AS (
                INSERT INTO events (id, account_id, livemode, key, object_id, version, data, created_at, request_id)
                SELECT $1, $2, $3, $5, $4, coalesce((SELECT told FROM told), (SELECT count(*) + 1 FROM events WHERE object_id = $4)), $6, $7, $8
            )
            INSERT INTO deliveries (event_id, slot, uri, endpoint_id, follows_account, state, wake_at, queue)
            VALUES ($1, 0, $9, $4, $10, 'due', now(), $2)
            """;

    private final PgKeyStore keys;

    PgPingStore(Pool pool, Clock clock) {
        this.keys = new PgKeyStore(pool, clock);
    }

    @Override
    public Uni<KeyedAnswer> send(Ping ping, AuditEntry entry, String answer, Optional<IdempotencyRequest> idempotency) {
        MerchantEvent event = ping.event();
        Tuple row = Tuple.tuple()
                .addString(event.id())
                .addString(event.accountId())
                .addBoolean(event.livemode())
                .addString(event.objectId())
                .addString(event.key().text())
                .addString(event.data().text())
                .addOffsetDateTime(event.createdAt().atOffset(ZoneOffset.UTC))
                .addString(event.requestId().orElse(null))
                .addString(ping.uri())
                .addBoolean(ping.ofAccount());
        return keys.once(
                event.accountId(),
                idempotency,
                transaction -> transaction
                        .preparedQuery(SEND)
                        .execute(row)
                        .chain(() -> PgAuditStore.add(transaction, entry))
                        .replaceWith(new KeyedAnswer(answer, false)),
                kept -> Optional.of(kept.json()),
                stored -> new KeyedAnswer(stored, true));
    }
}
