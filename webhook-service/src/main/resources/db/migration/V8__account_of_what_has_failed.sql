-- Whose a delivery is that has failed, for merchants to find what they have not got. It is noted with the first failure, by whichever
-- release records it: what is delivered at once, which is nearly all, pays nothing.
-- Nobody who writes deliveries may have to wait behind a statement that holds the table for long.
SET LOCAL lock_timeout = '3s';

ALTER TABLE deliveries ADD COLUMN account_id text;

CREATE FUNCTION note_account_of_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.account_id := (SELECT account_id FROM events WHERE id = NEW.event_id);
    RETURN NEW;
END
$$;

CREATE TRIGGER note_account_of_delivery BEFORE UPDATE OF attempts ON deliveries
    FOR EACH ROW WHEN (NEW.attempts > 0 AND NEW.account_id IS NULL) EXECUTE FUNCTION note_account_of_delivery();
