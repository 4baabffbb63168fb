package io.satang.webhook.health;

import io.satang.events.AccountChanged;
import io.satang.platform.account.AccountDirectory;
import io.satang.platform.id.Ids;
import io.satang.platform.sealing.SealingCipher;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.event.EventKey;
import io.satang.webhook.registry.Notice;
import io.satang.webhook.registry.PgNoticeStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** The table {@code endpoint_health}. Rows are locked in the order of their ids. */
@Singleton
class PgHealthStore implements HealthStore {
    private static final int PROBE_SECONDS = 60;
    private static final int OPEN_MAX = 10_000;

    // At another address it begins anew. What was under way when it was found to fail makes no pause longer.
    private static final String FAILED = """
            INSERT INTO endpoint_health AS health (endpoint_id, account_id, uri, state, failures, failing_since, pause_seconds, probe_at, updated_at)
            SELECT endpoint_id, account_id, uri, CASE WHEN failures >= $5::integer THEN 'open' ELSE 'closed' END, failures, now(), $6::integer,
                   CASE WHEN failures >= $5::integer THEN now() + $6::integer * interval '1 second' END, now()
            FROM unnest($1::text[], $2::text[], $3::text[], $4::integer[]) AS failed (endpoint_id, account_id, uri, failures)
            ORDER BY endpoint_id
            ON CONFLICT (endpoint_id) DO UPDATE SET
                uri = excluded.uri,
                failures = excluded.failures + CASE WHEN health.uri = excluded.uri THEN health.failures ELSE 0 END,
                failing_since = CASE WHEN health.uri = excluded.uri AND health.failures > 0 THEN health.failing_since ELSE now() END,
                state = CASE WHEN excluded.failures + CASE WHEN health.uri = excluded.uri THEN health.failures ELSE 0 END >= $5::integer
                             THEN 'open' ELSE 'closed' END,
                pause_seconds = CASE WHEN health.uri <> excluded.uri OR health.state = 'closed' THEN $6::integer
                                     WHEN health.state = 'half_open' THEN least(2 * health.pause_seconds, $7::integer) ELSE health.pause_seconds END,
                probe_at = CASE
                    WHEN excluded.failures + CASE WHEN health.uri = excluded.uri THEN health.failures ELSE 0 END < $5::integer THEN NULL
                    WHEN health.uri <> excluded.uri OR health.state = 'closed' THEN now() + $6::integer * interval '1 second'
                    WHEN health.state = 'half_open' THEN now() + least(2 * health.pause_seconds, $7::integer) * interval '1 second'
                    ELSE health.probe_at END,
                updated_at = now()
            RETURNING *
            """;

    private static final String ANSWERED = """
            WITH before AS (
                SELECT * FROM endpoint_health WHERE endpoint_id = ANY($1) AND failures > 0 ORDER BY endpoint_id FOR UPDATE
            ), closed AS (
                UPDATE endpoint_health SET state = 'closed', failures = 0, probe_at = NULL, updated_at = now()
                FROM before WHERE endpoint_health.endpoint_id = before.endpoint_id
            )
            SELECT * FROM before
            """;

    private static final String PROBE = """
            UPDATE endpoint_health SET state = 'half_open', probe_at = now() + $2::integer * interval '1 second', updated_at = now()
            WHERE endpoint_id = $1 AND state <> 'closed' AND probe_at <= now() RETURNING endpoint_id
            """;

    private static final String FIND = "SELECT * FROM endpoint_health WHERE endpoint_id = $1";

    private static final String CHANGED =
            "SELECT * FROM endpoint_health WHERE updated_at > now() - interval '15 seconds'";

    private static final String FORGET = """
            DELETE FROM endpoint_health WHERE endpoint_id IN (
                SELECT endpoint_id FROM endpoint_health
                WHERE updated_at < now() - interval '1 hour' AND failures = 0 ORDER BY endpoint_id LIMIT 1000 FOR UPDATE SKIP LOCKED)
            """;

    private static final String OPEN = "SELECT * FROM endpoint_health WHERE state <> 'closed' LIMIT $1";

    private final Pool pool;
    private final HealthRules rules;
    private final AccountDirectory accounts;
    private final SealingCipher cipher;
    private final HealthMetrics metrics;
    private final Ids ids;

    /** How endpoints do, and those of them whose state has changed. */
    private record Found(List<Health> all, List<Health> changed) {}

    PgHealthStore(
            Pool pool,
            HealthRules rules,
            AccountDirectory accounts,
            SealingCipher cipher,
            HealthMetrics metrics,
            Clock clock) {
        this.metrics = Objects.requireNonNull(metrics, "metrics");
        this.cipher = Objects.requireNonNull(cipher, "cipher");
        this.pool = Objects.requireNonNull(pool, "pool");
        this.rules = Objects.requireNonNull(rules, "rules");
        this.accounts = Objects.requireNonNull(accounts, "accounts");
        this.ids = new Ids(clock);
    }

    @Override
    public Uni<List<Health>> failed(List<Failure> failures) {
        Map<EndpointId, Failure> lastOf = new LinkedHashMap<>();
        Map<EndpointId, Integer> counts = new HashMap<>();
        failures.forEach(failure -> {
            lastOf.put(failure.endpointId(), failure);
            counts.merge(failure.endpointId(), 1, Integer::sum);
        });
        List<Failure> last = List.copyOf(lastOf.values());
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(texts(last, failure -> failure.endpointId().value()))
                .addArrayOfString(texts(last, Failure::accountId))
                .addArrayOfString(texts(last, Failure::uri))
                .addArrayOfInteger(last.stream()
                        .map(failure -> counts.getOrDefault(failure.endpointId(), 0))
                        .toArray(Integer[]::new))
                .addInteger(rules.failuresMax())
                .addInteger((int) rules.firstPause().toSeconds())
                .addInteger((int) rules.longestPause().toSeconds());
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery(FAILED)
                        .execute(parameters)
                        .map(PgHealthStore::healths)
                        .map(all -> new Found(all, opened(all, counts)))
                        .call(found -> tell(transaction, EventKey.WEBHOOK_FAILING, found.changed())))
                .invoke(found -> metrics.failing(found.changed().size()))
                .map(Found::all);
    }

    @Override
    public Uni<Void> answered(List<EndpointId> endpoints) {
        String[] names = endpoints.stream().map(EndpointId::value).distinct().toArray(String[]::new);
        return pool.withTransaction(transaction -> transaction
                        .preparedQuery(ANSWERED)
                        .execute(Tuple.tuple().addArrayOfString(names))
                        .map(rows -> healths(rows).stream()
                                .filter(health -> rules.isOpen(health.failures()))
                                .toList())
                        .call(closed -> tell(transaction, EventKey.WEBHOOK_RECOVERED, closed)))
                .invoke(closed -> metrics.recovered(closed.size()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> takesProbe(EndpointId endpoint) {
        return pool.preparedQuery(PROBE)
                .execute(Tuple.of(endpoint.value(), PROBE_SECONDS))
                .map(rows -> rows.size() > 0);
    }

    @Override
    public Uni<Optional<Health>> find(EndpointId endpoint) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(endpoint.value()))
                .map(rows -> healths(rows).stream().findFirst());
    }

    @Override
    public Uni<List<Health>> changedLately() {
        return pool.preparedQuery(CHANGED).execute().map(PgHealthStore::healths);
    }

    @Override
    public Uni<Void> forgetWell() {
        return pool.preparedQuery(FORGET).execute().replaceWithVoid();
    }

    @Override
    public Uni<List<Health>> open() {
        return pool.preparedQuery(OPEN).execute(Tuple.of(OPEN_MAX)).map(PgHealthStore::healths);
    }

    private List<Health> opened(List<Health> healths, Map<EndpointId, Integer> counts) {
        return healths.stream()
                .filter(health ->
                        rules.opens(health.failures() - counts.getOrDefault(health.endpointId(), 0), health.failures()))
                .toList();
    }

    private Uni<Void> tell(SqlConnection transaction, EventKey key, List<Health> changed) {
        return Multi.createFrom()
                .iterable(changed)
                .onItem()
                .transformToUniAndConcatenate(health -> accounts.account(health.accountId())
                        .map(account -> PgNoticeStore.tell(
                                transaction, cipher, health.endpointId(), account, notice(key, account)))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Notice notice(EventKey key, AccountChanged account) {
        return new Notice(ids.next("evnt", account.livemode()), key, account.webhookUri());
    }

    private static String[] texts(List<Failure> failures, Function<Failure, String> text) {
        return failures.stream().map(text).toArray(String[]::new);
    }

    private static List<Health> healths(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Health(
                        new EndpointId(row.getString("endpoint_id")),
                        row.getString("account_id"),
                        row.getString("uri"),
                        row.getInteger("failures"),
                        row.getOffsetDateTime("failing_since").toInstant(),
                        Optional.ofNullable(row.getOffsetDateTime("probe_at")).map(OffsetDateTime::toInstant)))
                .toList();
    }
}
