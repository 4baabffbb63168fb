-- Which address an endpoint was disabled at: another one is tried again. And how endpoints do that have failed lately, for all replicas to
-- know: whether they are asked at all, and since when they only fail.
SET LOCAL lock_timeout = '3s';

ALTER TABLE endpoints ADD COLUMN disabled_uri text;

-- One without a failure has no row, or one that is closed and goes by itself.
CREATE TABLE endpoint_health (
    endpoint_id   text PRIMARY KEY,
    account_id    text NOT NULL,
    -- Where it was asked. At another address it begins anew.
    uri           text NOT NULL,
    state         text NOT NULL CHECK (state IN ('closed', 'open', 'half_open')),
    -- In a row.
    failures      integer NOT NULL CHECK (failures >= 0),
    failing_since timestamptz NOT NULL,
    pause_seconds integer NOT NULL CHECK (pause_seconds > 0),
    -- When it is asked again, once, while it is not closed.
    probe_at      timestamptz,
    updated_at    timestamptz NOT NULL,
    CHECK ((state = 'closed') = (probe_at IS NULL))
);

-- What has changed lately; replicas look for it.
CREATE INDEX endpoint_health_by_change ON endpoint_health (updated_at);
