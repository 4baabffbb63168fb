package io.satang.account.request;

import static io.satang.platform.database.Columns.booleans;
import static io.satang.platform.database.Columns.longs;
import static io.satang.platform.database.Columns.texts;
import static io.satang.platform.database.Columns.times;

import io.satang.events.RawJson;
import io.satang.events.RequestRecorded;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The newest requests of each account. */
@ApplicationScoped
class RequestStore {
    /** So many are kept of an account. */
    static final int KEPT = 1_000;

    private static final String INSERT = """
            INSERT INTO recorded_requests (account_id, id, livemode, answered_at, duration_ms, method, path, query, body, answer, status,
                                           request_id, key_kind, key_last_four, error_code, error_message)
            SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::timestamptz[], $5::bigint[], $6::text[], $7::text[], $8::text[],
                                 $9::text[], $10::text[], $11::bigint[], $12::text[], $13::text[], $14::text[], $15::text[], $16::text[])
            ON CONFLICT DO NOTHING
            """;

    // One consumer writes for an account, so nobody deletes the same rows meanwhile.
    private static final String FORGET_OLDEST = """
            DELETE FROM recorded_requests AS request
            USING (SELECT touched.account_id, oldest.id
                   FROM unnest($1::text[]) AS touched (account_id)
                   CROSS JOIN LATERAL (SELECT id FROM recorded_requests WHERE account_id = touched.account_id
                                       ORDER BY id DESC OFFSET $2 - 1 LIMIT 1) AS oldest) AS kept
            WHERE request.account_id = kept.account_id AND request.id < kept.id
            """;

    private static final String MATCHING = """
            FROM recorded_requests
            WHERE account_id = $1 AND answered_at BETWEEN $2 AND $3 AND status BETWEEN $4 AND $5
              AND ($6::text IS NULL OR method = $6) AND ($7::text IS NULL OR starts_with(path, $7))
            """;

    private static final String COUNT = "SELECT count(*) " + MATCHING;

    private static final String FIND = "SELECT * FROM recorded_requests WHERE account_id = $1 AND id = $2";

    private final Pool pool;

    RequestStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    /** Keeps these, and of their accounts no more than {@link #KEPT}. Repeating it is harmless. */
    Uni<Void> keep(List<KeptRequest> requests) {
        String[] accounts = requests.stream()
                .map(KeptRequest::accountId)
                .distinct()
                .sorted()
                .toArray(String[]::new);
        return pool.preparedQuery(INSERT)
                .execute(columns(requests))
                .chain(() -> pool.preparedQuery(FORGET_OLDEST).execute(Tuple.of(accounts, KEPT)))
                .replaceWithVoid();
    }

    /** Those of the account that the filter lets through. */
    Uni<RequestPage> list(String accountId, RequestFilter filter) {
        String page =
                "SELECT * " + MATCHING + "ORDER BY id " + filter.page().order().sql() + " LIMIT $8 OFFSET $9";
        return pool.preparedQuery(COUNT)
                .execute(matching(accountId, filter))
                .map(counted -> counted.iterator().next().getLong(0))
                .flatMap(total -> pool.preparedQuery(page)
                        .execute(matching(accountId, filter)
                                .addInteger(filter.page().limit())
                                .addInteger(filter.page().offset()))
                        .map(rows -> new RequestPage(total, requests(rows))));
    }

    /** One of the account. */
    Uni<Optional<KeptRequest>> find(String accountId, String id) {
        return pool.preparedQuery(FIND)
                .execute(Tuple.of(accountId, id))
                .map(rows -> requests(rows).stream().findFirst());
    }

    private static Tuple matching(String accountId, RequestFilter filter) {
        return Tuple.tuple()
                .addString(accountId)
                .addValue(filter.page().earliest().atOffset(ZoneOffset.UTC))
                .addValue(filter.page().latest().atOffset(ZoneOffset.UTC))
                .addInteger(filter.statusFrom())
                .addInteger(filter.statusTo())
                .addString(filter.method().orElse(null))
                .addString(filter.path().orElse(null));
    }

    private static Tuple columns(List<KeptRequest> requests) {
        List<RequestRecorded> told = requests.stream().map(KeptRequest::told).toList();
        return Tuple.tuple()
                .addArrayOfString(texts(requests, KeptRequest::accountId))
                .addArrayOfString(texts(told, RequestRecorded::id))
                .addArrayOfBoolean(booleans(requests, KeptRequest::livemode))
                .addArrayOfOffsetDateTime(times(told, RequestRecorded::at))
                .addArrayOfLong(longs(told, RequestRecorded::durationMillis))
                .addArrayOfString(texts(told, RequestRecorded::method))
                .addArrayOfString(texts(told, RequestRecorded::path))
                .addArrayOfString(texts(told, request -> request.query().text()))
                .addArrayOfString(texts(told, request -> request.body().text()))
                .addArrayOfString(texts(told, request -> request.answer().text()))
                .addArrayOfLong(longs(told, request -> (long) request.status()))
                .addArrayOfString(texts(told, request -> request.requestId().orElse(null)))
                .addArrayOfString(texts(told, RequestRecorded::keyKind))
                .addArrayOfString(texts(told, RequestRecorded::keyLastFour))
                .addArrayOfString(texts(told, request -> request.errorCode().orElse(null)))
                .addArrayOfString(texts(told, request -> request.errorMessage().orElse(null)));
    }

    private static List<KeptRequest> requests(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(RequestStore::request)
                .toList();
    }

    private static KeptRequest request(Row row) {
        return new KeptRequest(
                row.getString("account_id"),
                row.getBoolean("livemode"),
                new RequestRecorded(
                        row.getString("id"),
                        row.getOffsetDateTime("answered_at").toInstant(),
                        row.getLong("duration_ms"),
                        row.getString("method"),
                        row.getString("path"),
                        new RawJson(row.getString("query")),
                        new RawJson(row.getString("body")),
                        new RawJson(row.getString("answer")),
                        row.getInteger("status"),
                        Optional.ofNullable(row.getString("request_id")),
                        row.getString("key_kind"),
                        row.getString("key_last_four"),
                        Optional.ofNullable(row.getString("error_code")),
                        Optional.ofNullable(row.getString("error_message"))));
    }
}
