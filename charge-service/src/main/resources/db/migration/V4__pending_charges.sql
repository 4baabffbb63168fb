-- Which charges wait for their end, by when it comes; the sweeper goes by this. An index on charges that knows the status makes PostgreSQL
-- write every other index of a charge again when it is paid; without one, and with room on its page, the change touches no index at all.
-- Triggers keep it, so that the release before, which does not know this table, may go on writing. That release's sweeper reads all of
-- charges from here on until its last replica is replaced.
-- Whoever holds a lock on charges for long must not make everybody who writes wait behind this.
SET LOCAL lock_timeout = '3s';

CREATE TABLE pending_charges (
    charge_id  text NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (expires_at, charge_id)
) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

CREATE FUNCTION follow_pending_charge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP IN ('UPDATE', 'DELETE') THEN
        DELETE FROM pending_charges WHERE expires_at = OLD.expires_at AND charge_id = OLD.id;
    END IF;
    IF TG_OP IN ('INSERT', 'UPDATE') AND NEW.status = 'pending' AND NEW.quarantined_at IS NULL THEN
        INSERT INTO pending_charges (charge_id, expires_at) VALUES (NEW.id, NEW.expires_at);
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER charges_come_and_go AFTER INSERT OR DELETE ON charges
    FOR EACH ROW EXECUTE FUNCTION follow_pending_charge();

CREATE TRIGGER charges_change AFTER UPDATE ON charges
    FOR EACH ROW WHEN ((OLD.status, OLD.quarantined_at IS NULL, OLD.expires_at)
                       IS DISTINCT FROM (NEW.status, NEW.quarantined_at IS NULL, NEW.expires_at))
    EXECUTE FUNCTION follow_pending_charge();

-- The triggers have locked out whoever writes, so that none is missed.
INSERT INTO pending_charges (charge_id, expires_at)
SELECT id, expires_at FROM charges WHERE status = 'pending' AND quarantined_at IS NULL;

DROP INDEX charges_pending_by_deadline;

-- A batch often ends all charges of a page in one statement, and a page has to hold both versions of each until it is over.
ALTER TABLE charges SET (fillfactor = 50);
