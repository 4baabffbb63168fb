# ./satang status: what runs, read from what the stack says of itself (.satang/run). No JVM is started for it.

readonly CLOCK_CORRECTION_MAX_MILLIS=2000
readonly ROW='%-18s %-6s %8s %6s %10s %9s\n'

# Prints the folder that the options name, or the usual one.
state_folder() {
    local folder=$HOME_FOLDER/.satang
    while [ $# -gt 0 ]; do
        case $1 in
            --state=*) folder=${1#--state=} ;;
            --state)
                [ $# -gt 1 ] || die "--state takes a folder"
                folder=$2
                shift
                ;;
            *) die "status takes --state FOLDER, and not '$1'" ;;
        esac
        shift
    done
    case $folder in /*) ;; *) folder=$PWD/$folder ;; esac
    printf '%s\n' "$folder"
}

is_alive() {
    kill -0 "$1" 2>/dev/null
}

# Whether the process of pid file $1 is there: its id may have gone to another one since, which has started at another time.
is_running() {
    local pid='' at='' boot stat
    [ -f "$1" ] || return 1
    read -r pid at <"$1" || true
    { [ -n "$at" ] && is_alive "$pid"; } || return 1
    [ -r "/proc/$pid/stat" ] || return 0
    read -r _ boot < <(grep '^btime ' /proc/stat)
    stat=$(<"/proc/$pid/stat")
    # What follows the name, which may have blanks in it: the 20th is the start in hundredths of a second since boot.
    read -r -a stat <<<"${stat##*) }"
    local late=$((boot * 1000 + stat[19] * 10 - at))
    [ "${late#-}" -le "$CLOCK_CORRECTION_MAX_MILLIS" ]
}

# Adds the memory of process $1 to `memory`; when $2 is `own`, without what it shares with others.
add_memory() {
    local resident=0 shared=0
    if [ -r "/proc/$1/statm" ]; then
        read -r _ resident shared _ <"/proc/$1/statm" || true
        [ "${2:-}" != own ] || resident=$((resident - shared))
        memory=$((memory + resident * page_kilobytes))
    else
        memory=$((memory + $(ps -o rss= -p "$1" 2>/dev/null || echo 0)))
    fi
}

# Sets `memory` to the kilobytes of process $1, and of its children when it is PostgreSQL ($2): they share most of what they have.
measure() {
    local child
    memory=0
    add_memory "$1"
    [ "$2" = postgres ] && [ -r "/proc/$1/task/$1/children" ] || return 0
    for child in $(<"/proc/$1/task/$1/children"); do
        add_memory "$child" own
    done
}

print_process() {
    local name=$1 pid=$2 port=$3 management=$4 memory=0 word=down
    if is_alive "$pid"; then
        word=up
        measure "$pid" "$name"
    else
        all_up=no
    fi
    total=$((total + memory))
    # shellcheck disable=SC2059
    printf "$ROW" "$name" "$word" "$pid" "$port" "$management" "$((memory / 1024)) MiB"
}

# Says what is left of a stack in folder $1 whose launcher is gone, and ends.
print_leftovers() {
    local file left=0
    for file in "$1"/run/*.pid; do
        if is_running "$file"; then left=$((left + 1)); fi
    done
    if [ "$left" -gt 0 ]; then
        echo "the stack in $1 has lost its launcher; $left of its processes still run, and ./satang down$2 ends them"
    else
        echo "nothing runs in $1; ./satang up$2 starts the platform"
    fi
    exit 1
}

print_status() {
    local folder file line value name='' pid='' port='' management='' url='' ready=false all_up=yes total=0 option='' page_kilobytes
    folder=$(state_folder "$@") || exit 2
    [ $# -eq 0 ] || option=" --state $folder"
    file=$folder/run/stack.json
    { [ -f "$file" ] && is_running "$folder/run/launcher.pid"; } || print_leftovers "$folder" "$option"
    page_kilobytes=$(($(getconf PAGESIZE) / 1024))
    while IFS= read -r line; do
        line=${line#"${line%%[! ]*}"}
        value=${line#*: }
        value=${value%,}
        value=${value#\"}
        value=${value%\"}
        case $line in
            '"base_url"'*) url=$value ;;
            '"ready"'*true*) ready=true ;;
            '"processes"'*) print_heading "$url" "$ready" ;;
            '"name"'*) name=$value pid='' port='' management='' ;;
            '"pid"'*) pid=$value ;;
            '"port"'*) port=$value ;;
            '"management_port"'*) management=$value ;;
            '}'*) [ -z "$name" ] || print_process "$name" "$pid" "$port" "$management" && name='' ;;
        esac
    done <"$file"
    # shellcheck disable=SC2059
    printf "$ROW" '' '' '' '' '' "$((total / 1024)) MiB"
    [ "$ready" = true ] && [ "$all_up" = yes ]
}

print_heading() {
    printf '%s is %s\n\n' "$1" "$([ "$2" = true ] && echo ready || echo starting)"
    # shellcheck disable=SC2059
    printf "$ROW" '' '' pid port management memory
}
