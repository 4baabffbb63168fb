package io.satang.offers.redemption;

import io.satang.platform.database.Columns;
import io.satang.platform.outbox.OutboxEvent;
import io.satang.platform.outbox.OutboxSql;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rows of {@code redemptions}, many at once and without the mapper. */
@ApplicationScoped
class RedemptionRows {
    /** What {@link #read} needs, of the relation {@code present}. */
    static final String COLUMNS = """
        present.id, present.account_id, present.livemode, present.offer_id, present.card_id, present.card_offer_id, present.charge_id, \
        present.state, present.reasons, present.reward, present.clawed_back, present.currency, present.payable_at, present.release_at, \
        present.period_start, present.version, present.told, present.created_at\
        """;

    private static final String FIND = """
        SELECT %s FROM unnest($1::text[], $2::text[]) AS asked (charge_id, card_offer_id)
        JOIN redemptions AS present ON present.charge_id = asked.charge_id AND present.card_offer_id = asked.card_offer_id
        """.formatted(COLUMNS);

    // What follows from a version is the next one: of two that would write the same, the later is not heard.
    private static final String WRITE = """
        INSERT INTO redemptions AS present (id, account_id, livemode, offer_id, card_id, card_offer_id, charge_id, state, reasons, reward,
                                            clawed_back, currency, payable_at, release_at, period_start, version, told, created_at)
        SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[],
                             $10::bigint[], $11::bigint[], $12::text[], $13::timestamptz[], $14::timestamptz[], $15::date[], $16::bigint[],
                             $17::bigint[], $18::timestamptz[])
        ON CONFLICT (id) DO UPDATE
            SET state = excluded.state, reasons = excluded.reasons, reward = excluded.reward, clawed_back = excluded.clawed_back,
                payable_at = excluded.payable_at, version = excluded.version, told = excluded.told
            WHERE present.version < excluded.version
        """;

    private static final String TELL = OutboxSql.INSERT + "SELECT " + OutboxSql.COLUMNS + " FROM " + OutboxSql.unnest(1)
            + " ORDER BY event.position";

    RedemptionRows() {}

    /** What these payments have redeemed by these links, as far as something was decided. */
    Uni<List<RedemptionEntity>> find(SqlClient client, List<RedemptionKey> keys) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(Columns.texts(keys, RedemptionKey::chargeId))
                .addArrayOfString(Columns.texts(keys, RedemptionKey::cardOfferId));
        return client.preparedQuery(FIND)
                .execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .flatMap(row -> read(row).stream())
                        .toList());
    }

    /** Writes what was decided; who does so holds the locks of the charges and of their offers. */
    Uni<Void> write(SqlConnection transaction, List<RedemptionEntity> rows) {
        Tuple parameters = Tuple.tuple()
                .addArrayOfString(Columns.texts(rows, row -> row.id))
                .addArrayOfString(Columns.texts(rows, row -> row.accountId))
                .addArrayOfBoolean(Columns.booleans(rows, row -> row.livemode))
                .addArrayOfString(Columns.texts(rows, row -> row.offerId))
                .addArrayOfString(Columns.texts(rows, row -> row.cardId))
                .addArrayOfString(Columns.texts(rows, row -> row.cardOfferId))
                .addArrayOfString(Columns.texts(rows, row -> row.chargeId))
                .addArrayOfString(Columns.texts(rows, row -> row.state))
                .addArrayOfString(Columns.texts(rows, row -> row.reasons))
                .addArrayOfLong(Columns.longs(rows, row -> row.reward))
                .addArrayOfLong(Columns.longs(rows, row -> row.clawedBack))
                .addArrayOfString(Columns.texts(rows, row -> row.currency))
                .addArrayOfOffsetDateTime(Columns.times(rows, row -> row.payableAt))
                .addArrayOfOffsetDateTime(Columns.times(rows, row -> row.releaseAt))
                .addArrayOfLocalDate(Columns.days(rows, row -> row.periodStart))
                .addArrayOfLong(Columns.longs(rows, row -> row.version))
                .addArrayOfLong(Columns.longs(rows, row -> row.told))
                .addArrayOfOffsetDateTime(Columns.times(rows, row -> row.createdAt));
        return transaction.preparedQuery(WRITE).execute(parameters).replaceWithVoid();
    }

    /** Writes what others are told, if there is anything. */
    Uni<Void> tell(SqlConnection transaction, List<OutboxEvent> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Tuple parameters = Tuple.tuple();
        OutboxSql.addTo(parameters, events);
        return transaction.preparedQuery(TELL).execute(parameters).replaceWithVoid();
    }

    /** The redemption that a row shows; empty where the row has none. */
    static Optional<RedemptionEntity> read(Row row) {
        return Optional.ofNullable(row.getString("id")).map(id -> read(id, row));
    }

    private static RedemptionEntity read(String id, Row row) {
        RedemptionEntity entity = new RedemptionEntity();
        entity.id = id;
        entity.accountId = row.getString("account_id");
        entity.livemode = row.getBoolean("livemode");
        entity.offerId = row.getString("offer_id");
        entity.cardId = row.getString("card_id");
        entity.cardOfferId = row.getString("card_offer_id");
        entity.chargeId = row.getString("charge_id");
        entity.state = row.getString("state");
        entity.reasons = row.getString("reasons");
        entity.reward = row.getLong("reward");
        entity.clawedBack = row.getLong("clawed_back");
        entity.currency = row.getString("currency");
        entity.payableAt = instant(row.getOffsetDateTime("payable_at"));
        entity.releaseAt = instant(row.getOffsetDateTime("release_at"));
        entity.periodStart = row.getLocalDate("period_start");
        entity.version = row.getLong("version");
        entity.told = row.getLong("told");
        entity.createdAt = row.getOffsetDateTime("created_at").toInstant();
        return entity;
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
