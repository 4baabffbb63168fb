CREATE TABLE letters (id text PRIMARY KEY);
