-- Events of a time that are sent to one endpoint again, and how far that has come.
CREATE TABLE replays (
    id          text PRIMARY KEY,
    account_id  text NOT NULL,
    livemode    boolean NOT NULL,
    endpoint_id text NOT NULL,
    -- The account's address when it began, if the endpoint is the account's own.
    own_uri     text,
    from_at     timestamptz NOT NULL,
    to_at       timestamptz NOT NULL,
    key         text,
    undelivered boolean NOT NULL,
    rate        integer NOT NULL CHECK (rate BETWEEN 1 AND 500),
    state       text NOT NULL CHECK (state IN ('running', 'done', 'stopped')),
    -- The last event that was looked at, by time and id.
    looked_at   timestamptz NOT NULL,
    looked_id   text NOT NULL,
    looked      bigint NOT NULL DEFAULT 0,
    queued      bigint NOT NULL DEFAULT 0,
    -- When the next second begins; null once it has ended.
    wake_at     timestamptz,
    created_at  timestamptz NOT NULL,
    ended_at    timestamptz,
    CHECK ((state = 'running') = (wake_at IS NOT NULL)),
    CHECK ((state = 'running') = (ended_at IS NULL))
);

-- One at a time for an endpoint; and which are to be moved on.
CREATE UNIQUE INDEX replays_running ON replays (endpoint_id) WHERE wake_at IS NOT NULL;
CREATE INDEX replays_by_wake ON replays (wake_at) WHERE wake_at IS NOT NULL;
CREATE INDEX replays_of_endpoint ON replays (endpoint_id, created_at, id);

-- What merchants had done about their deliveries, written in the transaction that did it. Nothing is ever changed or taken out.
CREATE TABLE audit (
    seq         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    happened_at timestamptz NOT NULL,
    actor       text NOT NULL CHECK (length(actor) BETWEEN 1 AND 64),
    action      text NOT NULL CHECK (action ~ '^[a-z_]+\.[a-z_]+$'),
    account_id  text NOT NULL,
    request_id  text,
    subject     text NOT NULL
);

CREATE INDEX audit_by_account ON audit (account_id, seq);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit is append-only';
END
$$;

CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
