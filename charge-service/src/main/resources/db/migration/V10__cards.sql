-- A charge is paid with a source or with a token of a card. The release before goes on making charges of sources, and cannot read those of
-- cards.
SET LOCAL lock_timeout = '3s';

ALTER TABLE charges
    ALTER COLUMN source_id DROP NOT NULL,
    ADD COLUMN token_id text,
    ADD CONSTRAINT charges_one_instrument CHECK (num_nonnulls(source_id, token_id) = 1) NOT VALID,
    -- A token pays once, as a source does, whoever races for it: only one charge can have the id that follows from the token's.
    ADD CONSTRAINT charges_token_pays_once CHECK (split_part(id, '_', -1) = split_part(token_id, '_', -1)) NOT VALID;

-- What the provider is told of the card, by a replica that may know nothing else of the charge.
ALTER TABLE provider_operations ADD COLUMN card json;
