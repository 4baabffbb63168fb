-- What a charge's money has done, and what providers are asked. The release before knows neither: it goes on reading and writing charges of
-- today's methods, which leave all of this empty, and cannot read the states that only newer ones have.
SET LOCAL lock_timeout = '3s';

ALTER TABLE charges
    -- Since when the money was certain, where that is not when the charge ended.
    ADD COLUMN authorized_at timestamptz,
    -- What a provider has been asked and has not answered.
    ADD COLUMN operation_id text,
    -- Subunits that were taken or are being taken; empty for the whole amount.
    ADD COLUMN captured bigint,
    -- Subunits that were given back or are on their way, and which of them are on their way.
    ADD COLUMN refunded bigint NOT NULL DEFAULT 0,
    ADD COLUMN refunding json,
    DROP CONSTRAINT charges_status_check,
    DROP CONSTRAINT charges_check1,
    ADD CONSTRAINT charges_known_status CHECK (status IN ('pending', 'authorizing', 'authorized', 'capturing', 'successful', 'failed',
                                                          'expired', 'reversed')) NOT VALID,
    ADD CONSTRAINT charges_ended CHECK ((status IN ('pending', 'authorizing', 'authorized', 'capturing')) = (ended_at IS NULL)) NOT VALID,
    ADD CONSTRAINT charges_asked CHECK ((status IN ('authorizing', 'capturing')) = (operation_id IS NOT NULL)) NOT VALID,
    ADD CONSTRAINT charges_held CHECK (status NOT IN ('authorized', 'capturing')
                                       OR (authorized_at IS NOT NULL AND provider_reference IS NOT NULL)) NOT VALID,
    ADD CONSTRAINT charges_captured_at_most_authorized CHECK (captured BETWEEN 1 AND amount) NOT VALID,
    ADD CONSTRAINT charges_refunded_at_most_captured CHECK (refunded BETWEEN 0 AND coalesce(captured, amount)
                                                            AND (refunded = 0 OR status = 'successful')) NOT VALID;

-- The database itself refuses to leave a state that has ended.
DROP TRIGGER charges_final_state ON charges;

CREATE TRIGGER charges_final_state BEFORE UPDATE OF status ON charges
    FOR EACH ROW WHEN (OLD.status IN ('successful', 'failed', 'expired', 'reversed') AND NEW.status <> OLD.status)
    EXECUTE FUNCTION refuse_leaving_final_state();

-- What is held has a deadline too.
CREATE OR REPLACE FUNCTION follow_pending_charge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        DELETE FROM pending_charges WHERE expires_at = OLD.expires_at AND charge_id = OLD.id;
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') AND NEW.status IN ('pending', 'authorized') AND NEW.quarantined_at IS NULL THEN
        INSERT INTO pending_charges (charge_id, expires_at) VALUES (NEW.id, NEW.expires_at);
    END IF;
    RETURN NULL;
END $$;

-- What providers are asked, stored before they are: an attempt is never lost, and never made twice under two names.
CREATE TABLE provider_operations (
    -- Our name for it, by which the provider knows it too.
    id           text PRIMARY KEY,
    charge_id    text NOT NULL REFERENCES charges (id),
    account_id   text NOT NULL,
    kind         text NOT NULL CHECK (kind IN ('authorize', 'sale', 'capture', 'void', 'refund')),
    provider     text NOT NULL,
    -- The provider's name for the payment that it is about.
    payment      text,
    amount       bigint NOT NULL CHECK (amount > 0),
    currency     text NOT NULL,
    state        text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'unknown', 'approved', 'declined')),
    failure_code text,
    -- Whose turn it is: who wants to write what came of it has to name the claim under which it asked.
    claim        bigint NOT NULL DEFAULT 0,
    attempts     integer NOT NULL DEFAULT 0,
    -- When it is taken up again; empty once it is over.
    wake_at      timestamptz,
    created_at   timestamptz NOT NULL DEFAULT now(),
    answered_at  timestamptz,
    CHECK ((kind IN ('authorize', 'sale')) = (payment IS NULL)),
    CHECK ((state IN ('asked', 'unknown')) = (wake_at IS NOT NULL)),
    CHECK ((state IN ('approved', 'declined')) = (answered_at IS NOT NULL))
);

-- The sweep: what is to be taken up, the longest due first.
CREATE INDEX provider_operations_by_wake ON provider_operations (wake_at) WHERE wake_at IS NOT NULL;

-- What was asked for a charge, and the charge's foreign key.
CREATE INDEX provider_operations_of_charge ON provider_operations (charge_id);

-- Money that came too late, or twice, goes back by an operation. The release before goes on recording it as it knows.
CREATE FUNCTION void_late_approval() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO provider_operations (id, charge_id, account_id, kind, provider, payment, amount, currency, wake_at)
    SELECT id || ':void:' || NEW.provider_reference, id, account_id, 'void', 'simulator', NEW.provider_reference, amount, currency, now()
    FROM charges WHERE id = NEW.charge_id
    ON CONFLICT (id) DO NOTHING;
    RETURN NULL;
END $$;

CREATE TRIGGER late_approvals_are_voided AFTER INSERT ON late_approvals
    FOR EACH ROW EXECUTE FUNCTION void_late_approval();

INSERT INTO provider_operations (id, charge_id, account_id, kind, provider, payment, amount, currency, wake_at)
SELECT charges.id || ':void:' || late.provider_reference, charges.id, account_id, 'void', 'simulator', late.provider_reference, amount, currency, now()
FROM late_approvals AS late (charge_id, provider_reference, approved_at) JOIN charges ON charges.id = late.charge_id
ON CONFLICT (id) DO NOTHING;
