-- Which transaction wrote an event. Transactions end in another order than they begin, but below the oldest that still runs nothing is ever
-- added: that is the order in which merchants read on without missing any. Rows of the release before have 0; from now on it fills the
-- column too, as it names none of that name. Until when there can be such rows is kept as a function, which a plan can compare with.
-- Nobody who writes events may have to wait behind a statement that holds the table for long; both of these change no row.
SET LOCAL lock_timeout = '3s';

ALTER TABLE events ADD COLUMN arrival xid8 NOT NULL DEFAULT '0';
ALTER TABLE events ALTER COLUMN arrival SET DEFAULT pg_current_xact_id();

-- An event may bear a later time than the clock here shows, by as much as clocks differ.
DO $$
BEGIN
    EXECUTE format(
        'CREATE FUNCTION events_without_arrival_until() RETURNS timestamptz LANGUAGE sql STABLE AS %L',
        format('SELECT timestamptz %L', to_char((now() + interval '1 hour') AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS"+00"')));
END
$$;
