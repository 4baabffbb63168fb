-- Events that are committed with the state that they tell of, until the relay has published them.
-- The names id, aggregatetype, aggregateid, type and payload are those of Debezium's outbox event router.
-- A payload of two or three kilobytes lives for milliseconds: compressing it would cost more than it saves.
CREATE TABLE outbox (
    seq           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id            text NOT NULL,
    aggregatetype text NOT NULL,
    aggregateid   text NOT NULL,
    type          text NOT NULL,
    payload       text NOT NULL,
    account_id    text NOT NULL,
    livemode      boolean NOT NULL,
    version       bigint NOT NULL CHECK (version > 0),
    occurred_at   timestamptz NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, toast_tuple_target = 8160);
