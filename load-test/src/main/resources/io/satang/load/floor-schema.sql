CREATE SEQUENCE payment_seq;

CREATE TABLE source (
    id         text PRIMARY KEY,
    account_id text NOT NULL,
    amount     bigint NOT NULL,
    currency   text NOT NULL,
    object     text NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE charge (
    id         text PRIMARY KEY,
    account_id text NOT NULL,
    source_id  text NOT NULL UNIQUE,
    status     text NOT NULL,
    version    bigint NOT NULL,
    amount     bigint NOT NULL,
    currency   text NOT NULL,
    object     text NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE outbox (
    seq         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id          text NOT NULL,
    type        text NOT NULL,
    aggregateid text NOT NULL,
    version     bigint NOT NULL,
    payload     text NOT NULL,
    occurred_at timestamptz NOT NULL
);
