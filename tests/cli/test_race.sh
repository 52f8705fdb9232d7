#!/bin/sh
# race and selfish: the contract, shards that add up, and what is refused.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

member() { # KEY: its number in $out
    printf '%s\n' "$out" | sed -n 's/.*"'"$1"'":\([^,}]*\).*/\1/p'
}
near() { awk -v a="$1" -v b="$2" -v e="$3" 'BEGIN { exit !(a-b<e && b-a<e) }'; }

run race --power 0.3 --confirmations 5 --runs 200000 --json
test_is "race prints one object with the contract's members" has "$out" \
    '^\{"power":0.3,"confirmations":5,"convention":"catch-up","runs":200000,"successes":[0-9]+,"rate":[0-9.]+,"low":[0-9.]+,"high":[0-9.]+,"exact":0.19761732,"nakamoto":0.17735231[0-9]*,"blocks":[0-9]+,"seconds":[0-9.e-]+\}$'
test_is "and nothing else" [ "$code:$err:$(printf '%s\n' "$out" | wc -l)" = "0::1" ]
test_is "the rate is near the exact chance" \
    near "$(member rate)" 0.19761732 0.004
run race --power 0.3 --confirmations 5 --convention overtake --runs 1000 --json
test_is "overtake is another convention" has "$out" \
    '"convention":"overtake",.*"exact":0.111749701'
run race --power 0.6 --confirmations 50 --runs 1000 --json
test_is "with the majority every race succeeds" has "$out" \
    '"successes":1000,.*"exact":1,"nakamoto":1,'

whole() { "$program" race --power 0.3 --confirmations 5 --runs 100003 --seed 9 \
    --json "$@" | sed 's/,"seconds":.*//'; }
test_is "the number of jobs changes nothing" \
    [ "$(whole)" = "$(whole --jobs 2)" ]
test_is "nor does a large one" [ "$(whole)" = "$(whole --jobs 64)" ]
for k in 1 3 7; do
    runs=0 successes=0 blocks=0 i=1
    while [ "$i" -le "$k" ]; do
        out=$(whole --shard "$i/$k" --jobs 2)
        runs=$((runs + $(member runs)))
        successes=$((successes + $(member successes)))
        blocks=$((blocks + $(printf '%s}' "$out" | sed 's/.*"blocks":\([0-9]*\)}/\1/')))
        i=$((i + 1))
    done
    out=$(whole)
    test_is "$k shards add up to the whole" [ "$runs:$successes:$blocks" = \
        "100003:$(member successes):$(printf '%s}' "$out" | sed 's/.*"blocks":\([0-9]*\)}/\1/')" ]
done
run race --power 0.3 --confirmations 5 --runs 2 --shard 3/5 --json
test_is "a shard without runs is no trouble" has "$out" \
    '"runs":0,"successes":0,"rate":0,"low":0,"high":1,'
run race --power 0.3 --confirmations 5 --runs 1000
test_is "people see all three conventions" \
    [ "$(printf '%s\n' "$out" | grep -Ec '^[> ] (catch-up|overtake|nakamoto) ')" = 3 ]

for wrong in "--power 1.2" "--power -0.1" "--power 0.3x" "--power nan" \
    "--power inf" "--power 1" "--confirmations -1" "--confirmations 2.5" \
    "--confirmations 100001" "--runs 0" "--runs -5" "--runs many" "--jobs 0" \
    "--jobs 257" "--shard 0/4" "--shard 5/4" "--shard 1/0" "--shard 2" \
    "--shard a/b" "--shard 1/2/3" "--convention nakamoto" "--seed -1"; do
    # shellcheck disable=SC2086 # two words
    run race --power 0.3 --confirmations 5 --runs 10 $wrong
    test_is "race refuses $wrong" refused 2
done
run race --power 0.3 --runs 10
test_is "race says what it needs" has "$err" 'needs --power, --confirmations'

run selfish --power 0.33333333333 --gamma 0 --blocks 2000000 --json
test_is "selfish prints revenue and the formula's" has "$out" \
    '"revenue":0\.3[0-9]+,.*"exact":0\.333333333'
test_is "they are near each other" near "$(member revenue)" 0.3333333 0.003
run selfish --power 0.25 --gamma 0.5 --blocks 2000000 --json
test_is "a quarter breaks even at gamma one half" has "$out" '"exact":0.25,'
run selfish --power 0.4 --gamma 0 --blocks 100000
test_is "people read whether it pays" has "$out" 'selfishness pays'
for wrong in "--power 1" "--power -1" "--gamma 1.1" "--gamma -0.5" \
    "--blocks 0" "--gamma x"; do
    # shellcheck disable=SC2086 # two words
    run selfish --power 0.3 --gamma 0.5 --blocks 10 $wrong
    test_is "selfish refuses $wrong" refused 2
done
finish
