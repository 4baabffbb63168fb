-- Accounts and the hashes of their keys. A change of either raises accounts.version and writes an outbox row in the same transaction.

CREATE TABLE accounts (
    id                         text PRIMARY KEY CHECK (id ~ '^account_(test_)?[0-9a-z]{19}$'),
    team                       text NOT NULL UNIQUE CHECK (team ~ '^acct_[0-9a-z]{19}$'),
    livemode                   boolean NOT NULL,
    email                      text NOT NULL CHECK (length(email) BETWEEN 3 AND 254),
    country                    text NOT NULL CHECK (country IN ('TH', 'JP', 'SG', 'MY')),
    zero_interest_installments boolean NOT NULL,
    webhook_uri                text CHECK (length(webhook_uri) BETWEEN 1 AND 2048),
    chain_enabled              boolean NOT NULL,
    chain_return_uri           text CHECK (length(chain_return_uri) BETWEEN 1 AND 2048),
    metadata_export_keys       jsonb NOT NULL CHECK (jsonb_typeof(metadata_export_keys) = 'object'),
    version                    bigint NOT NULL CHECK (version > 0),
    created_at                 timestamptz NOT NULL,
    CHECK (livemode = (id NOT LIKE 'account\_test\_%'))
);

-- The key itself is shown once and stored nowhere.
CREATE TABLE api_keys (
    hash       text PRIMARY KEY CHECK (hash ~ '^[0-9a-f]{64}$'),
    account_id text NOT NULL REFERENCES accounts (id),
    kind       text NOT NULL CHECK (kind IN ('PUBLIC', 'SECRET')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz CHECK (expires_at >= created_at)
);

CREATE INDEX api_keys_by_account ON api_keys (account_id);
