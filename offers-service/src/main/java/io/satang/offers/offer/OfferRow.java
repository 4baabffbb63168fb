package io.satang.offers.offer;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code offers} without the mapper. */
final class OfferRow {
    /** What {@link #read} needs. */
    static final String COLUMNS = """
        id, account_id, livemode, merchant_id, merchant_account, name, description, point_of_sale, metadata, stage, benefit, \
        reward_percent, reward_amount, reward_max, currency, min_spend, max_spend, starts_at, ends_at, days, time_zone, online, in_store, \
        per_card, total, budget_limit, budget_period, new_customer_days, return_period_days, created_at, reserved, released, standing, \
        move_at, told\
        """;

    private OfferRow() {}

    static OfferEntity read(Row row) {
        OfferEntity entity = new OfferEntity();
        entity.id = row.getString("id");
        entity.accountId = row.getString("account_id");
        entity.livemode = row.getBoolean("livemode");
        entity.merchantId = row.getString("merchant_id");
        entity.merchantAccount = row.getString("merchant_account");
        entity.name = row.getString("name");
        entity.description = row.getString("description");
        entity.pointOfSale = row.getString("point_of_sale");
        entity.metadata = row.getString("metadata");
        entity.stage = row.getString("stage");
        entity.createdAt = row.getOffsetDateTime("created_at").toInstant();
        entity.reserved = row.getLong("reserved");
        entity.released = row.getLong("released");
        entity.standing = row.getString("standing");
        entity.moveAt = instant(row.getOffsetDateTime("move_at"));
        entity.told = row.getLong("told");
        readReward(row, entity);
        readConditions(row, entity);
        readLimits(row, entity);
        return entity;
    }

    private static void readReward(Row row, OfferEntity entity) {
        entity.benefit = row.getString("benefit");
        entity.rewardPercent = row.getBigDecimal("reward_percent");
        entity.rewardAmount = row.getLong("reward_amount");
        entity.rewardMax = row.getLong("reward_max");
        entity.currency = row.getString("currency");
        entity.returnPeriodDays = row.getInteger("return_period_days");
    }

    private static void readConditions(Row row, OfferEntity entity) {
        entity.minSpend = row.getLong("min_spend");
        entity.maxSpend = row.getLong("max_spend");
        entity.startsAt = row.getOffsetDateTime("starts_at").toInstant();
        entity.endsAt = instant(row.getOffsetDateTime("ends_at"));
        entity.days = row.getInteger("days");
        entity.timeZone = row.getString("time_zone");
        entity.online = row.getBoolean("online");
        entity.inStore = row.getBoolean("in_store");
        entity.newCustomerDays = row.getInteger("new_customer_days");
    }

    private static void readLimits(Row row, OfferEntity entity) {
        entity.perCard = row.getLong("per_card");
        entity.total = row.getLong("total");
        entity.budgetLimit = row.getLong("budget_limit");
        entity.budgetPeriod = row.getString("budget_period");
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
