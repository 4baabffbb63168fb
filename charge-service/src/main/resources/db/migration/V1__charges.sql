CREATE TABLE charges (
    id             text PRIMARY KEY,
    account_id     text NOT NULL,
    livemode       boolean NOT NULL,
    version        bigint NOT NULL CHECK (version > 0),
    status         text NOT NULL CHECK (status IN ('pending', 'successful', 'failed', 'expired')),
    amount         bigint NOT NULL CHECK (amount > 0),
    currency       text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    -- A source pays once, whoever races for it.
    source_id      text NOT NULL UNIQUE,
    -- The pay page finds its charge by this.
    page_id        text NOT NULL UNIQUE,
    created_at     timestamptz NOT NULL,
    expires_at     timestamptz NOT NULL,
    ended_at       timestamptz,
    transaction_id text,
    failure_code   text,
    description    text,
    metadata       json NOT NULL,
    terms          json NOT NULL,
    CHECK (expires_at > created_at),
    CHECK ((status = 'pending') = (ended_at IS NULL)),
    CHECK ((status = 'successful') = (transaction_id IS NOT NULL)),
    CHECK ((status = 'failed') = (failure_code IS NOT NULL))
) WITH (fillfactor = 80);

-- GET /charges: one account's charges by time.
CREATE INDEX charges_by_account ON charges (account_id, created_at, id);

-- The sweeper: what is due, oldest deadline first.
CREATE INDEX charges_pending_by_deadline ON charges (expires_at) WHERE status = 'pending';

-- The database itself refuses to leave a state that has ended.
CREATE FUNCTION refuse_leaving_final_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'charge % cannot go from % to %', OLD.id, OLD.status, NEW.status;
END $$;

CREATE TRIGGER charges_final_state BEFORE UPDATE OF status ON charges
    FOR EACH ROW WHEN (OLD.status <> 'pending' AND NEW.status <> OLD.status)
    EXECUTE FUNCTION refuse_leaving_final_state();

-- Money that a provider took for a charge that had ended without it. It is voided and never dropped; the built-in
-- simulator has nothing to give back, so the record is all of it.
CREATE TABLE late_approvals (
    charge_id          text NOT NULL REFERENCES charges (id),
    provider_reference text NOT NULL,
    approved_at        timestamptz NOT NULL,
    PRIMARY KEY (charge_id, provider_reference)
);

-- Answers to requests that carried an Idempotency-Key, kept for 24 hours.
CREATE TABLE idempotency_keys (
    account_id   text NOT NULL,
    key          text NOT NULL,
    request_hash text NOT NULL,
    answer       text NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, key)
);

-- The clean-up of keys that are a day old.
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
