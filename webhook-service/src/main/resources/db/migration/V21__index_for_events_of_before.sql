-- For GET /events?after=0: the events of which no transaction is noted, by their time. None is ever added to them.
DROP INDEX CONCURRENTLY IF EXISTS events_without_arrival;
CREATE INDEX CONCURRENTLY events_without_arrival ON events (account_id, created_at, id) WHERE arrival = '0'::xid8;
