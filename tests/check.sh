#!/bin/sh
# Every test and every gate. Says what failed by name; ends with one line,
# "N passed, N failed".
#   tests/check.sh BUILD JOBS
set -u
build=$1
jobs=$2
cd "$(dirname "$0")/.." || exit 3
unset MAKEFLAGS MAKELEVEL MFLAGS
export JOBS="$jobs"
mkdir -p "$build/log"
results=$build/log/results
: >"$results"
started=$(date +%s)
make() { command make --no-print-directory -j"$jobs" BUILD="$build" "$@"; }

# gate NAME COMMAND...: one thing that passes or fails as a whole.
gate() {
    name=$1
    shift
    from=$(date +%s)
    if "$@" >"$build/log/gate.log" 2>&1; then
        echo "pass gate: $name" >>"$results"
        echo "ok    $name ($(($(date +%s) - from)) s)"
    else
        echo "fail gate: $name" >>"$results"
        echo "FAIL  $name"
        grep -v '^  \(gcc\|clang\|link\)  *' "$build/log/gate.log" |
            tail -n 60 | sed 's/^/      /'
    fi
}
# lane CONFIG [TOOL]: all tests of a configuration; each test counts by name.
lane() {
    from=$(date +%s)
    sh tests/run.sh "$1" "$build" ${2:+"$2"} >"$build/log/lane.log" 2>&1
    code=$?
    if [ $code = 0 ]; then
        echo "ok    $(tail -n 1 "$build/log/lane.log")" \
            "($(($(date +%s) - from)) s)"
    else
        echo "FAIL  tests of $1 ${2:-}"
        sed 's/^/      /' "$build/log/lane.log"
    fi
    # What fails in one configuration is named with it.
    sed "/^fail/s/\$/ [$1${2:+ $2}]/" "$build/log/$1${2:+-$2}/results" \
        >>"$results"
}
formatted() {
    find src tests -name '*.[ch]' -exec clang-format --dry-run -Werror {} +
}
scripts() {
    find .ci/run .ci/deps tests -type f \
        \( -path '.ci/*' -o -name '*.sh' \) -exec shellcheck {} +
}

gate "gcc builds without a warning" make -k EXTRA=-Werror all tests replays
gate "clang builds without a warning" make -k CONFIG=clang all tests replays
gate "ASan and UBSan build" make -k CONFIG=asan all tests replays
lane gcc
lane clang
lane asan
lane gcc valgrind
gate "rooms include only earlier rooms and call only what they may" \
    sh tests/layers.sh "$build/obj-gcc"
gate "every sentence is translated" sh tests/catalogue.sh check
gate "clang-format has nothing to change" formatted
gate "clang-tidy has nothing to say" make -k tidy
gate "shellcheck has nothing to say" scripts

# A test that failed anywhere has failed, and counts once.
sed -n 's/^fail //p' "$results" | sort -u >"$build/log/failed"
sed -n 's/^pass //p' "$results" | sort -u >"$build/log/passed"
sed 's/ \[[a-z]*\( valgrind\)\{0,1\}\]$//' "$build/log/failed" | sort -u \
    >"$build/log/failed-names"
passed=$(comm -23 "$build/log/passed" "$build/log/failed-names" | wc -l)
failed=$(wc -l <"$build/log/failed-names")
if [ "$failed" != 0 ]; then
    echo
    echo "Failed:"
    sed 's/^/      /' "$build/log/failed"
fi
echo
echo "took $(($(date +%s) - started)) s"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
