-- The version before goes on inserting and draining beside this one: columns have defaults, and seq keeps an index.
-- A drain that hangs must not make everybody who writes wait behind this.
SET LOCAL lock_timeout = '3s';

ALTER TABLE outbox
    -- Whether the aggregate's other events on the topic have to come before or after it; what does not say counts as ordered.
    ADD COLUMN ordered   boolean NOT NULL DEFAULT true,
    ADD COLUMN stored_at timestamptz NOT NULL DEFAULT now(),
    DROP CONSTRAINT outbox_pkey,
    ADD PRIMARY KEY (id);

CREATE UNIQUE INDEX outbox_by_seq ON outbox (seq);
CREATE INDEX outbox_ordered_by_seq ON outbox (seq) WHERE ordered;

-- Events that can never be published as they are, until an operator has seen to them.
CREATE TABLE outbox_dead (
    id            text PRIMARY KEY,
    seq           bigint NOT NULL,
    aggregatetype text NOT NULL,
    aggregateid   text NOT NULL,
    type          text NOT NULL,
    payload       text NOT NULL,
    account_id    text NOT NULL,
    livemode      boolean NOT NULL,
    version       bigint NOT NULL,
    occurred_at   timestamptz NOT NULL,
    ordered       boolean NOT NULL,
    stored_at     timestamptz NOT NULL,
    reason        text NOT NULL,
    died_at       timestamptz NOT NULL DEFAULT now()
);

-- Which replica relays for all: one row, taken by whoever updates it first when it has run out.
CREATE TABLE relay_lease (
    name       text PRIMARY KEY CHECK (name = 'outbox'),
    holder     text NOT NULL,
    epoch      bigint NOT NULL,
    held_until timestamptz NOT NULL
) WITH (fillfactor = 50);

INSERT INTO relay_lease (name, holder, epoch, held_until) VALUES ('outbox', 'nobody', 0, now());
