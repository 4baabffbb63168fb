-- Each key is deleted after a day, oldest first: what is dead stands where the next clean-up begins, and must not gather there.
SET LOCAL lock_timeout = '3s';

ALTER TABLE idempotency_keys SET (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
