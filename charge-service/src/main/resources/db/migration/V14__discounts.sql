-- A payer may redeem an offer with a charge by card: the discount is asked for before the money, and the charge is of what is left. The release
-- before cannot read a charge that waits for its discount; all others it goes on reading and writing.
SET LOCAL lock_timeout = '3s';

ALTER TABLE charges
    -- What the offer has answered. The amount is what is left.
    ADD COLUMN discount json,
    DROP CONSTRAINT charges_known_status,
    ADD CONSTRAINT charges_known_status CHECK (status IN ('pending', 'reserving', 'authorizing', 'authorized', 'capturing', 'successful',
                                                          'failed', 'expired', 'reversed')) NOT VALID,
    DROP CONSTRAINT charges_ended,
    ADD CONSTRAINT charges_ended CHECK ((status IN ('pending', 'reserving', 'authorizing', 'authorized', 'capturing'))
                                        = (ended_at IS NULL)) NOT VALID,
    DROP CONSTRAINT charges_asked,
    ADD CONSTRAINT charges_asked CHECK ((status IN ('reserving', 'authorizing', 'capturing')) = (operation_id IS NOT NULL)) NOT VALID;

ALTER TABLE provider_operations
    -- What the offers-service is told, by a replica that may know nothing else of the charge.
    ADD COLUMN offer json,
    DROP CONSTRAINT provider_operations_kind_check,
    ADD CONSTRAINT provider_operations_kind_check CHECK (kind IN ('reserve', 'authorize', 'sale', 'capture', 'void', 'refund')) NOT VALID,
    DROP CONSTRAINT provider_operations_check,
    ADD CONSTRAINT provider_operations_of_payment CHECK ((kind IN ('reserve', 'authorize', 'sale')) = (payment IS NULL)) NOT VALID,
    ADD CONSTRAINT provider_operations_of_offer CHECK ((kind = 'reserve') = (offer IS NOT NULL)) NOT VALID;
