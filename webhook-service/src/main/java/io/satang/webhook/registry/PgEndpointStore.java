package io.satang.webhook.registry;

import io.satang.platform.idempotency.IdempotencyRequest;
import io.satang.platform.idempotency.KeyedAnswer;
import io.satang.platform.sealing.SealingCipher;
import io.satang.webhook.audit.AuditEntry;
import io.satang.webhook.audit.AuditEntry.Action;
import io.satang.webhook.audit.PgAuditStore;
import io.satang.webhook.endpoint.EndpointId;
import io.satang.webhook.keyed.PgKeyStore;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The tables {@code endpoints} and {@code endpoint_states}. Whatever is changed, the number of the last change is taken first. */
@Singleton
class PgEndpointStore implements EndpointStore {
    private static final int HISTORY_MAX = 100;
    private static final int CHANGES_MAX = 1_000;

    private static final String OF_ACCOUNTS = """
            SELECT * FROM endpoints WHERE account_id = ANY($1) AND deleted_at IS NULL ORDER BY created_at, id
            """;

    private static final String NEXT_REVISION =
            "UPDATE endpoint_revision SET revision = revision + 1 RETURNING revision";

    private static final String OTHERS =
            "SELECT count(*) AS others FROM endpoints WHERE account_id = $1 AND deleted_at IS NULL AND url IS NOT NULL";

    private static final String STATE = """
            INSERT INTO endpoint_states (endpoint_id, version, state, reason, actor, at, action, request_id)
            VALUES ($1, $2, $3, $4, $5, now(), $6, $7)
            """;

    private static final String DELETE = """
            UPDATE endpoints
            SET deleted_at = now(), updated_at = now(), version = version + 1, revision = $3, client_certificate = NULL, headers = NULL
            WHERE account_id = $1 AND id = $2 AND deleted_at IS NULL RETURNING version
            """;

    private static final String BEGIN_ANEW = """
            UPDATE endpoint_health SET state = 'closed', failures = 0, probe_at = NULL, updated_at = now() WHERE endpoint_id = $1
            """;

    private static final String HISTORY = """
            SELECT endpoint_states.* FROM endpoint_states JOIN endpoints ON endpoints.id = endpoint_states.endpoint_id
            WHERE endpoints.account_id = $1 AND endpoints.id = $2 ORDER BY endpoint_states.version DESC LIMIT $3
            """;

    private static final String REVISION = "SELECT revision FROM endpoint_revision";

    private static final String CHANGED = """
            SELECT account_id, id, revision FROM endpoints WHERE revision > $1 ORDER BY revision LIMIT $2
            """;

    private final Pool pool;
    private final PgEndpointRowStore rows;
    private final PgEndpointSecretStore secrets;
    private final PgKeyStore keys;
    private final SealingCipher cipher;

    PgEndpointStore(Pool pool, SealingCipher cipher, Clock clock) {
        this.pool = Objects.requireNonNull(pool, "pool");
        this.cipher = Objects.requireNonNull(cipher, "cipher");
        this.rows = new PgEndpointRowStore(cipher);
        this.secrets = new PgEndpointSecretStore(cipher);
        this.keys = new PgKeyStore(pool, clock);
    }

    @Override
    public Uni<Map<String, List<WebhookEndpoint>>> ofAccounts(List<String> accountIds) {
        return pool.preparedQuery(OF_ACCOUNTS)
                .execute(Tuple.tuple().addArrayOfString(accountIds.toArray(String[]::new)))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(rows::endpoint)
                        .collect(Collectors.groupingBy(WebhookEndpoint::accountId)));
    }

    @Override
    public Uni<KeyedAnswer> create(
            WebhookEndpoint endpoint, EndpointChange change, Optional<IdempotencyRequest> idempotency) {
        return once(
                        endpoint.accountId(),
                        idempotency,
                        transaction -> nextRevision(transaction)
                                .call(() -> requireRoom(transaction, endpoint.accountId()))
                                .chain(revision -> write(transaction, endpoint, revision, change)))
                .map(outcome -> ((Done) outcome).answer());
    }

    @Override
    public Uni<Outcome> change(
            String accountId,
            EndpointId id,
            Optional<WebhookEndpoint> own,
            EndpointChange change,
            Optional<IdempotencyRequest> idempotency) {
        return once(
                accountId,
                idempotency,
                transaction -> nextRevision(transaction)
                        .chain(revision -> find(transaction, accountId, id)
                                .map(found -> found.or(() -> own))
                                .chain(found -> found.map(before ->
                                                write(transaction, change.rule().apply(before), revision, change))
                                        .orElseGet(() -> Uni.createFrom().item(new NoEndpoint())))));
    }

    @Override
    public Uni<Boolean> delete(String accountId, EndpointId id, EndpointChange change) {
        return pool.withTransaction(transaction -> nextRevision(transaction)
                .chain(revision -> transaction.preparedQuery(DELETE).execute(Tuple.of(accountId, id.value(), revision)))
                .chain(deleted -> deleted.size() == 0
                        ? Uni.createFrom().item(false)
                        : note(
                                        transaction,
                                        accountId,
                                        id,
                                        deleted.iterator().next().getLong("version"),
                                        change)
                                .replaceWith(true)));
    }

    @Override
    public Uni<List<HistoryEntry>> history(String accountId, EndpointId id) {
        return pool.preparedQuery(HISTORY)
                .execute(Tuple.of(accountId, id.value(), HISTORY_MAX))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(PgEndpointStore::entry)
                        .toList());
    }

    @Override
    public Uni<Long> revision() {
        return pool.preparedQuery(REVISION)
                .execute()
                .map(found -> found.iterator().next().getLong("revision"));
    }

    @Override
    public Uni<Changed> changedSince(long revision) {
        return pool.preparedQuery(CHANGED)
                .execute(Tuple.of(revision, CHANGES_MAX))
                .map(found -> {
                    List<Row> changed =
                            StreamSupport.stream(found.spliterator(), false).toList();
                    long last = changed.isEmpty() ? revision : changed.getLast().getLong("revision");
                    return new Changed(
                            last,
                            changed.stream()
                                    .map(row -> new ChangedEndpoint(
                                            row.getString("account_id"), new EndpointId(row.getString("id"))))
                                    .toList(),
                            changed.size() < CHANGES_MAX);
                });
    }

    private Uni<Outcome> once(
            String accountId, Optional<IdempotencyRequest> idempotency, Function<SqlConnection, Uni<Outcome>> work) {
        KeptAnswers kept = new KeptAnswers(cipher, accountId);
        return keys.once(
                accountId,
                idempotency,
                work,
                outcome -> outcome instanceof Done(KeyedAnswer answer)
                        ? Optional.of(kept.seal(answer.json()))
                        : Optional.empty(),
                text -> new Done(new KeyedAnswer(kept.open(text), true)));
    }

    /** The number of the change that is being made; other changes wait until it is committed. */
    static Uni<Long> nextRevision(SqlConnection transaction) {
        return transaction
                .preparedQuery(NEXT_REVISION)
                .execute()
                .map(found -> found.iterator().next().getLong("revision"));
    }

    // Nobody else adds one meanwhile, as everybody waits for the number of the last change.
    private static Uni<Void> requireRoom(SqlConnection transaction, String accountId) {
        return transaction
                .preparedQuery(OTHERS)
                .execute(Tuple.of(accountId))
                .invoke(found ->
                        EndpointRules.requireRoom(found.iterator().next().getLong("others")))
                .replaceWithVoid();
    }

    private Uni<Optional<WebhookEndpoint>> find(SqlConnection transaction, String accountId, EndpointId id) {
        return transaction
                .preparedQuery(PgEndpointRowStore.FIND)
                .execute(Tuple.of(accountId, id.value()))
                .map(found -> StreamSupport.stream(found.spliterator(), false)
                        .map(rows::endpoint)
                        .findFirst());
    }

    private Uni<Outcome> write(
            SqlConnection transaction, WebhookEndpoint endpoint, long revision, EndpointChange change) {
        return beginAnew(transaction, endpoint, change)
                .chain(() ->
                        transaction.preparedQuery(PgEndpointRowStore.PUT).execute(rows.columns(endpoint, revision)))
                .chain(() -> change.roll()
                        .map(roll -> secrets.roll(transaction, endpoint, roll))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .chain(() -> secrets.ensureKey(transaction, endpoint))
                .chain(() -> note(transaction, endpoint, change))
                .chain(() -> change.notice()
                        .map(notice -> PgNoticeStore.tell(transaction, endpoint, notice))
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .replaceWith(() -> new Done(new KeyedAnswer(change.answer().apply(endpoint), false)));
    }

    private static Uni<Void> note(SqlConnection transaction, WebhookEndpoint endpoint, EndpointChange change) {
        Tuple entry = Tuple.tuple()
                .addString(endpoint.id().value())
                .addLong(endpoint.version())
                .addString(endpoint.state().text())
                .addString(endpoint.state().reason().orElse(null))
                .addString(change.actor().storedName())
                .addString(change.action().storedName())
                .addString(change.requestId().orElse(null));
        return note(transaction, endpoint.accountId(), endpoint.id(), entry, change);
    }

    // Whoever enables an endpoint wants it asked, whatever it has done before. This comes first: whoever notes how an
    // endpoint does locks its health before the endpoint, too.
    private static Uni<Void> beginAnew(SqlConnection transaction, WebhookEndpoint endpoint, EndpointChange change) {
        return change.action() == Action.ENDPOINT_ENABLED
                ? transaction
                        .preparedQuery(BEGIN_ANEW)
                        .execute(Tuple.of(endpoint.id().value()))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** It is deleted. */
    static Uni<Void> note(
            SqlConnection transaction, String accountId, EndpointId id, long version, EndpointChange change) {
        Tuple entry = Tuple.tuple()
                .addString(id.value())
                .addLong(version)
                .addString("deleted")
                .addString(null)
                .addString(change.actor().storedName())
                .addString(change.action().storedName())
                .addString(change.requestId().orElse(null));
        return note(transaction, accountId, id, entry, change);
    }

    private static Uni<Void> note(
            SqlConnection transaction, String accountId, EndpointId id, Tuple entry, EndpointChange change) {
        AuditEntry audited = new AuditEntry(change.actor(), change.action(), accountId, change.requestId(), id.value());
        return transaction.preparedQuery(STATE).execute(entry).chain(() -> PgAuditStore.add(transaction, audited));
    }

    private static HistoryEntry entry(Row row) {
        String state = row.getString("state");
        return new HistoryEntry(
                row.getLong("version"),
                Optional.ofNullable(row.getString("action")).orElse(state),
                state,
                Optional.ofNullable(row.getString("reason")),
                row.getString("actor"),
                Optional.ofNullable(row.getString("request_id")),
                row.getOffsetDateTime("at").toInstant());
    }
}
