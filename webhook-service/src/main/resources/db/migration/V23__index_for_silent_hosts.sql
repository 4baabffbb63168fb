-- For what waits for a silent host, the oldest first, and for stepping from host to host.
DROP INDEX CONCURRENTLY IF EXISTS deliveries_for_silent_host;
CREATE INDEX CONCURRENTLY deliveries_for_silent_host ON deliveries (silent_host, event_id, slot) WHERE silent_host IS NOT NULL;
