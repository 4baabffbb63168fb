# Words of ./satang that are answered at once, without a build and without a JVM. HOME_FOLDER is the project's.

readonly SCRIPTS=$HOME_FOLDER/local-stack/src/main/scripts
readonly HELP=$SCRIPTS/help.txt

# Prints what the commands are; a test compares it with what they say themselves.
print_help() {
    cat "$HELP"
}

print_version() {
    printf 'satang %s\n' "$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$HOME_FOLDER/pom.xml" | head -n 1)"
}

# Prints the commands, one a line.
command_names() {
    sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p' "$HELP"
}

is_command() {
    local name
    while read -r name; do
        [ "$name" != "$1" ] || return 0
    done < <(command_names)
    return 1
}

# Prints the command that is written most like $1; nothing when none is much like it.
likest_command() {
    command_names | awk -v typed="$1" '
        function least(a, b) { return a < b ? a : b }
        # How many letters have to be changed, added, left out or put the other way round.
        function distance(a, b,    i, j, cost, d) {
            for (i = 0; i <= length(a); i++) d[i, 0] = i
            for (j = 0; j <= length(b); j++) d[0, j] = j
            for (i = 1; i <= length(a); i++)
                for (j = 1; j <= length(b); j++) {
                    cost = substr(a, i, 1) == substr(b, j, 1) ? 0 : 1
                    d[i, j] = least(least(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + cost)
                    if (i > 1 && j > 1 && substr(a, i, 1) == substr(b, j - 1, 1) && substr(a, i - 1, 1) == substr(b, j, 1))
                        d[i, j] = least(d[i, j], d[i - 2, j - 2] + 1)
                }
            return d[length(a), length(b)]
        }
        length(typed) > 32 { exit }
        {
            far = index($0, typed) == 1 ? 0 : distance(typed, $0)
            if (!found || far < best) { found = $0; best = far }
        }
        END { if (found && best <= (length(typed) > 4 ? 2 : 1)) print found }'
}

# Says that $1 is no command, and ends.
refuse_word() {
    local likest
    likest=$(likest_command "$1")
    printf "satang: there is no command '%s'%s; ./satang help lists them\n" "$1" "${likest:+; did you mean '$likest'?}" |
        sed "s/?; /? /" >&2
    exit 2
}
