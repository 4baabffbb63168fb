-- What merchants keep with an endpoint, and what each change of it was and who asked for it, for its history.
SET LOCAL lock_timeout = '3s';

ALTER TABLE endpoints ADD COLUMN metadata text NOT NULL DEFAULT '{}';

ALTER TABLE endpoint_states
    ADD COLUMN action text,
    ADD COLUMN request_id text;
