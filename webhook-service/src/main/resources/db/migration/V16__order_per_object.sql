-- Endpoints that get what happens to one object one after the other. Of other endpoints' deliveries both columns are null, which costs nothing.
-- Nobody who writes deliveries may have to wait behind a statement that holds the table for long.
SET LOCAL lock_timeout = '3s';

ALTER TABLE endpoints ADD COLUMN ordering text NOT NULL DEFAULT 'none';

ALTER TABLE deliveries
    -- What it waits for at its endpoint, as object and version, until that has come to its end.
    ADD COLUMN behind text,
    -- Sent again by its merchant: it waits for nothing, and nothing waits for it.
    ADD COLUMN beside boolean;
