-- The simulator's own record of the money that it has taken, held and given back: as a provider's books, which nobody but the simulator
-- writes, and which an audit compares with the charges (docs/operations.md). Rows are only ever added.
CREATE TABLE simulator_entries (
    operation_id text PRIMARY KEY,
    charge_id    text NOT NULL,
    account_id   text NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('authorize', 'sale', 'capture', 'void', 'refund')),
    payment      text NOT NULL,
    amount       bigint NOT NULL CHECK (amount > 0),
    currency     text NOT NULL,
    -- Why it was declined, if it was.
    failure_code text,
    recorded_at  timestamptz NOT NULL DEFAULT now()
);

-- What accounts have told the simulator to do wrong.
CREATE TABLE simulator_faults (
    account_id   text PRIMARY KEY,
    behaviour    text NOT NULL CHECK (behaviour IN ('slow', 'decline', 'drop', 'twice', 'late', 'silent')),
    -- For how many calls more; empty until told otherwise.
    calls        integer CHECK (calls > 0),
    delay_ms     integer NOT NULL CHECK (delay_ms BETWEEN 0 AND 60000),
    failure_code text
);

-- Until when a replica that asks the provider about a charge past its deadline has it for itself.
ALTER TABLE pending_charges ADD COLUMN claimed_until timestamptz;
