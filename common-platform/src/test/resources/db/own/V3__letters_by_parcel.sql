-- As on a table that is in use.
CREATE INDEX CONCURRENTLY letters_by_parcel ON letters (parcel_id);
