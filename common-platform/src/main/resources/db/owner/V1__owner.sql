-- Which service these tables belong to. Two services in one database would share an outbox, and each would publish what the other wrote.
CREATE TABLE IF NOT EXISTS schema_owner (
    single  boolean PRIMARY KEY DEFAULT true CHECK (single),
    service text NOT NULL CHECK (service <> '')
);
