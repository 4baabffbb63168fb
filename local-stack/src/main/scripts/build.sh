# Builds what is not built, and says how far it is.

# Prints the seconds since $1, as 0:23.
elapsed() {
    local seconds=$((SECONDS - $1))
    printf '%d:%02d' $((seconds / 60)) $((seconds % 60))
}

# Prints the module that log $1 of Maven has come to, as `7/11 charge-service`; nothing when it is at none yet.
module_under_way() {
    sed -n 's/^\[INFO\] Building .* :: \([a-z-]*\) .*\[\([0-9]*\/[0-9]*\)\].*/\2 \1/p' "$1" | tail -n 1
}

# Prints how many files log $1 of Maven says it has fetched, as `, 132 downloads`; nothing when it has all.
downloads() {
    local count
    count=$(grep -c '^\[INFO\] Downloaded from' "$1" || true)
    [ "$count" -eq 0 ] || printf ', %d downloads' "$count"
}

# Says what process $1, a build that writes log $2, is at until it ends: in one line on a terminal, else in a line for each module.
follow_build() {
    local begin=$SECONDS module last=''
    while kill -0 "$1" 2>/dev/null; do
        module=$(module_under_way "$2")
        if [ -t 1 ]; then
            printf '\r\033[Kbuilding %s %s%s' "$module" "$(elapsed "$begin")" "$(downloads "$2")"
        elif [ "$module" != "$last" ]; then
            printf 'building %s %s%s\n' "$module" "$(elapsed "$begin")" "$(downloads "$2")"
        fi
        last=$module
        sleep 0.2
    done
    [ ! -t 1 ] || printf '\r\033[K'
}

# Runs Maven with what is given; what it says goes to target/build.log, of which the errors are shown.
maven_build() {
    local log=$HOME_FOLDER/target/build.log begin=$SECONDS maven
    mkdir -p "$HOME_FOLDER/target"
    : >"$log"
    # In a process group of its own, so that what ends this shell ends all of it.
    set -m
    maven -B "$@" >"$log" 2>&1 &
    maven=$!
    set +m
    # shellcheck disable=SC2064
    trap "kill -- -$maven 2>/dev/null || true" EXIT
    follow_build "$maven" "$log"
    trap - EXIT
    if wait "$maven"; then
        printf 'built in %s\n' "$(elapsed "$begin")"
        return 0
    fi
    grep '^\[ERROR\]\|^satang: ' "$log" | head -n 20 >&2 || true
    die "the build has failed; all that it said is in $log"
}
