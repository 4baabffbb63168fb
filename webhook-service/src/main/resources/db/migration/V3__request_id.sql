-- Which request caused the event, for whoever follows its traces; the release before this one neither writes nor reads it.
-- Nobody who writes events may have to wait behind a statement that holds the table for long.
SET LOCAL lock_timeout = '3s';

ALTER TABLE events ADD COLUMN request_id text;
