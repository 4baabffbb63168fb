-- What an offer's owner was told of it. How an offer stands is still for the clock to say; this is how it stood when somebody looked last, so
-- that each move from there is told once, and when time may move it on.
-- Nobody may have to wait behind a statement that holds a table for long.
SET LOCAL lock_timeout = '3s';

ALTER TABLE offers
    ADD COLUMN standing text NOT NULL DEFAULT 'draft',
    ADD COLUMN move_at timestamptz,
    -- How many moves were told: each has a number, without a gap.
    ADD COLUMN told bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT offers_standing_known
        CHECK (standing IN ('draft', 'upcoming', 'live', 'paused', 'expired', 'budget_exhausted')) NOT VALID,
    ADD CONSTRAINT offers_told_counted CHECK (told >= 0) NOT VALID;

-- Links and redemptions count what was told of them, too. Of a redemption some steps are told to nobody.
ALTER TABLE card_offers
    ADD COLUMN version bigint NOT NULL DEFAULT 1,
    ADD CONSTRAINT card_offers_version_counted CHECK (version > 0) NOT VALID;
ALTER TABLE redemptions
    ADD COLUMN told bigint NOT NULL DEFAULT 0,
    ADD CONSTRAINT redemptions_told_counted CHECK (told >= 0) NOT VALID;
