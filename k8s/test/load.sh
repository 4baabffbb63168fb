# Pays through the gateway of a platform on a cluster while something is done to it, and counts what went wrong; sourced by what stands
# beside it. Settings, from the environment:
#
# SATANG_RATE=20             payments/s
# SATANG_BASE_URL            the gateway as this machine reaches it (the Service's address)
# SATANG_RECEIVER_HOST       this machine as pods reach it (the node's address)
#
# Ends with 0 and one line where there is no cluster, or no platform on it.
# shellcheck shell=bash
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

readonly NAMESPACE=satang
readonly SERVICES=(account-service source-service charge-service webhook-service offers-service console)
readonly PODS=(gateway "${SERVICES[@]}")
readonly RATE=${SATANG_RATE:-20}
readonly PATIENCE=300s
TEST=$(basename "$0")
readonly TEST
OUT=$(mktemp -d)
readonly OUT
failed=0
# Whatever ends this ends the load, too.
trap 'jobs -p | xargs -r kill 2>/dev/null || true' EXIT

say() { printf '[%s] %s\n' "$TEST" "$*"; }
kube() { kubectl --namespace "$NAMESPACE" "$@"; }
skip() { say "skipped: $*"; exit 0; }

rolled_out() {
    local pod
    for pod in "${@:-${PODS[@]}}"; do kube rollout status "deployment/$pod" --timeout "$PATIENCE" >/dev/null; done
}

# Looks for the platform, and says where it is.
find_platform() { # OVERLAY
    command -v kubectl >/dev/null || skip "no kubectl"
    kubectl get --raw /readyz --request-timeout 5s >/dev/null 2>&1 || skip "no cluster answers"
    kube get deployment charge-service >/dev/null 2>&1 || skip "the platform is not on this cluster (kubectl apply -k $1)"
    BASE_URL=${SATANG_BASE_URL:-http://$(kube get service gateway --output 'jsonpath={.spec.clusterIP}')}
    RECEIVER_HOST=${SATANG_RECEIVER_HOST:-$(kubectl get nodes --output 'jsonpath={.items[0].status.addresses[?(@.type=="InternalIP")].address}')}
    say "$RATE payments/s to $BASE_URL, webhooks to $RECEIVER_HOST"
    rolled_out
}

within() { # SECONDS WHAT COMMAND...
    local end=$((SECONDS + $1)) what=$2
    shift 2
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || { say "$what: not in time"; return 1; }
        sleep 1
    done
}

# A psql in the database of charge-service; overridden where PostgreSQL is not the plain one.
psql_charge() {
    kube exec --stdin statefulset/postgres -- psql --host /tmp --username postgres --dbname charge --tuples-only --no-align --quiet
}

# Once nothing is open, what the provider took and what the charges say are the same; that a source pays once is in the schema.
books_agree() { [ "$(psql_charge <deploy/postgres/audit.sql | grep -c . || true)" = 0 ]; }

# Requests may be refused when REFUSALS is "counted"; nothing may ever be lost.
under_load() { # NAME REFUSALS COMMAND...
    local name=$1 refusals=$2 log=$OUT/$1.log start=$SECONDS lease bench rc=0 done=0
    shift 2
    : >"$log"
    sleep infinity &
    lease=$!
    ./satang bench --base-url "$BASE_URL" --receiver-host "$RECEIVER_HOST" --rate "$RATE" --connections 32 --warm-up 15 --seconds 1800 \
        --while "$lease" --drain 120 --sample 2000 --out "$OUT/$name" >"$log" 2>&1 &
    bench=$!
    until grep -q '^measuring' "$log"; do
        kill -0 "$bench" 2>/dev/null || { kill "$lease"; cat "$log"; say "$name: no load"; return 1; }
        sleep 0.5
    done
    # In a process of its own, which ends at the first step that fails; "$@" || … would have it go on.
    "$@" &
    wait "$!" || done=$?
    # What has come last has to bear load as well.
    sleep 5
    kill "$lease"
    wait "$bench" || rc=$?
    [ "$refusals" = none ] || { lost_nothing "$log" && rc=0; }
    within 60 "books that agree" books_agree || rc=1
    say "$name: $((SECONDS - start)) s, $(what_failed "$log") failed, books $([ "$rc" = 0 ] && echo agree || echo 'or counts DIFFER')"
    sed -nE "/^(whole run|webhooks|asked again|backlog|refused|error)/{s/ {2,}/: /; s/^/[$TEST]   /p}" "$log"
    [ "$rc" = 0 ] && [ "$done" = 0 ] || failed=1
}

lost_nothing() { # LOG
    grep -q '^webhooks .* 0 missing' "$1" && grep -q '^asked again .*, 0 not successful' "$1"
}

what_failed() { # LOG: how many requests or payments
    awk '/^error / {n += $2} END {print n + 0}' "$1"
}

finish() {
    [ "$failed" = 0 ] && say "nothing was lost" || say "something failed; see $OUT"
    exit "$failed"
}
