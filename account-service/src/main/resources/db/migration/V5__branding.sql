-- What payers know a merchant by. Accounts of before are without.
-- locks: an installation has few accounts, and checks them within milliseconds
ALTER TABLE accounts
    ADD COLUMN display_name text CHECK (length(display_name) BETWEEN 1 AND 64),
    ADD COLUMN brand_color  text CHECK (brand_color ~ '^#[0-9a-f]{6}$');
