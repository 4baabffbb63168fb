-- What endpoints that take only so many webhooks a second have been promised, for all replicas together. A row for each that ever had a limit, which is
-- changed often, so there is room for that in its page.
CREATE TABLE endpoint_paces (
    endpoint_id text PRIMARY KEY,
    per_second  integer NOT NULL CHECK (per_second > 0),
    -- How many were asked for last, how many were owed before, and how many were given.
    needed      integer NOT NULL CHECK (needed > 0),
    owed        double precision NOT NULL CHECK (owed >= 0),
    granted     integer NOT NULL CHECK (granted >= 0),
    taken_at    timestamptz NOT NULL
) WITH (fillfactor = 50);
