-- What merchants give back. The release before makes no refunds, and none of its charges has any.
SET LOCAL lock_timeout = '3s';

CREATE TABLE refunds (
    id         text PRIMARY KEY,
    charge_id  text NOT NULL REFERENCES charges (id),
    account_id text NOT NULL,
    livemode   boolean NOT NULL,
    amount     bigint NOT NULL CHECK (amount > 0),
    currency   text NOT NULL,
    voided     boolean NOT NULL,
    -- Pending until the provider has said whether it gives the money back. The statement that changes this changes charges.refunded too,
    -- which is the sum of what has not failed and never more than was captured.
    status     text NOT NULL CHECK (status IN ('pending', 'closed', 'failed')),
    metadata   json NOT NULL,
    created_at timestamptz NOT NULL,
    ended_at   timestamptz,
    CHECK ((status = 'pending') = (ended_at IS NULL))
);

-- A charge with its refunds, and GET /charges/{id}/refunds.
CREATE INDEX refunds_of_charge ON refunds (charge_id, created_at, id);

-- GET /refunds: one account's refunds by time.
CREATE INDEX refunds_by_account ON refunds (account_id, created_at, id);

-- What is on its way stands in the table now; no release has written this.
-- contract: 0.1.0-m1
ALTER TABLE charges DROP COLUMN refunding;
