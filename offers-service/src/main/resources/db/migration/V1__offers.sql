-- Offers with their counts, the people and cards that join them, and what payments have made of it.

-- Texts and dates can be compared within one constraint; a trusted extension, which the database's owner may create.
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- Whom an account may name in its offers beside itself: the operator's catalogue.
CREATE TABLE merchants (
    account_id       text NOT NULL,
    id               text NOT NULL CHECK (id ~ '^[A-Za-z0-9_-]{1,64}$'),
    merchant_account text NOT NULL,
    created_at       timestamptz NOT NULL,
    PRIMARY KEY (account_id, id)
);

CREATE TABLE offers (
    id                 text PRIMARY KEY CHECK (id ~ '^offr_(test_)?[0-9a-z]{19}$'),
    account_id         text NOT NULL,
    livemode           boolean NOT NULL,
    merchant_id        text NOT NULL,
    -- Whose payments count.
    merchant_account   text NOT NULL,
    name               text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    description        text CHECK (length(description) BETWEEN 1 AND 2048),
    point_of_sale      text CHECK (length(point_of_sale) BETWEEN 1 AND 255),
    metadata           text NOT NULL CHECK (metadata IS JSON OBJECT),
    stage              text NOT NULL CHECK (stage IN ('draft', 'published', 'paused')),
    benefit            text NOT NULL CHECK (benefit IN ('discount', 'cashback')),
    reward_percent     numeric(5, 2) CHECK (reward_percent > 0 AND reward_percent <= 100),
    reward_amount      bigint CHECK (reward_amount > 0),
    reward_max         bigint CHECK (reward_max > 0),
    currency           text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    min_spend          bigint CHECK (min_spend > 0),
    max_spend          bigint CHECK (max_spend > 0),
    starts_at          timestamptz NOT NULL,
    ends_at            timestamptz CHECK (ends_at > starts_at),
    -- Bit 0 is Monday (ISO 8601), bit 6 Sunday.
    days               integer NOT NULL CHECK (days BETWEEN 1 AND 127),
    time_zone          text NOT NULL,
    online             boolean NOT NULL,
    in_store           boolean NOT NULL,
    per_card           bigint CHECK (per_card > 0),
    total              bigint CHECK (total > 0),
    budget_limit       bigint CHECK (budget_limit > 0),
    budget_period      text CHECK (budget_period IN ('day', 'week', 'month', 'whole')),
    new_customer_days  integer CHECK (new_customer_days > 0),
    return_period_days integer NOT NULL CHECK (return_period_days >= 0),
    created_at         timestamptz NOT NULL,
    -- How often it was reserved or redeemed at once, and how often that was released. Statements change these, never the mapper.
    reserved           bigint NOT NULL DEFAULT 0,
    released           bigint NOT NULL DEFAULT 0,
    CHECK (livemode <> (id LIKE 'offr\_test\_%')),
    CHECK ((reward_percent IS NULL) <> (reward_amount IS NULL)),
    CHECK (reward_max IS NULL OR reward_percent IS NOT NULL),
    CHECK (min_spend <= max_spend),
    CHECK (online OR in_store),
    CHECK ((budget_limit IS NULL) = (budget_period IS NULL)),
    CHECK (released BETWEEN 0 AND reserved),
    CHECK (reserved - released <= total),
    -- The same programme does not run twice at the same time.
    CONSTRAINT offers_do_not_overlap EXCLUDE USING gist (
        account_id WITH =, merchant_id WITH =, name WITH =, tstzrange(starts_at, ends_at) WITH &&
    ) WHERE (stage <> 'draft')
) WITH (fillfactor = 80);

-- GET /offers: one account's offers by time.
CREATE INDEX offers_by_account ON offers (account_id, created_at, id);

-- What the rewards of one period of an offer's budget cost, after what was taken back.
CREATE TABLE offer_budgets (
    offer_id     text NOT NULL REFERENCES offers (id) ON DELETE CASCADE,
    period_start date NOT NULL,
    budget       bigint CHECK (budget > 0),
    spent        bigint NOT NULL CHECK (spent >= 0),
    PRIMARY KEY (offer_id, period_start),
    CHECK (spent <= budget)
) WITH (fillfactor = 80);

CREATE TABLE persons (
    id         text PRIMARY KEY CHECK (id ~ '^prsn_(test_)?[0-9a-z]{19}$'),
    account_id text NOT NULL,
    livemode   boolean NOT NULL,
    first_name text NOT NULL CHECK (length(first_name) BETWEEN 1 AND 255),
    last_name  text NOT NULL CHECK (length(last_name) BETWEEN 1 AND 255),
    email      text NOT NULL CHECK (length(email) BETWEEN 3 AND 255),
    metadata   text NOT NULL CHECK (metadata IS JSON OBJECT),
    created_at timestamptz NOT NULL,
    CHECK (livemode <> (id LIKE 'prsn\_test\_%'))
);

-- GET /persons: one account's persons by time.
CREATE INDEX persons_by_account ON persons (account_id, created_at, id);

-- Of a card there is what may be shown, and no number.
CREATE TABLE cards (
    id               text PRIMARY KEY CHECK (id ~ '^card_(test_)?[0-9a-z]{19}$'),
    account_id       text NOT NULL,
    livemode         boolean NOT NULL,
    person_id        text NOT NULL REFERENCES persons (id),
    brand            text NOT NULL,
    last_digits      text NOT NULL CHECK (last_digits ~ '^[0-9]{4}$'),
    name             text NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
    expiration_month integer NOT NULL CHECK (expiration_month BETWEEN 1 AND 12),
    expiration_year  integer NOT NULL CHECK (expiration_year BETWEEN 1000 AND 9999),
    -- By what its account recognises it: one card, however often it is registered.
    fingerprint      text NOT NULL,
    created_at       timestamptz NOT NULL,
    CHECK (livemode <> (id LIKE 'card\_test\_%')),
    UNIQUE (account_id, fingerprint)
);

-- GET /persons/{id}/cards
CREATE INDEX cards_by_person ON cards (person_id, created_at, id);

-- By what payments at a merchant recognise a card: the fingerprint is one of the account that takes them.
CREATE TABLE card_fingerprints (
    card_id          text NOT NULL REFERENCES cards (id),
    merchant_account text NOT NULL,
    fingerprint      text NOT NULL,
    PRIMARY KEY (card_id, merchant_account)
);

-- Of each payment by card: whether anybody has registered the card.
CREATE INDEX card_fingerprints_by_merchant ON card_fingerprints (merchant_account, fingerprint);

CREATE TABLE card_offers (
    id          text PRIMARY KEY CHECK (id ~ '^cdof_(test_)?[0-9a-z]{19}$'),
    account_id  text NOT NULL,
    livemode    boolean NOT NULL,
    card_id     text NOT NULL REFERENCES cards (id),
    offer_id    text NOT NULL REFERENCES offers (id),
    linked_at   timestamptz NOT NULL,
    unlinked_at timestamptz CHECK (unlinked_at >= linked_at),
    created_at  timestamptz NOT NULL,
    -- How often the card has redeemed the offer. Statements change it, never the mapper.
    uses        bigint NOT NULL DEFAULT 0 CHECK (uses >= 0),
    UNIQUE (card_id, offer_id)
) WITH (fillfactor = 80);

CREATE INDEX card_offers_by_offer ON card_offers (offer_id);

-- Payments with cards that somebody has registered, as far as they have come.
CREATE TABLE payments (
    charge_id        text PRIMARY KEY,
    merchant_account text NOT NULL,
    fingerprint      text NOT NULL,
    amount           bigint NOT NULL CHECK (amount > 0),
    currency         text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    paid_at          timestamptz NOT NULL,
    channel          text NOT NULL CHECK (channel IN ('online', 'in_store')),
    progress         text NOT NULL CHECK (progress IN ('held', 'taken', 'gone')),
    taken_amount     bigint CHECK (taken_amount > 0),
    taken_at         timestamptz,
    -- The charge's; what is older changes nothing.
    version          bigint NOT NULL CHECK (version > 0),
    CHECK ((progress = 'taken') = (taken_amount IS NOT NULL)),
    CHECK ((progress = 'taken') = (taken_at IS NOT NULL))
) WITH (fillfactor = 80);

-- Whether a card has paid at a merchant before.
CREATE INDEX payments_by_card ON payments (merchant_account, fingerprint, paid_at);

-- What was given back, also of payments that were not heard of yet.
CREATE TABLE refunds (
    id         text PRIMARY KEY,
    charge_id  text NOT NULL,
    amount     bigint NOT NULL CHECK (amount > 0),
    created_at timestamptz NOT NULL
);

CREATE INDEX refunds_by_charge ON refunds (charge_id);

-- What a payment has earned by an offer, or why it has earned nothing.
CREATE TABLE redemptions (
    id             text PRIMARY KEY CHECK (id ~ '^rdmp_(test_)?[0-9a-z]{19}$'),
    account_id     text NOT NULL,
    livemode       boolean NOT NULL,
    offer_id       text NOT NULL REFERENCES offers (id),
    card_id        text NOT NULL REFERENCES cards (id),
    card_offer_id  text NOT NULL REFERENCES card_offers (id),
    charge_id      text NOT NULL,
    state          text NOT NULL
        CHECK (state IN ('rejected', 'reserved', 'pending', 'confirmed', 'clawed_back', 'released')),
    -- Separated by commas; none unless it is rejected.
    reasons        text NOT NULL,
    reward         bigint NOT NULL CHECK (reward >= 0),
    clawed_back    bigint NOT NULL CHECK (clawed_back BETWEEN 0 AND reward),
    currency       text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
    payable_at     timestamptz,
    -- Which budget it was paid from.
    period_start   date NOT NULL,
    version        bigint NOT NULL CHECK (version > 0),
    created_at     timestamptz NOT NULL,
    -- A payment redeems an offer once, however often it is heard of.
    UNIQUE (charge_id, card_offer_id),
    CHECK ((state = 'rejected') = (reasons <> '')),
    CHECK ((state = 'confirmed') = (payable_at IS NOT NULL)),
    CHECK ((state = 'clawed_back') <= (clawed_back = reward)),
    CHECK (livemode <> (id LIKE 'rdmp\_test\_%'))
) WITH (fillfactor = 80);

-- GET /redemptions: one account's redemptions by time.
CREATE INDEX redemptions_by_account ON redemptions (account_id, created_at, id);

-- GET /offers/{id}/report, and the list of one offer's redemptions.
CREATE INDEX redemptions_by_offer ON redemptions (offer_id, created_at, id);

-- Answers to requests that carried an Idempotency-Key, kept for a day.
CREATE TABLE idempotency_keys (
    account_id   text NOT NULL,
    key          text NOT NULL CHECK (length(key) BETWEEN 1 AND 255),
    request_hash text NOT NULL CHECK (request_hash ~ '^[0-9a-f]{64}$'),
    answer       text NOT NULL,
    created_at   timestamptz NOT NULL,
    PRIMARY KEY (account_id, key)
);

CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
