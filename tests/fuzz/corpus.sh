#!/bin/sh
# Lists the files that seed and replay one fuzz target.
#   tests/fuzz/corpus.sh level|record|strategy|keys
set -u
cd "$(dirname "$0")/../.." || exit 3
case $1 in
level) set -- levels tests/levels-bad tests/fuzz/corpus/level ;;
record) set -- tests/golden tests/fuzz/corpus/record ;;
strategy) set -- assets/strategies tests/fuzz/corpus/strategy ;;
*) set -- "tests/fuzz/corpus/$1" ;;
esac
for folder in "$@"; do
    [ -d "$folder" ] || continue
    case $folder in
    levels) find "$folder" -name '*.level' ;;
    assets/strategies) find "$folder" -name "*.lua" ;;
    tests/golden) find "$folder" -name '*.siege' ;;
    *) find "$folder" -type f ;;
    esac
done | LC_ALL=C sort
