-- For what has waited for too long for an endpoint that only fails.
DROP INDEX CONCURRENTLY IF EXISTS deliveries_giving_up;
CREATE INDEX CONCURRENTLY deliveries_giving_up ON deliveries (gives_up_at) WHERE wake_at = 'infinity' AND gives_up_at IS NOT NULL;
