SELECT nextval('payment_seq') AS n \gset

WITH payment AS (
    INSERT INTO source (id, account_id, amount, currency, object, created_at)
    VALUES ('src_test_' || :n, 'account_test_floor', 400000, 'THB', repeat('s', 1000), now())
)
INSERT INTO outbox (id, type, aggregateid, version, payload, occurred_at)
VALUES ('source-' || :n, 'source.created', 'src_test_' || :n, 1, repeat('s', 1000), now());

WITH payment AS (
    INSERT INTO charge (id, account_id, source_id, status, version, amount, currency, object, created_at)
    VALUES ('chrg_test_' || :n, 'account_test_floor', 'src_test_' || :n, 'pending', 1, 400000, 'THB', repeat('c', 3000), now())
)
INSERT INTO outbox (id, type, aggregateid, version, payload, occurred_at)
VALUES ('charge-' || :n, 'charge.created', 'chrg_test_' || :n, 1, repeat('c', 3000), now());

WITH payment AS (
    UPDATE charge SET status = 'successful', version = 2, object = repeat('p', 3000)
    WHERE id = 'chrg_test_' || :n AND version = 1
)
INSERT INTO outbox (id, type, aggregateid, version, payload, occurred_at)
VALUES ('paid-' || :n, 'charge.complete', 'chrg_test_' || :n, 2, repeat('p', 3000), now());
