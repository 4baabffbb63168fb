-- What happened to merchants' objects, as merchants see it. Rows are written once and never changed.
-- Charges are two to three kilobytes of JSON: small enough to stay in the row, and not worth the time that compressing them would take on
-- the way of every payment.
CREATE TABLE events (
    id         text PRIMARY KEY,
    account_id text NOT NULL,
    livemode   boolean NOT NULL,
    key        text NOT NULL,
    object_id  text NOT NULL,
    version    bigint NOT NULL CHECK (version > 0),
    data       text NOT NULL,
    created_at timestamptz NOT NULL
) WITH (toast_tuple_target = 8160);

CREATE INDEX events_of_account ON events (account_id, created_at, id);
CREATE INDEX events_of_object ON events (object_id);

-- What is still to be delivered: a row per event and endpoint, deleted once the endpoint has taken the event. It is written in the
-- statement that writes its event, so there is no foreign key to check.
CREATE TABLE deliveries (
    event_id text NOT NULL,
    slot     smallint NOT NULL,
    uri      text NOT NULL,
    state    text NOT NULL CHECK (state IN ('due', 'in_flight', 'exhausted')),
    attempts integer NOT NULL DEFAULT 0,
    -- Counts the leases. A result counts only under the lease that is the last one.
    claim    integer NOT NULL DEFAULT 0,
    -- When somebody has to look at it: the time of the next attempt, or the end of the lease; null once given up.
    wake_at  timestamptz,
    PRIMARY KEY (event_id, slot),
    CHECK ((state = 'exhausted') = (wake_at IS NULL))
) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

-- By endpoint first, so that the sweep steps from endpoint to endpoint and a long queue of one never hides the others.
CREATE INDEX deliveries_waiting ON deliveries (uri, wake_at) WHERE wake_at IS NOT NULL;

-- Every attempt that was made, for merchants to see; rows are written once and never changed.
CREATE TABLE attempts (
    event_id   text NOT NULL,
    slot       smallint NOT NULL,
    claim      integer NOT NULL,
    id         text NOT NULL,
    uri        text NOT NULL,
    status     smallint NOT NULL,
    error      text,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (event_id, slot, claim)
);

-- One secret without an end per account; those that were rotated out sign beside it until they expire.
CREATE TABLE webhook_secrets (
    account_id text NOT NULL,
    secret     text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz
);

CREATE UNIQUE INDEX webhook_secrets_current ON webhook_secrets (account_id) WHERE expires_at IS NULL;
CREATE INDEX webhook_secrets_of_account ON webhook_secrets (account_id);

-- For operators: gives the account a new secret, lets the old one sign for another day, and answers the new one.
CREATE FUNCTION rotate_webhook_secret(account text) RETURNS text LANGUAGE sql AS $$
    UPDATE webhook_secrets SET expires_at = now() + interval '24 hours' WHERE account_id = account AND expires_at IS NULL;
    INSERT INTO webhook_secrets (account_id, secret, created_at)
    VALUES (account, encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'base64'), now())
    RETURNING secret;
$$;
