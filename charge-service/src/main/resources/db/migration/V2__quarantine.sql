-- Pending charges whose row the sweeper could not read. They are left out until an operator clears these (docs/operations.md).
ALTER TABLE charges
    ADD COLUMN quarantined_at    timestamptz,
    ADD COLUMN quarantine_reason text;

CREATE INDEX charges_quarantined ON charges (quarantined_at) WHERE quarantined_at IS NOT NULL;
