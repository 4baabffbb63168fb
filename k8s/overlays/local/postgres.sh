#!/bin/sh
# PostgreSQL as nobody, on a root that cannot be written to; the image's own start wants to be root for a moment.
set -eu
if [ ! -s "$PGDATA/PG_VERSION" ]; then
    initdb --username=postgres --auth-local=trust --auth-host=scram-sha-256 >/dev/null
    echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
    pg_ctl --wait --options="-c listen_addresses='' -k /tmp" start >/dev/null
    psql --host=/tmp --username=postgres --set=ON_ERROR_STOP=1 --quiet --file=/databases/databases.sql
    pg_ctl --wait stop >/dev/null
fi
# docs/operations.md, "What PostgreSQL should be told"
exec postgres -c listen_addresses='*' -k /tmp -c autovacuum_naptime=10s -c default_statistics_target=10 -c max_connections=400
