#!/bin/bash
# nginx as docker-compose.yml runs it. nginx resolves names once, when it reads its configuration; this writes the addresses of the replicas
# that are ready into it, and lets nginx read it again whenever they are others. A replica that is about to stop says so by its readiness
# while it still answers, and one that has just started is asked only once it can answer.
set -u
services=(account-service source-service charge-service webhook-service offers-service console)
template=${SATANG_NGINX_TEMPLATE:-/etc/nginx/nginx.conf}
configuration=${SATANG_NGINX_CONFIGURATION:-/tmp/nginx.conf}
# Several times less than replicas go on answering for after they have said that they stop (QUARKUS_SHUTDOWN_DELAY).
every=1

# Prints "SERVICE ADDRESS" for each replica that Docker knows.
addresses() {
    local service='' address kind name
    getent ahostsv4 "${services[@]}" | while read -r address kind name; do
        # Each address comes once for each kind of socket, and the name with the first address only.
        [ "$kind" = STREAM ] || continue
        service=${name:-$service}
        echo "$service $address"
    done | sort -u
}

# Asks the replicas in $1 and prints those of them that may be sent requests: whoever says that it is ready, and whoever is too busy to say
# so within a second and was among those in $2, the last ones.
ready() {
    local service address code failure questions=()
    while read -r service address; do
        questions+=(--output /dev/null "http://$address:9000/q/health/ready?$service")
    done <<<"$1"
    curl --silent --parallel --max-time 1 --write-out '%{http_code} %{exitcode} %{url}\n' "${questions[@]}" 2>/dev/null |
        sed 's|http://\(.*\):9000/.*?\(.*\)|\2 \1|' | while read -r code failure service address; do
        if [ "$code" = 200 ] || { [ "$failure" = 28 ] && grep -qxF "$service $address" <<<"$2"; }; then
            echo "$service $address"
        fi
    done | sort
}

# Prints where requests may go after they went to $1. A service of which no replica is ready keeps those that it has, or else has all: it is
# its own to say what is wrong with it.
replicas() {
    local known answering service some
    known=$(addresses)
    [ -n "$known" ] || return 0
    answering=$(ready "$known" "$1")
    for service in "${services[@]}"; do
        some=$(grep "^$service " <<<"$answering") ||
            some=$(grep -xF "$known" <<<"$1" | grep "^$service ") ||
            some=$(grep "^$service " <<<"$known") || continue
        echo "$some"
    done
}

# Writes the configuration for the replicas in $1. A service without any refuses connections, and the others go on. An old process of nginx
# ends its clients' connections after the answer that it is at, whatever that has said; so connections end with every answer, and it says so.
write() {
    local script='s/keepalive_timeout 60s;/keepalive_timeout 0;/;' service name address servers
    for service in "${services[@]}"; do
        servers=''
        while read -r name address; do
            [ "$name" != "$service" ] || servers+="server $address:8080; "
        done <<<"$1"
        script+="s/server $service:8080;/${servers:-server 127.0.0.1:1;}/;"
    done
    sed "$script" "$template" >"$configuration.new" && mv "$configuration.new" "$configuration"
}

follow() {
    local known=$1 now
    while sleep "$every"; do
        now=$(replicas "$known")
        if [ "$now" != "$known" ]; then
            known=$now
            write "$now"
            nginx -c "$configuration" -s reload
        fi
    done
}

first=$(replicas '')
write "$first"
follow "$first" &
exec nginx -c "$configuration" -g 'daemon off;'
