#!/bin/sh
# nginx as docker-compose.yml runs it. nginx resolves the services' names when it reads its configuration; this lets it do so again whenever
# one of them has got another address, as it has when its container was made anew. While a service is down its name is gone: nginx refuses
# to reload then and goes on as it was.
addresses() {
    for service in account-service source-service charge-service webhook-service offers-service; do
        getent ahostsv4 "$service" | sed "s/^/$service /"
    done | sort
}

follow() {
    known=$(addresses)
    while sleep 2; do
        now=$(addresses)
        if [ "$now" != "$known" ]; then
            known=$now
            nginx -s reload
        fi
    done
}

follow &
exec nginx -g 'daemon off;'
