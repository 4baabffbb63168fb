ALTER TABLE letters ADD COLUMN parcel_id text REFERENCES parcels (id);
