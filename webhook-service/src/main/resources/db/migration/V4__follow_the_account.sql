-- Whether a delivery goes where its account's events go now, or stays with the address that its object names. Null is a row of the release
-- before this one, which knows of no such thing and stays with the address in the row.
-- Nobody who writes deliveries may have to wait behind a statement that holds the table for long.
SET LOCAL lock_timeout = '3s';

ALTER TABLE deliveries ADD COLUMN follows_account boolean;
