#!/bin/sh
# Spin beside strategos: the same sieges of OM(m), verdict, seconds and states a
# second of both, in turns, in one run. Says so where Spin is not installed.
#   tests/bench/spin.sh STRATEGOS [CC]
set -eu

strategos=$1
cc=${2:-cc}
limit=20 # seconds, for the model that does not end
models=$(cd "$(dirname "$0")" && pwd)

if ! command -v spin >/dev/null || ! command -v "$cc" >/dev/null; then
    echo 'spin is not installed: not compared'
    exit 0
fi
strategos=$(cd "$(dirname "$strategos")" && pwd)/$(basename "$strategos")
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM
cd "$folder"
wrong=0

line() { # WHAT VALUE UNIT [REMARK]
    printf '%-62s %10s %-10s %-18s %s\n' "$1" "$2" "$3" '' "${4:-}"
}

traitors() { # BITS: their numbers with commas
    list='' g=0 bits=$1
    while [ "$bits" -gt 0 ]; do
        [ $((bits % 2)) -eq 0 ] || list=${list:+$list,}$g
        bits=$((bits / 2)) g=$((g + 1))
    done
    echo "$list"
}

field() { # NAME FILE: of a line of JSON
    sed -n "s/.*\"$1\":\"\\{0,1\\}\\([^,\"}]*\\).*/\\1/p" "$2"
}

rate() { # STATES SECONDS
    awk -v n="$1" -v s="$2" \
        'BEGIN { if (s > 0.05) printf "%.2f million states/s", n / s / 1e6 }'
}

ours() { # N M TRAITORS ORDER
    order=retreat
    [ "$4" = 0 ] || order=attack
    "$strategos" solve --rule oral -n "$1" -m "$2" --order $order \
        --traitors "$(traitors "$3")" --json >ours
    verdict=$(field verdict ours)
    line "strategos, OM($2), n = $1, traitors $(traitors "$3"), $order: $verdict" \
        "$(field seconds ours | awk '{ printf "%.6f", $1 }')" s
}

# MODEL N M TRAITORS ORDER: build it, run it, and compare the verdicts
theirs() {
    spin -a -DN="$2" -DM="$3" -DTRAITORS="$4" -DORDER="$5" \
        "$models/$1.pml" >/dev/null
    "$cc" -O2 -DSAFETY -DVECTORSZ=4096 -DMEMLIM=2048 -w -o pan pan.c
    if ! timeout $limit ./pan -m1000000 >pan.out 2>&1 ||
        grep -q 'Search not completed' pan.out &&
        ! grep -q 'assertion violated' pan.out; then
        line "Spin, $1.pml" "> $limit" s 'not done'
        return
    fi
    states=$(awk '/states, stored/ { print $1; exit }' pan.out)
    seconds=$(awk '/elapsed time/ { print $4 }' pan.out)
    megabytes=$(awk '/total actual memory/ { print int($1) }' pan.out)
    found=nothing
    ! grep -q 'errors: 0$' pan.out || found=safe
    ! grep -q 'assertion violated' pan.out || found=broken
    line "Spin, $1.pml: $found" "$seconds" s \
        "$states states, $megabytes MB  $(rate "$states" "$seconds")"
    if [ "$found" != "$verdict" ]; then
        echo "  MISSED: strategos says $verdict, Spin says $found"
        wrong=1
    fi
}

pair() { # N M TRAITORS ORDER
    ours "$@"
    theirs om "$@"
}

pair 7 2 3 1 # the commander and a lieutenant
pair 7 2 6 1 # two lieutenants
pair 7 2 6 0
pair 6 2 6 1 # broken
pair 6 2 6 0
pair 7 1 6 1
pair 7 1 7 1 # broken
for siege in '3 1 2 1' '4 1 2 1' '4 1 1 1' '4 2 2 1' '7 2 3 1'; do
    # shellcheck disable=SC2086 # four words
    ours $siege
    # shellcheck disable=SC2086
    theirs om_processes $siege
done
exit $wrong
