-- What endpoints are shown who want to know that it is us: a chain of certificates and the key of the first, encrypted together. The release before
-- this one keeps what is there, as it names the columns that it writes.
SET LOCAL lock_timeout = '3s';

ALTER TABLE endpoints ADD COLUMN client_certificate text;
