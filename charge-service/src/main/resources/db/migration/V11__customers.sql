-- Merchants' customers, and the cards that the vault keeps for them. A row knows of a card what merchants see, and neither its number nor
-- its security code; who is destroyed leaves no row.
CREATE TABLE customers (
    id           text PRIMARY KEY CHECK (id ~ '^cust_(test_)?[0-9a-z]{19}$'),
    account_id   text NOT NULL,
    livemode     boolean NOT NULL,
    -- Of the customer's events, without a gap.
    version      bigint NOT NULL CHECK (version > 0),
    -- Of the row and its cards: a change names the one that it was decided upon.
    revision     bigint NOT NULL DEFAULT 1 CHECK (revision > 0),
    email        text CHECK (char_length(email) <= 255),
    description  text CHECK (char_length(description) <= 2048),
    metadata     json NOT NULL,
    default_card text,
    created_at   timestamptz NOT NULL,
    CHECK (livemode <> (id LIKE 'cust\_test\_%'))
) WITH (fillfactor = 80);

-- GET /customers: one account's customers by time.
CREATE INDEX customers_by_account ON customers (account_id, created_at, id);

CREATE TABLE customer_cards (
    id           text PRIMARY KEY CHECK (id ~ '^card_(test_)?[0-9a-z]{19}$'),
    -- A token becomes one card, whoever races for it.
    token_id     text NOT NULL UNIQUE,
    customer_id  text NOT NULL REFERENCES customers (id),
    -- Of the card's events, without a gap.
    version      bigint NOT NULL CHECK (version >= 0),
    brand        text NOT NULL,
    -- What the test card does instead of paying.
    failure_step text,
    failure_code text,
    -- The card as merchants see it.
    card         json NOT NULL,
    created_at   timestamptz NOT NULL,
    CHECK ((failure_step IS NULL) = (failure_code IS NULL)),
    -- What a default card refers to.
    UNIQUE (customer_id, id)
) WITH (fillfactor = 80);

-- A customer's cards by time, and the foreign key.
CREATE INDEX customer_cards_by_customer ON customer_cards (customer_id, created_at, id);

-- A customer's default card is one of its own.
ALTER TABLE customers ADD CONSTRAINT customers_default_card_is_own
    FOREIGN KEY (id, default_card) REFERENCES customer_cards (customer_id, id);

-- What the vault is asked about customers' cards, stored before it is asked. A row that says 'keep' goes when the card's row comes, in one
-- transaction; one that nobody finishes becomes 'drop', and goes when the vault has confirmed that it keeps nothing of the token.
CREATE TABLE vault_intents (
    account_id  text NOT NULL,
    token_id    text NOT NULL,
    customer_id text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('keep', 'drop')),
    -- Whether the customer is to be made with the card.
    creates     boolean NOT NULL,
    -- What the token has become, where that is known.
    card_id     text,
    attempts    integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    -- When the sweep takes it up.
    wake_at     timestamptz NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (account_id, token_id),
    CHECK (card_id IS NULL OR kind = 'drop')
) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);

-- The sweep: what is due, the longest due first.
CREATE INDEX vault_intents_by_wake ON vault_intents (wake_at);
