-- One database per service, with an owner who may not see the others. Run once, by the superuser; the passwords are those of
-- docker-compose.yml, so choose others where anyone else can connect.
REVOKE CONNECT ON DATABASE postgres FROM PUBLIC;

CREATE ROLE account LOGIN PASSWORD 'account';
CREATE DATABASE account OWNER account;
REVOKE ALL ON DATABASE account FROM PUBLIC;

CREATE ROLE source LOGIN PASSWORD 'source';
CREATE DATABASE source OWNER source;
REVOKE ALL ON DATABASE source FROM PUBLIC;

CREATE ROLE charge LOGIN PASSWORD 'charge';
CREATE DATABASE charge OWNER charge;
REVOKE ALL ON DATABASE charge FROM PUBLIC;

CREATE ROLE webhook LOGIN PASSWORD 'webhook';
CREATE DATABASE webhook OWNER webhook;
REVOKE ALL ON DATABASE webhook FROM PUBLIC;

CREATE ROLE offers LOGIN PASSWORD 'offers';
CREATE DATABASE offers OWNER offers;
REVOKE ALL ON DATABASE offers FROM PUBLIC;
