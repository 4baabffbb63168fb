-- The provider's name for the payment that paid the charge: whoever refunds, inquires or compares has to name it, and any other payment
-- that the provider approves is recognised as money taken twice. Empty when no provider took money.
ALTER TABLE charges ADD COLUMN provider_reference text;
