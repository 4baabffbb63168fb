-- Whether a card is about to pay at a merchant: the discounts that are set aside for it.
SET LOCAL lock_timeout = '3s';

CREATE INDEX redemptions_reserved_by_card ON redemptions (card_id) WHERE state = 'reserved';
