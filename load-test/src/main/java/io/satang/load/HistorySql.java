package io.satang.load;

/**
 * What makes rows of a history. Each is a copy of a row that the service has written, whatever columns that has, and only what must be its own
 * is put in its place.
 */
final class HistorySql {
    /** How many of these objects have an event. */
    static final String OF_THESE = "SELECT count(DISTINCT object_id) FROM events WHERE object_id = ANY($1::text[])";

    static final String REQUESTED = "SELECT count(*) FROM recorded_requests WHERE account_id = $1";

    /** Numbers $1 to $2 of the models $3, with ids that begin with $4, from $5 on, so many microseconds apart. Prime steps mix them. */
    private static final String NUMBERED = """
            FROM generate_series($1::bigint, $2::bigint) n
            CROSS JOIN LATERAL (
                SELECT ($3::text[])[1 + n * 617 % 1000] AS model_id, $4::text || lpad(n::text, 10, '0') AS body,
                       $5::timestamptz + n * $6::bigint * interval '1 microsecond' AS at
            ) numbered
            """;

    // A charge that waits for its payer must not be one for the sweeper.
    static final String CHARGES = """
            INSERT INTO charges
            SELECT made.*
            """ + NUMBERED + """
            JOIN charges AS model ON model.id = model_id
            CROSS JOIN LATERAL jsonb_populate_record(model, jsonb_build_object(
                'id', regexp_replace(model.id, '[^_]+$', body),
                'source_id', regexp_replace(model.source_id, '[^_]+$', body),
                'token_id', regexp_replace(model.token_id, '[^_]+$', body),
                'page_id', regexp_replace(model.page_id, '[^_]+$', body),
                'transaction_id', regexp_replace(model.transaction_id, '[^_]+$', body),
                'description', 'Order ' || n,
                'created_at', at,
                'expires_at', CASE WHEN model.ended_at IS NULL THEN now() + interval '7 days'
                                   ELSE at + (model.expires_at - model.created_at) END,
                'authorized_at', at + (model.authorized_at - model.created_at),
                'ended_at', at + (model.ended_at - model.created_at))) made
            """;

    static final String EVENTS = """
            INSERT INTO events
            SELECT made.*
            """ + NUMBERED + """
            JOIN events AS model ON model.id = (SELECT id FROM events WHERE object_id = model_id ORDER BY version DESC LIMIT 1)
            CROSS JOIN LATERAL jsonb_populate_record(model, jsonb_build_object(
                'id', regexp_replace(model.id, '[^_]+$', body),
                'object_id', regexp_replace(model.object_id, '[^_]+$', body),
                'data', replace(model.data, model.object_id, regexp_replace(model.object_id, '[^_]+$', body)),
                'created_at', at,
                'arrival', pg_current_xact_id()::text)) made
            """;

    static final String REFUNDS = """
            INSERT INTO refunds
            SELECT made.*
            FROM refunds AS model
            JOIN charges AS charge ON charge.account_id = model.account_id AND charge.refunded > 0
            CROSS JOIN LATERAL jsonb_populate_record(model, jsonb_build_object(
                'id', regexp_replace(model.id, '[^_]+$', split_part(charge.id, '_', -1)),
                'charge_id', charge.id,
                'created_at', charge.created_at + interval '1 hour',
                'ended_at', charge.created_at + interval '1 hour')) made
            WHERE model.charge_id = $1 AND model.account_id = $2
              AND NOT EXISTS (SELECT FROM refunds WHERE charge_id = charge.id)
            """;

    /** So many copies of customer $1 as $4 says, with ids that begin with $2, from $3 on. */
    static final String CUSTOMERS = """
            INSERT INTO customers
            SELECT made.*
            FROM customers AS model
            CROSS JOIN generate_series(1, $4::bigint) n
            CROSS JOIN LATERAL jsonb_populate_record(model, jsonb_build_object(
                'id', regexp_replace(model.id, '[^_]+$', $2::text || lpad(n::text, 10, '0')),
                'default_card', NULL,
                'created_at', $3::timestamptz + n * interval '30 seconds')) made
            WHERE model.id = $1
            ON CONFLICT DO NOTHING
            """;

    static final String CARDS = """
            INSERT INTO customer_cards
            SELECT made.*
            FROM customers AS customer
            JOIN customers AS model_customer ON model_customer.account_id = customer.account_id AND model_customer.id = $1
            JOIN customer_cards AS model ON model.customer_id = model_customer.id
            CROSS JOIN LATERAL (SELECT regexp_replace(model.id, '[^_]+$', split_part(customer.id, '_', -1)) AS id) own
            CROSS JOIN LATERAL jsonb_populate_record(model, jsonb_build_object(
                'id', own.id,
                'token_id', regexp_replace(model.token_id, '[^_]+$', split_part(customer.id, '_', -1)),
                'customer_id', customer.id,
                'card', replace(model.card::text, model.id, own.id)::json,
                'created_at', customer.created_at)) made
            WHERE customer.default_card IS NULL
            ON CONFLICT DO NOTHING
            """;

    static final String DEFAULT_CARDS = """
            UPDATE customers SET default_card = card.id FROM customer_cards AS card
            WHERE card.customer_id = customers.id AND customers.account_id = $1 AND customers.default_card IS NULL
            """;

    /** A thousand copies of the newest request of account $1; their ids begin with $2. */
    static final String REQUESTS = """
            INSERT INTO recorded_requests
            SELECT made.*
            FROM recorded_requests AS model
            CROSS JOIN generate_series(1, 1000) n
            CROSS JOIN LATERAL jsonb_populate_record(model, jsonb_build_object(
                'id', regexp_replace(model.id, '[^_]+$', $2::text || lpad(n::text, 10, '0')))) made
            WHERE model.account_id = $1 AND model.id = (SELECT max(id) FROM recorded_requests WHERE account_id = $1)
            ON CONFLICT DO NOTHING
            """;

    private HistorySql() {}
}
