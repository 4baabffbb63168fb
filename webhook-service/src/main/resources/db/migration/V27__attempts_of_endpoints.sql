-- How many attempts each endpoint has had in each hour, and how many of them it took, for merchants to see of the last day. Every replica adds
-- what it has counted every few seconds; what one had not added when it died is missing.
CREATE TABLE endpoint_hours (
    endpoint_id text NOT NULL,
    hour        timestamptz NOT NULL CHECK (extract(epoch FROM hour) % 3600 = 0),
    attempts    bigint NOT NULL CHECK (attempts > 0),
    succeeded   bigint NOT NULL CHECK (succeeded BETWEEN 0 AND attempts),
    -- Serves the sum of one endpoint's last hours.
    PRIMARY KEY (endpoint_id, hour)
-- Changed every few seconds while webhooks go there, without touching an index.
) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

-- Serves forgetting what is older than a day.
CREATE INDEX endpoint_hours_by_age ON endpoint_hours (hour);
