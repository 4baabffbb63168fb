-- Until when a delivery waits for an endpoint that only fails; then it is given up like any other. Null while its endpoint is paused, disabled or
-- well: for those it waits as long as its event is kept.
SET LOCAL lock_timeout = '3s';

ALTER TABLE deliveries ADD COLUMN gives_up_at timestamptz;
