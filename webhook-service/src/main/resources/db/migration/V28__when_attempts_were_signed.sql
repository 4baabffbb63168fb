-- When what an attempt sent was signed, so that its merchant can see over what. Null is an attempt of the release before, or one that sent nothing.
SET LOCAL lock_timeout = '3s';

ALTER TABLE attempts ADD COLUMN signed_at timestamptz;
