package io.satang.platform.idempotency;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Deletes the idempotency keys whose day is over, a bounded number at a time, around those that another replica is deleting. They stopped
 * to count before; this only makes room.
 */
@ApplicationScoped
public class IdempotencyPurge {
    private static final Logger LOG = Logger.getLogger(IdempotencyPurge.class);
    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int BATCH_KEYS_MAX = 1_000;
    private static final String DELETE = """
            DELETE FROM idempotency_keys WHERE (account_id, key) IN (
                SELECT account_id, key FROM idempotency_keys WHERE created_at <= $1
                ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED
            )
            """;

    private static final String DELETE_ONE =
            "DELETE FROM idempotency_keys WHERE account_id = $1 AND key = $2 AND created_at <= $3";

    private final Pool pool;
    private final Vertx vertx;
    private final Clock clock;
    private final boolean keysKept;
    private volatile long timer;

    /** @param keysKept whether this service has a table of keys */
    public IdempotencyPurge(
            Pool pool,
            Vertx vertx,
            Clock clock,
            @ConfigProperty(name = "satang.idempotency.keys-kept", defaultValue = "false") boolean keysKept) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.vertx = Objects.requireNonNull(vertx, "vertx");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.keysKept = keysKept;
    }

    void start(@Observes StartupEvent event) {
        if (keysKept) {
            timer = vertx.setPeriodic(
                    PERIOD.toMillis(),
                    id -> purge().subscribe()
                            .with(
                                    done -> {},
                                    failure -> LOG.warnf(
                                            "idempotency keys not purged, trying again later: %s",
                                            failure.toString())));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** Deletes all keys whose day is over. */
    public Uni<Void> purge() {
        return pool.preparedQuery(DELETE)
                .execute(Tuple.of(lastOver(), BATCH_KEYS_MAX))
                .flatMap(deleted ->
                        deleted.rowCount() < BATCH_KEYS_MAX ? Uni.createFrom().voidItem() : purge());
    }

    /** Deletes this key if its day is over, so that it can be claimed at once. */
    public Uni<Void> purge(String accountId, String key) {
        return pool.preparedQuery(DELETE_ONE)
                .execute(Tuple.of(accountId, key, lastOver()))
                .replaceWithVoid();
    }

    private OffsetDateTime lastOver() {
        return clock.instant().minus(IdempotencyRequest.KEPT).atOffset(ZoneOffset.UTC);
    }
}
