-- For what is before an event of the same object, the nearest first.
DROP INDEX CONCURRENTLY IF EXISTS events_in_order;
CREATE INDEX CONCURRENTLY events_in_order ON events (object_id, version);
-- For what waits for one that has come to its end, and for looking through all that wait. It holds nothing else.
DROP INDEX CONCURRENTLY IF EXISTS deliveries_behind;
CREATE INDEX CONCURRENTLY deliveries_behind ON deliveries (endpoint_id, behind) WHERE behind IS NOT NULL;
-- events_in_order begins with the same column.
DROP INDEX CONCURRENTLY IF EXISTS events_of_object;
