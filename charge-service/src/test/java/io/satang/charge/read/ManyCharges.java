package io.satang.charge.read;

/** A long history, made of one charge. */
final class ManyCharges {
    /** Copies of a charge by source, so many, each a second older than the one before. */
    static final String COPIES = """
            INSERT INTO charges
            SELECT copy.*
            FROM charges AS model
            CROSS JOIN generate_series(1, ?::integer) n
            CROSS JOIN LATERAL jsonb_populate_record(model, jsonb_build_object(
                'id', regexp_replace(model.id, '.{10}$', lpad(n::text, 10, '0')),
                'source_id', regexp_replace(model.source_id, '.{10}$', lpad(n::text, 10, '0')),
                'page_id', regexp_replace(model.page_id, '.{10}$', lpad(n::text, 10, '0')),
                'created_at', model.created_at - n * interval '1 second')) copy
            WHERE model.id = ?
            """;

    private ManyCharges() {}
}
