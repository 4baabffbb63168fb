-- The accounts as this service knows them, so that it starts and authenticates while Kafka is away. A row never goes back to an older
-- version, whoever writes: every replica does. The payload is kept as it was told, for a later version may read what this one cannot.
CREATE TABLE IF NOT EXISTS account_copy (
    account_id  text PRIMARY KEY,
    version     bigint NOT NULL CHECK (version > 0),
    payload     text NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now()
);
