-- What charges are paid with. The row keeps the source as it was announced; only the status of its charge changes afterwards.
CREATE TABLE sources (
    id             text PRIMARY KEY CHECK (id ~ '^src_(test_)?[0-9a-z]{19}$'),
    account_id     text NOT NULL,
    livemode       boolean NOT NULL,
    type           text NOT NULL CHECK (type <> ''),
    amount         bigint NOT NULL CHECK (amount > 0),
    currency       text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    payload        text NOT NULL,
    created_at     timestamptz NOT NULL,
    charge_status  text NOT NULL DEFAULT 'unknown'
        CHECK (charge_status IN ('unknown', 'pending', 'successful', 'failed', 'expired', 'reversed')),
    charge_version bigint NOT NULL DEFAULT 0 CHECK (charge_version >= 0),
    CHECK ((charge_version = 0) = (charge_status = 'unknown')),
    CHECK (livemode <> (id LIKE 'src\_test\_%'))
-- Room on each page lets a change of status stay on it and touch no index.
) WITH (fillfactor = 80);

-- The answers of requests that carried an Idempotency-Key, kept for a day.
CREATE TABLE idempotency_keys (
    account_id   text NOT NULL,
    key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash text NOT NULL CHECK (request_hash ~ '^[0-9a-f]{64}$'),
    source_id    text NOT NULL,
    answer       text NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, key)
);

CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
