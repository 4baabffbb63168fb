-- Which request caused the event, for whoever follows its traces. The version before neither writes nor reads it.
-- A drain that hangs must not make everybody who writes wait behind this.
SET LOCAL lock_timeout = '3s';

ALTER TABLE outbox ADD COLUMN request_id text;
ALTER TABLE outbox_dead ADD COLUMN request_id text;
