package io.satang.charge.store;

import io.satang.charge.decision.CardTerms;
import io.satang.charge.decision.Charge;
import io.satang.charge.decision.ChargeTerms;
import io.satang.charge.decision.Instrument;
import io.satang.charge.decision.Instrument.ByCard;
import io.satang.charge.decision.Instrument.BySource;
import io.satang.events.RawJson;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.ChargeId;
import io.satang.platform.id.PayPageId;
import io.satang.platform.id.SourceId;
import io.satang.platform.id.TokenId;
import io.satang.platform.money.Currency;
import io.satang.platform.money.Money;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Between a row of {@code charges} and a {@link Charge}. */
public final class ChargeRows {
    /** The columns that {@link #read} wants, of a relation named {@code charges}. */
    public static final String COLUMNS = """
            charges.id, charges.account_id, charges.livemode, charges.version, charges.status, charges.amount, charges.currency, \
            charges.source_id, charges.token_id, charges.page_id, charges.created_at, charges.expires_at, charges.ended_at, charges.transaction_id, \
            charges.failure_code, charges.provider_reference, charges.authorized_at, charges.operation_id, charges.captured, \
            charges.refunded, charges.discount::text AS discount, charges.description, charges.metadata::text AS metadata, \
            charges.terms::text AS terms, \
            """ + RefundRows.OF_CHARGE;

    private ChargeRows() {}

    /** What is in this row. */
    public static StoredCharge read(Row row) {
        try {
            return new StoredCharge.Decoded(charge(row));
            // Whatever is wrong with a row, in ways that nobody foresaw: it is wrong with this row only.
        } catch (RuntimeException e) {
            return unreadable(row, e);
        }
    }

    private static StoredCharge unreadable(Row row, RuntimeException reason) {
        return new StoredCharge.Unreadable(
                row.getString("id"),
                row.getString("account_id"),
                row.getBoolean("livemode"),
                row.getString("page_id"),
                row.getString("status"),
                row.getLong("amount"),
                row.getString("currency"),
                time(row, "created_at"),
                reason.toString());
    }

    private static Charge charge(Row row) {
        Money amount = new Money(row.getLong("amount"), Currency.valueOf(row.getString("currency")));
        ChargeTerms terms = terms(row);
        StoredDiscount discount = DiscountRows.read(row);
        return new Charge(
                new ChargeId(row.getString("id")),
                new AccountId(row.getString("account_id")),
                row.getBoolean("livemode"),
                row.getLong("version"),
                amount,
                instrument(row, terms),
                new PayPageId(row.getString("page_id")),
                time(row, "created_at"),
                time(row, "expires_at"),
                Optional.ofNullable(row.getString("description")),
                new RawJson(row.getString("metadata")),
                terms,
                discount.discount(amount.currency()),
                StateRows.state(row, amount, discount.reasons()));
    }

    /** The schema sees to it that it is one of the three. */
    private static Instrument instrument(Row row, ChargeTerms terms) {
        @Nullable String source = row.getString("source_id");
        @Nullable String token = row.getString("token_id");
        if (source != null) {
            return new BySource(new SourceId(source));
        }
        return token != null
                ? new ByCard(new TokenId(token))
                : terms.card().flatMap(CardTerms::owner).orElseThrow();
    }

    private static ChargeTerms terms(Row row) {
        return StoredTerms.read(row.getString("terms"), row.getString("id"));
    }

    private static Instant time(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }
}
