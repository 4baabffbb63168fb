-- Payments of which the provider of test mode and the charges say different things, to the subunit, by source and by card. There are none
-- once nothing is open (docs/operations.md):
--     psql --dbname charge --file deploy/postgres/audit.sql
WITH entries AS (
    SELECT payment, charge_id, kind, amount, currency,
           bool_or(kind = 'void') OVER (PARTITION BY payment) AS voided
    FROM simulator_entries WHERE failure_code IS NULL
), provider AS (
    -- A void gives back what was held or taken at once; what was captured or refunded all the same stays to be seen.
    SELECT payment, currency, max(charge_id) AS charge_id,
           coalesce(sum(amount) FILTER (WHERE kind IN ('authorize', 'sale') AND NOT voided), 0) AS authorized,
           coalesce(sum(amount) FILTER (WHERE kind = 'capture' OR kind = 'sale' AND NOT voided), 0) AS captured,
           coalesce(sum(amount) FILTER (WHERE kind = 'refund'), 0) AS refunded
    FROM entries GROUP BY payment, currency
), charged AS (
    SELECT provider_reference AS payment, currency, id AS charge_id, amount AS authorized,
           CASE status WHEN 'successful' THEN coalesce(captured, amount) ELSE 0 END AS captured, refunded
    FROM charges
    WHERE status IN ('authorized', 'capturing', 'successful') AND provider_reference IS NOT NULL AND NOT livemode
)
SELECT coalesce(provider.charge_id, charged.charge_id) AS charge_id, payment, currency,
       coalesce(provider.authorized, 0) AS authorized_at_provider, coalesce(charged.authorized, 0) AS authorized_on_charge,
       coalesce(provider.captured, 0) AS captured_at_provider, coalesce(charged.captured, 0) AS captured_on_charge,
       coalesce(provider.refunded, 0) AS refunded_at_provider, coalesce(charged.refunded, 0) AS refunded_on_charge
FROM provider FULL JOIN charged USING (payment, currency)
WHERE provider.charge_id <> charged.charge_id
   OR (coalesce(provider.authorized, 0), coalesce(provider.captured, 0), coalesce(provider.refunded, 0))
      <> (coalesce(charged.authorized, 0), coalesce(charged.captured, 0), coalesce(charged.refunded, 0))
ORDER BY charge_id, payment;
