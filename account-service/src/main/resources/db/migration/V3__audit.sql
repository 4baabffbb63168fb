-- What operators did to accounts, written in the transaction that did it. Nothing is ever changed or taken out.

CREATE TABLE audit (
    seq         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    happened_at timestamptz NOT NULL,
    actor       text NOT NULL CHECK (length(actor) BETWEEN 1 AND 64),
    action      text NOT NULL CHECK (action ~ '^[a-z_]+\.[a-z_]+$'),
    account_id  text,
    request_id  text,
    details     jsonb NOT NULL CHECK (jsonb_typeof(details) = 'object')
);

CREATE INDEX audit_by_account ON audit (account_id, seq);

CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'audit is append-only';
END
$$;

CREATE TRIGGER audit_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
