-- For GET /events?after=. Those of which no transaction is noted are read by their time.
DROP INDEX CONCURRENTLY IF EXISTS events_arrived;
CREATE INDEX CONCURRENTLY events_arrived ON events (account_id, arrival) WHERE arrival > '0'::xid8;
-- For lists of what an account has not got: what is being repeated, and what was given up.
DROP INDEX CONCURRENTLY IF EXISTS deliveries_failed;
CREATE INDEX CONCURRENTLY deliveries_failed ON deliveries (account_id, (wake_at IS NULL), event_id, slot) WHERE account_id IS NOT NULL;
