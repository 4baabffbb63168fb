-- What was given up before is never written again by itself, so that nobody waits for these rows. What is being repeated is noted with its
-- next attempt (V8).
UPDATE deliveries SET account_id = events.account_id
FROM events WHERE events.id = deliveries.event_id AND deliveries.state = 'exhausted' AND deliveries.account_id IS NULL;
