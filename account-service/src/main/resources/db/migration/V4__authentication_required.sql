-- Whether payers by card have to be authenticated (3-D Secure). Accounts of before go on as they were.
ALTER TABLE accounts ADD COLUMN authentication_required boolean NOT NULL DEFAULT false;
