-- A discount is set aside before its payment, and released when nothing was heard of that for longer than the payment can last.
SET LOCAL lock_timeout = '3s';

ALTER TABLE redemptions
    ADD COLUMN release_at timestamptz,
    ADD CONSTRAINT redemptions_reserved_for_a_time CHECK (state <> 'reserved' OR release_at IS NOT NULL) NOT VALID;

-- The sweep: what is to be released, the longest due first.
CREATE INDEX redemptions_by_release ON redemptions (release_at) WHERE state = 'reserved';
