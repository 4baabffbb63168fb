package io.satang.charge.store;

import io.satang.platform.outbox.OutboxSql;

/**
 * One statement for all that follows from decisions: the charges' next versions, if they are still what was decided upon, what is to be asked
 * of providers and what need not be asked any more, refunds and events.
 */
final class UpdateSql {
    private static final int ENDED = 14 + OperationRows.PARAMETERS + OutboxSql.PARAMETERS;
    private static final int REFUNDS = ENDED + OperationRows.ENDED_PARAMETERS;

    private static final String UPDATED = updated("", "");

    /** The same, and what offers have answered. */
    private static final String UPDATED_WITH_DISCOUNTS = updated(
            ", amount = coalesce(discounted.amount, charges.amount), discount = coalesce(discounted.discount::json, charges.discount)",
            " LEFT JOIN discounted ON discounted.charge_id = change.id");

    private static String updated(String more, String joined) {
        return """
            updated AS (
                UPDATE charges
                SET version = charges.version + 1, status = change.status, ended_at = change.ended_at,
                    transaction_id = change.transaction_id, failure_code = change.failure_code,
                    provider_reference = change.provider_reference, authorized_at = change.authorized_at,
                    operation_id = change.operation_id, captured = change.captured, refunded = change.refunded,
                    description = change.description, metadata = change.metadata::json
            """ + more + """
                FROM (SELECT *
                      FROM unnest($1::text[], $2::bigint[], $3::text[], $4::timestamptz[], $5::text[], $6::text[], $7::text[],
                                  $8::timestamptz[], $9::text[], $10::bigint[], $11::bigint[], $12::text[], $13::text[])
                           AS change (id, version, status, ended_at, transaction_id, failure_code, provider_reference,
                                      authorized_at, operation_id, captured, refunded, description, metadata)
                      ORDER BY id) AS change
            """ + joined + """
                WHERE charges.id = change.id AND charges.version = change.version - 1
                RETURNING charges.id
            ), asked AS (
            """ + OperationRows.INSERT + "SELECT " + OperationRows.COLUMNS + " FROM "
                + OperationRows.unnest(14) + """
                     JOIN updated ON updated.id = operation.charge_id
            """
                + OperationRows.ON_CONFLICT + "), published AS (" + OutboxSql.INSERT + "SELECT " + OutboxSql.COLUMNS
                + " FROM "
                + OutboxSql.unnest(14 + OperationRows.PARAMETERS);
    }

    private static final String ENDING = "), answer AS (SELECT ended.id, ended.failure_code FROM "
            + OperationRows.unnestEnded(ENDED)
            + " JOIN updated ON updated.id = ended.charge_id ORDER BY ended.id), over AS (" + OperationRows.END;

    private static final String EVENTS_OF_CHARGES =
            " JOIN updated ON updated.id = event.aggregateid ORDER BY event.position ";

    /** Changes that are neither a provider's answer nor about refunds; parameters are those of {@link ChargeBatchRows#update}. */
    static final String UPDATE = "WITH " + UPDATED + EVENTS_OF_CHARGES + ") SELECT id FROM updated";

    /** The same for changes some of which are the answer to an operation, which follows. */
    static final String WITH_ANSWERS = "WITH " + UPDATED + EVENTS_OF_CHARGES + ENDING + ") SELECT id FROM updated";

    /**
     * The same for changes some of which are about refunds or what offers have answered, whose parameters follow. It is apart from the others,
     * so that payments carry nothing of what few charges ever have.
     */
    static final String WITH_REFUNDS_AND_DISCOUNTS = "WITH refund AS (SELECT * FROM "
            + RefundRows.unnest(REFUNDS) + "), discounted AS (SELECT * FROM "
            + DiscountRows.unnest(REFUNDS + RefundRows.PARAMETERS) + "), "
            + UPDATED_WITH_DISCOUNTS + """
                     LEFT JOIN refund ON refund.id = event.aggregateid
                     JOIN updated ON updated.id = coalesce(refund.charge_id, event.aggregateid) ORDER BY event.position
            """ + ENDING + """
            ), given AS (
            """ + RefundRows.INSERT + "SELECT " + RefundRows.SELECTED + """
                 FROM refund JOIN updated ON updated.id = refund.charge_id ORDER BY refund.id
            """
            + RefundRows.ON_CONFLICT + """
            )
            SELECT id FROM updated
            """;

    private UpdateSql() {}
}
