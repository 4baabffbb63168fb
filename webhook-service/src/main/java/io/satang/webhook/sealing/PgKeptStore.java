package io.satang.webhook.sealing;

import io.satang.webhook.sealing.Kept.Kind;
import io.satang.webhook.sealing.Resealing.Anew;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/** {@code webhook_secrets}, {@code endpoint_secrets} and the headers and client certificates of {@code endpoints}. */
@Singleton
class PgKeptStore implements KeptStore {
    private static final int ROWS_MAX = 500;

    private static final String ACCOUNT_SECRETS = """
            SELECT account_id AS id, secret AS text, 'ACCOUNT_SECRET' AS kind FROM webhook_secrets
            WHERE account_id >= $1 AND (account_id, secret) > ($1, $2) ORDER BY account_id, secret LIMIT $3
            """;

    private static final String ENDPOINT_SECRETS = """
            SELECT endpoint_id AS id, secret AS text, CASE scheme WHEN 'v1a' THEN 'ENDPOINT_KEY' ELSE 'ENDPOINT_SECRET' END AS kind
            FROM endpoint_secrets
            WHERE endpoint_id >= $1 AND (endpoint_id, secret) > ($1, $2) ORDER BY endpoint_id, secret LIMIT $3
            """;

    private static final String ENDPOINTS = """
            SELECT id, headers AS text, 'ENDPOINT_HEADERS' AS kind FROM endpoints
            WHERE headers IS NOT NULL AND id >= $1 AND (id, headers) > ($1, $2) ORDER BY id, headers LIMIT $3
            """;

    private static final String ENDPOINT_CERTIFICATES = """
            SELECT id, client_certificate AS text, 'ENDPOINT_CERTIFICATE' AS kind FROM endpoints
            WHERE client_certificate IS NOT NULL AND id >= $1 AND (id, client_certificate) > ($1, $2)
            ORDER BY id, client_certificate LIMIT $3
            """;

    // Rows are locked in the order of their ids, as another replica may be at the same ones.
    private static final String REPLACE_ACCOUNT_SECRETS = """
            WITH anew AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) AS one (id, before, after)),
            locked AS (
                SELECT anew.* FROM webhook_secrets JOIN anew ON account_id = id AND secret = before
                ORDER BY account_id, secret FOR UPDATE OF webhook_secrets
            )
            UPDATE webhook_secrets SET secret = after FROM locked WHERE account_id = id AND secret = before
            """;

    private static final String REPLACE_ENDPOINT_SECRETS = """
            WITH anew AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) AS one (id, before, after)),
            locked AS (
                SELECT anew.* FROM endpoint_secrets JOIN anew ON endpoint_id = id AND secret = before
                ORDER BY endpoint_id, secret FOR UPDATE OF endpoint_secrets
            )
            UPDATE endpoint_secrets SET secret = after FROM locked WHERE endpoint_id = id AND secret = before
            """;

    private static final String REPLACE_HEADERS = """
            WITH anew AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) AS one (id, before, after)),
            locked AS (
                SELECT anew.* FROM endpoints JOIN anew ON endpoints.id = anew.id AND headers = before
                ORDER BY endpoints.id FOR UPDATE OF endpoints
            )
            UPDATE endpoints SET headers = after FROM locked WHERE endpoints.id = locked.id AND headers = before
            """;

    private static final String REPLACE_CERTIFICATES = """
            WITH anew AS (SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) AS one (id, before, after)),
            locked AS (
                SELECT anew.* FROM endpoints JOIN anew ON endpoints.id = anew.id AND client_certificate = before
                ORDER BY endpoints.id FOR UPDATE OF endpoints
            )
            UPDATE endpoints SET client_certificate = after FROM locked WHERE endpoints.id = locked.id AND client_certificate = before
            """;

    private final Pool pool;

    PgKeptStore(Pool pool) {
        this.pool = Objects.requireNonNull(pool, "pool");
    }

    @Override
    public Uni<Some> behind(Place place) {
        String sql = switch (place.table()) {
            case ACCOUNT_SECRETS -> ACCOUNT_SECRETS;
            case ENDPOINT_SECRETS -> ENDPOINT_SECRETS;
            case ENDPOINTS -> ENDPOINTS;
            case ENDPOINT_CERTIFICATES -> ENDPOINT_CERTIFICATES;
        };
        return pool.preparedQuery(sql)
                .execute(Tuple.of(place.id(), place.text(), ROWS_MAX))
                .map(PgKeptStore::kept)
                .map(kept -> new Some(kept, next(place, kept)));
    }

    @Override
    public Uni<Void> replace(Table table, List<Anew> anew) {
        if (anew.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String sql = switch (table) {
            case ACCOUNT_SECRETS -> REPLACE_ACCOUNT_SECRETS;
            case ENDPOINT_SECRETS -> REPLACE_ENDPOINT_SECRETS;
            case ENDPOINTS -> REPLACE_HEADERS;
            case ENDPOINT_CERTIFICATES -> REPLACE_CERTIFICATES;
        };
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(texts(anew, each -> each.kept().id()))
                .addArrayOfString(texts(anew, each -> each.kept().text()))
                .addArrayOfString(texts(anew, Anew::sealed));
        return pool.preparedQuery(sql).execute(parameters).replaceWithVoid();
    }

    private static Optional<Place> next(Place place, List<Kept> kept) {
        return kept.size() < ROWS_MAX
                ? place.nextTable()
                : Optional.of(new Place(
                        place.table(), kept.getLast().id(), kept.getLast().text()));
    }

    private static List<Kept> kept(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Kept(Kind.valueOf(row.getString("kind")), row.getString("id"), row.getString("text")))
                .toList();
    }

    private static String[] texts(List<Anew> anew, Function<Anew, String> text) {
        return anew.stream().map(text).toArray(String[]::new);
    }
}
