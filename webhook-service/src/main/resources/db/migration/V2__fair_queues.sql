-- Deliveries that can be worked on now stand in their account's queue, all others sleep until their time comes. So a claim goes from account
-- to account and from endpoint to endpoint without stepping over those whose next attempt is hours away, and what wakes is found by time.
-- The release before this one knows nothing of queues: what it writes sleeps until its time, and what it claims is still in its queue, with
-- the end of its lease as the time that is not come yet.
ALTER TABLE deliveries
    -- The account, while it waits in its queue.
    ADD COLUMN queue text,
    -- Who leased it when it was new, until somebody claims it.
    ADD COLUMN owner text;

CREATE INDEX deliveries_queued ON deliveries (queue, uri, wake_at) WHERE queue IS NOT NULL;
CREATE INDEX deliveries_asleep ON deliveries (wake_at) WHERE queue IS NULL AND wake_at IS NOT NULL;

-- Rows come and go by the thousand a second: statistics are of no use here, dead rows are to go early, and vacuum need not rest.
ALTER TABLE deliveries SET (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0,
    autovacuum_vacuum_insert_threshold = -1, autovacuum_analyze_threshold = 1000000
);
