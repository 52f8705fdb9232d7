#!/bin/sh
# Runs each fuzzer for a while, from the corpus on; says what was found.
#   tests/fuzz/run.sh BUILD SECONDS FUZZER...
set -u
build=$1
seconds=$2
shift 2
cd "$(dirname "$0")/../.." || exit 3
bad=0
for fuzzer in "$@"; do
    name=${fuzzer##*/fuzz_}
    new=$build/fuzz/$name
    mkdir -p "$new" "$new-seeds"
    sh tests/fuzz/corpus.sh "$name" | while read -r file; do
        cp "$file" "$new-seeds/$(echo "$file" | tr '/' '_')"
    done
    echo "fuzzing $name for $seconds s"
    "$fuzzer" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 \
        -max_len=65536 -artifact_prefix="$new-crash-" -print_final_stats=1 \
        "$new" "$new-seeds" >"$new.log" 2>&1 || {
        bad=1
        echo "$name: found something; see $new.log and $new-crash-*"
        tail -n 30 "$new.log"
    }
    grep -E 'number_of_executed_units|DONE' "$new.log"
done
exit $bad
