-- By what a merchant tells its keys apart, and whether one is still used. Keys of before are without until they are used or rolled.
-- locks: an installation has few keys, and checks them within milliseconds
ALTER TABLE api_keys
    ADD COLUMN last_four    text CHECK (last_four ~ '^[0-9A-Za-z_]{4}$'),
    ADD COLUMN last_used_at timestamptz;
