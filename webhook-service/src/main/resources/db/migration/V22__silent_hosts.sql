-- Hosts of addresses that were named with charges, and which do not answer: all replicas leave them alone together. Those of endpoints have
-- endpoint_health. Nobody who writes deliveries may have to wait behind a statement that holds the table for long.
SET LOCAL lock_timeout = '3s';

CREATE TABLE silent_hosts (
    -- Account and origin: what one merchant's path of a shared server does says nothing of another's.
    host     text COLLATE "C" PRIMARY KEY,
    pause_ms bigint NOT NULL CHECK (pause_ms > 0),
    -- When it is asked again, once.
    probe_at timestamptz NOT NULL
);

-- Those that nobody has asked for a long time.
CREATE INDEX silent_hosts_by_probe ON silent_hosts (probe_at);

-- Which of them a delivery waits for; null while it waits for none.
ALTER TABLE deliveries ADD COLUMN silent_host text COLLATE "C";
