-- Rows are deleted a few hundred at a time, every minute and not all at once, and vacuum is to follow as often: by default it would wait until
-- a fifth of a table is dead, and then have all of that to do.
-- Nobody who writes events may have to wait behind a statement that holds the table for long; this one waits for no writer.
SET LOCAL lock_timeout = '3s';

ALTER TABLE events SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000);
ALTER TABLE attempts SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 50000);
