-- What is made here would stand here in clear until somebody encrypts it. Operators ask the service for it, which does at once.
CREATE OR REPLACE FUNCTION rotate_webhook_secret(account text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'secrets are not made in the database any more: POST /internal/webhooks/secrets/%/roll', account;
END
$$;
