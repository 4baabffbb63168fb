-- No release since there are queues reads this index (V2), and every delivery pays for its entry with the endpoint's whole address.
-- Nobody who writes deliveries may have to wait behind a statement that holds the table for long.
SET LOCAL lock_timeout = '3s';

DROP INDEX deliveries_waiting;
