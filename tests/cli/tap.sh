# Helpers of the command line's tests: one line a test, "ok - NAME" or
# "not ok - NAME". Sourced by test_*.sh, which run from the project's root.
# The program is $STRATEGOS_PROGRAM.
# shellcheck shell=sh
program=${STRATEGOS_PROGRAM:-build/strategos}
case $program in /*) ;; *) program=$PWD/$program ;; esac
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
export HOME="$scratch" XDG_STATE_HOME="$scratch/state"
export XDG_CONFIG_HOME="$scratch/config"
bad=0

# run ARGUMENT...: run the program; leaves $out, $err and $code.
run() {
    "$program" "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
    code=$?
    out=$(cat "$scratch/out")
    err=$(cat "$scratch/err")
}

# test_is NAME CONDITION...: the condition is a command.
test_is() {
    name=$1
    shift
    if "$@"; then
        echo "ok - $name"
    else
        echo "not ok - $name"
        echo "#   code $code; stdout: $(printf '%s' "$out" | head -c 300)"
        echo "#   stderr: $(printf '%s' "$err" | head -c 300)"
        bad=1
    fi
}

# has TEXT PATTERN: some line of the text matches.
has() { printf '%s\n' "$1" | grep -Eq -- "$2"; }

# refused CODE: that exit code, one line on stderr, nothing on stdout.
refused() {
    [ "$code" = "$1" ] && [ -z "$out" ] &&
        [ "$(printf '%s\n' "$err" | wc -l)" = 1 ] &&
        has "$err" '^strategos: .'
}

finish() { exit "$bad"; }
