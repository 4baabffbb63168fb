-- A batch often changes the status of all sources of a page in one statement, and a page has to hold both versions of each until it is
-- over; what finds no room is written again to every index. Pages that are full already stay as they are.
SET LOCAL lock_timeout = '3s';

ALTER TABLE sources SET (fillfactor = 50);

-- Each key is deleted after a day, oldest first: what is dead stands where the next clean-up begins, and must not gather there.
ALTER TABLE idempotency_keys SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
