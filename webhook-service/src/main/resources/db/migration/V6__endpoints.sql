-- Merchants' webhook endpoints: any number of them up to a bound, each with settings of its own, beside the account's webhook_uri.
-- Nobody who writes deliveries may have to wait behind a statement that holds the table for long.
SET LOCAL lock_timeout = '3s';

-- The account's own endpoint has a row only once something of it was set; its address is the account's, so it has none here.
CREATE TABLE endpoints (
    id          text PRIMARY KEY CHECK (id ~ '^whep_(test_)?[0-9a-z]{1,64}$'),
    account_id  text NOT NULL,
    livemode    boolean NOT NULL,
    url         text CHECK (length(url) BETWEEN 1 AND 2048),
    description text,
    -- Which events it is told of, as patterns; one of them has to fit.
    events      text[] NOT NULL CHECK (cardinality(events) BETWEEN 1 AND 32),
    -- A JSON object of what is sent beside our own headers, encrypted: such headers are passwords more often than not.
    headers     text,
    -- Attempts a second at the most.
    rate_limit  integer CHECK (rate_limit BETWEEN 1 AND 1000),
    -- A JSON object; null is the platform's own.
    retries     text,
    -- What it wants beside the signatures that everybody gets.
    signatures  text[] NOT NULL DEFAULT '{}' CHECK (signatures <@ '{v1a}'),
    state       text NOT NULL CHECK (state IN ('enabled', 'paused', 'disabled')),
    reason      text,
    since       timestamptz NOT NULL,
    -- Counts the changes of the row.
    version     bigint NOT NULL CHECK (version > 0),
    -- Counts the events that tell of the endpoint itself.
    told        bigint NOT NULL DEFAULT 0 CHECK (told >= 0),
    -- What endpoint_revision was when the row was changed, by which replicas find what is new to them.
    revision    bigint NOT NULL CHECK (revision > 0),
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    deleted_at  timestamptz,
    CHECK ((state = 'disabled') = (reason IS NOT NULL)),
    CHECK (livemode <> (id LIKE 'whep\_test\_%'))
);

CREATE INDEX endpoints_of_account ON endpoints (account_id);
CREATE INDEX endpoints_by_revision ON endpoints (revision);

-- Counts the changes of all endpoints. Every change takes this row first, so that changes become visible in the order of their numbers, and
-- whoever writes deliveries finds out by it whether what he knows of the endpoints is what was last committed.
CREATE TABLE endpoint_revision (
    one      boolean PRIMARY KEY DEFAULT true CHECK (one),
    revision bigint NOT NULL CHECK (revision >= 0)
);

INSERT INTO endpoint_revision (revision) VALUES (0);

-- The history of each endpoint's state; rows are written once and never changed.
CREATE TABLE endpoint_states (
    endpoint_id text NOT NULL REFERENCES endpoints (id),
    version     bigint NOT NULL,
    state       text NOT NULL CHECK (state IN ('enabled', 'paused', 'disabled', 'deleted')),
    reason      text,
    actor       text NOT NULL CHECK (actor IN ('merchant', 'platform')),
    at          timestamptz NOT NULL,
    PRIMARY KEY (endpoint_id, version)
);

-- What an endpoint's webhooks are signed with. Of each scheme one has no end; those that were rolled sign beside it until they expire.
CREATE TABLE endpoint_secrets (
    endpoint_id text NOT NULL REFERENCES endpoints (id),
    scheme      text NOT NULL CHECK (scheme IN ('v1', 'v1a')),
    -- Encrypted.
    secret      text NOT NULL,
    -- Of v1a: the public key, base64.
    public_key  text,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz,
    CHECK ((scheme = 'v1a') = (public_key IS NOT NULL))
);

CREATE UNIQUE INDEX endpoint_secrets_current ON endpoint_secrets (endpoint_id, scheme) WHERE expires_at IS NULL;
CREATE INDEX endpoint_secrets_of_endpoint ON endpoint_secrets (endpoint_id);

-- The answers of requests that carried an Idempotency-Key, kept for a day, encrypted where they show a secret.
CREATE TABLE idempotency_keys (
    account_id   text NOT NULL,
    key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash text NOT NULL CHECK (request_hash ~ '^[0-9a-f]{64}$'),
    answer       text NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, key)
);

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);

-- Whose delivery it is. Null is one that an address named with its object gets, or a row of the release before this one, which tells the
-- account's by follows_account alone.
ALTER TABLE deliveries ADD COLUMN endpoint_id text;

-- Those that wait until their endpoint is enabled again sleep for ever; this finds them, the oldest first.
CREATE INDEX deliveries_held ON deliveries (endpoint_id, event_id, slot) WHERE wake_at = 'infinity';

ALTER TABLE attempts
    ADD COLUMN endpoint_id text,
    ADD COLUMN latency_ms integer,
    -- How the answer's body begins, as far as it is text.
    ADD COLUMN answer text;
