-- The cards that came in, each as a token that is charged or kept once. The row keeps the token as it was announced: what merchants see, and
-- neither the number nor the security code.
CREATE TABLE tokens (
    id             text PRIMARY KEY CHECK (id ~ '^tokn_(test_)?[0-9a-z]{19}$'),
    account_id     text NOT NULL,
    livemode       boolean NOT NULL,
    payload        text NOT NULL,
    created_at     timestamptz NOT NULL,
    -- The charge that has taken it, or the customer whose card it has become.
    used_by        text CHECK (used_by ~ '^(chrg|cust)_(test_)?[0-9a-z]{1,64}$'),
    charge_status  text NOT NULL DEFAULT 'unknown'
        CHECK (charge_status IN ('unknown', 'pending', 'successful', 'failed', 'expired', 'reversed')),
    charge_version bigint NOT NULL DEFAULT 0 CHECK (charge_version >= 0),
    CHECK ((charge_version = 0) = (charge_status = 'unknown')),
    CHECK (livemode <> (id LIKE 'tokn\_test\_%'))
-- Each is changed a few times within a moment, and no change touches an index.
) WITH (fillfactor = 50);

-- What must not be seen of the cards of tokens, encrypted. The security code goes when the token is taken, the number when the charge is over.
CREATE TABLE token_secrets (
    token_id      text PRIMARY KEY,
    card_id       text NOT NULL CHECK (card_id ~ '^card_(test_)?[0-9a-z]{19}$'),
    key_id        text NOT NULL,
    material      bytea NOT NULL,
    security_code bytea
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

-- The same of the cards that customers keep. There is no room for a security code.
CREATE TABLE kept_cards (
    card_id    text PRIMARY KEY CHECK (card_id ~ '^card_(test_)?[0-9a-z]{19}$'),
    token_id   text NOT NULL,
    account_id text NOT NULL,
    key_id     text NOT NULL,
    material   bytea NOT NULL,
    kept_at    timestamptz NOT NULL
);

-- Which cards a former key still has to open.
CREATE INDEX kept_cards_key ON kept_cards (key_id, card_id);

COMMENT ON COLUMN idempotency_keys.source_id IS 'what was made: a source or a token';
