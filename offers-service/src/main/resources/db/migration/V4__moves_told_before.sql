-- What was told before moves were counted, and how offers stand that are there already: nothing of it is told again.
SET LOCAL lock_timeout = '3s';

UPDATE offers
SET standing = CASE
        WHEN ends_at <= now() THEN 'expired'
        WHEN stage = 'paused' THEN 'paused'
        WHEN starts_at <= now() THEN 'live'
        ELSE 'upcoming'
    END,
    move_at = now()
WHERE stage <> 'draft' AND move_at IS NULL;

-- A step of a redemption was told under the row's version.
UPDATE redemptions SET told = version WHERE told = 0;

ALTER TABLE offers VALIDATE CONSTRAINT offers_standing_known;
ALTER TABLE offers VALIDATE CONSTRAINT offers_told_counted;
ALTER TABLE card_offers VALIDATE CONSTRAINT card_offers_version_counted;
ALTER TABLE redemptions VALIDATE CONSTRAINT redemptions_told_counted;

-- The sweep of what time moves.
CREATE INDEX offers_by_move ON offers (move_at) WHERE move_at IS NOT NULL;
