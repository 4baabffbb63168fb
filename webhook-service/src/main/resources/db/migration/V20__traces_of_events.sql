-- Which trace the event came in with (W3C Trace Context), to be passed on with its deliveries; the release before this one neither writes nor
-- reads it. Nobody who writes events may have to wait behind a statement that holds the table for long.
SET LOCAL lock_timeout = '3s';

ALTER TABLE events ADD COLUMN traceparent text;
