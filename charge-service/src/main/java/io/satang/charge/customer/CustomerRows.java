package io.satang.charge.customer;

import static io.satang.platform.database.Columns.longs;
import static io.satang.platform.database.Columns.texts;
import static io.satang.platform.database.Columns.times;

import io.satang.charge.customer.Customer.Details;
import io.satang.events.CardFailure;
import io.satang.events.RawJson;
import io.satang.platform.id.AccountId;
import io.satang.platform.id.CardId;
import io.satang.platform.id.CustomerId;
import io.satang.platform.id.TokenId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Customers as rows, each with its cards as arrays. */
final class CustomerRows {
    /** Of a relation {@code customer}, to be followed by {@link #WITH_CARDS}. */
    static final String COLUMNS = """
            SELECT customer.id, customer.account_id, customer.livemode, customer.version, customer.revision, customer.email,
                   customer.description, customer.metadata::text AS metadata, customer.default_card, customer.created_at, card.*
            """;

    static final String WITH_CARDS = """
             CROSS JOIN LATERAL (
                SELECT array_agg(id ORDER BY created_at, id) AS card_ids, array_agg(token_id ORDER BY created_at, id) AS card_tokens,
                       array_agg(version ORDER BY created_at, id) AS card_versions, array_agg(brand ORDER BY created_at, id) AS card_brands,
                       array_agg(failure_step ORDER BY created_at, id) AS card_failure_steps,
                       array_agg(failure_code ORDER BY created_at, id) AS card_failure_codes,
                       array_agg(card::text ORDER BY created_at, id) AS card_objects,
                       array_agg(created_at ORDER BY created_at, id) AS card_times
                FROM customer_cards WHERE customer_id = customer.id
            ) card
            """;

    /** How many parameters {@link #addTo} adds. */
    static final int CARD_PARAMETERS = 8;

    private CustomerRows() {}

    /**
     * How a statement writes cards of a relation {@code written}, which has one row when its customer was written; parameters start at
     * {@code first}.
     */
    static String writeCards(int first) {
        return """
                INSERT INTO customer_cards (id, token_id, customer_id, version, brand, failure_step, failure_code, card, created_at)
                SELECT entry.id, entry.token_id, written.id, entry.version, entry.brand, entry.failure_step, entry.failure_code,
                       entry.card::json, entry.created_at
                FROM written, unnest($%d::text[], $%d::text[], $%d::bigint[], $%d::text[], $%d::text[], $%d::text[], $%d::text[],
                                     $%d::timestamptz[])
                              AS entry (id, token_id, version, brand, failure_step, failure_code, card, created_at)
                ON CONFLICT (id) DO UPDATE SET version = excluded.version, card = excluded.card
                    WHERE customer_cards.customer_id = excluded.customer_id
                """.formatted(first, first + 1, first + 2, first + 3, first + 4, first + 5, first + 6, first + 7);
    }

    /** Adds the cards' columns as arrays. */
    static void addTo(Tuple parameters, List<CustomerCard> cards) {
        parameters.addArrayOfString(texts(cards, card -> card.id().value()));
        parameters.addArrayOfString(texts(cards, card -> card.tokenId().value()));
        parameters.addArrayOfLong(longs(cards, CustomerCard::version));
        parameters.addArrayOfString(texts(cards, CustomerCard::brand));
        parameters.addArrayOfString(
                texts(cards, card -> card.testFailure().map(CardFailure::step).orElse(null)));
        parameters.addArrayOfString(texts(
                cards, card -> card.testFailure().map(CardFailure::failureCode).orElse(null)));
        parameters.addArrayOfString(texts(cards, card -> card.object().text()));
        parameters.addArrayOfOffsetDateTime(times(cards, CustomerCard::createdAt));
    }

    static Customer read(Row row) {
        return new Customer(
                new CustomerId(row.getString("id")),
                new AccountId(row.getString("account_id")),
                row.getBoolean("livemode"),
                row.getLong("version"),
                row.getLong("revision"),
                new Details(
                        Optional.ofNullable(row.getString("email")),
                        Optional.ofNullable(row.getString("description")),
                        new RawJson(row.getString("metadata"))),
                Optional.ofNullable(row.getString("default_card")).map(CardId::new),
                cards(row),
                row.getOffsetDateTime("created_at").toInstant());
    }

    private static List<CustomerCard> cards(Row row) {
        String[] ids = row.getArrayOfStrings("card_ids");
        if (ids == null) {
            return List.of();
        }
        String[] tokens = row.getArrayOfStrings("card_tokens");
        Long[] versions = row.getArrayOfLongs("card_versions");
        String[] brands = row.getArrayOfStrings("card_brands");
        String[] steps = row.getArrayOfStrings("card_failure_steps");
        String[] codes = row.getArrayOfStrings("card_failure_codes");
        String[] objects = row.getArrayOfStrings("card_objects");
        OffsetDateTime[] times = row.getArrayOfOffsetDateTimes("card_times");
        return IntStream.range(0, ids.length)
                .mapToObj(i -> new CustomerCard(
                        new CardId(ids[i]),
                        new TokenId(tokens[i]),
                        versions[i],
                        brands[i],
                        Optional.ofNullable(steps[i]).map(step -> new CardFailure(step, codes[i])),
                        new RawJson(objects[i]),
                        times[i].toInstant()))
                .toList();
    }
}
