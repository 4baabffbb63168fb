-- What an offer's owner was told of it. How an offer stands is still for the clock to say; this is how it stood when somebody looked last, so
-- that each move from there is told once, and when time may move it on.
-- Nobody may have to wait behind a statement that holds a table for long.
SET LOCAL lock_timeout = '3s';

ALTER TABLE offers
    ADD COLUMN standing text NOT NULL DEFAULT 'draft'
        CHECK (standing IN ('draft', 'upcoming', 'live', 'paused', 'expired', 'budget_exhausted')),
    ADD COLUMN move_at timestamptz,
    -- How many moves were told: each has a number, without a gap.
    ADD COLUMN told bigint NOT NULL DEFAULT 0 CHECK (told >= 0);

-- Offers that are there already are looked at by the first sweep.
UPDATE offers SET standing = CASE stage WHEN 'published' THEN 'upcoming' ELSE 'paused' END, move_at = created_at WHERE stage <> 'draft';

-- The sweep of what time moves.
CREATE INDEX offers_by_move ON offers (move_at) WHERE move_at IS NOT NULL;

-- Links and redemptions count what was told of them, too. Of a redemption some steps are told to nobody.
ALTER TABLE card_offers ADD COLUMN version bigint NOT NULL DEFAULT 1 CHECK (version > 0);
ALTER TABLE redemptions ADD COLUMN told bigint NOT NULL DEFAULT 0 CHECK (told >= 0);
