-- A charge may be paid with a customer's card too, which pays again and again; the charge's terms say whose it is.
SET LOCAL lock_timeout = '3s';

ALTER TABLE charges
    DROP CONSTRAINT charges_one_instrument,
    ADD CONSTRAINT charges_one_instrument CHECK (
        num_nonnulls(source_id, token_id) = 1
        OR (num_nonnulls(source_id, token_id) = 0 AND terms #> '{card,owner,customer_id}' IS NOT NULL)) NOT VALID;
