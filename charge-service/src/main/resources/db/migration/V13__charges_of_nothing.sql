-- A charge of nothing asks whether its payer may use the card. The release before refuses to make one, and sets those that it meets aside.
SET LOCAL lock_timeout = '3s';

ALTER TABLE charges
    DROP CONSTRAINT charges_amount_check,
    ADD CONSTRAINT charges_amount_check CHECK (amount >= 0) NOT VALID,
    DROP CONSTRAINT charges_captured_at_most_authorized,
    ADD CONSTRAINT charges_captured_at_most_authorized CHECK (captured BETWEEN least(amount, 1) AND amount) NOT VALID;

ALTER TABLE provider_operations
    DROP CONSTRAINT provider_operations_amount_check,
    ADD CONSTRAINT provider_operations_amount_check CHECK (amount >= 0) NOT VALID;

ALTER TABLE simulator_entries
    DROP CONSTRAINT simulator_entries_amount_check,
    ADD CONSTRAINT simulator_entries_amount_check CHECK (amount >= 0) NOT VALID;
