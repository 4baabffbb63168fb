-- An endpoint that is kept only as long as somebody says again and again that it is still wanted: a developer's terminal, mostly.
SET LOCAL lock_timeout = '3s';

ALTER TABLE endpoints
    ADD COLUMN lease_seconds integer,
    -- Null where there is no lease.
    ADD COLUMN expires_at timestamptz;

ALTER TABLE endpoints
    ADD CONSTRAINT endpoints_lease CHECK (lease_seconds BETWEEN 5 AND 86400 AND (lease_seconds IS NULL) = (expires_at IS NULL)) NOT VALID;

-- Those whose lease has lapsed.
CREATE INDEX endpoints_by_expiry ON endpoints (expires_at) WHERE expires_at IS NOT NULL AND deleted_at IS NULL;
