#!/bin/sh
# race and selfish: the contract, what must not depend on threads and shards,
# and what is refused.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

number='-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?'

# value KEY: of the JSON in $out.
value() { printf '%s\n' "$out" | sed -n "s/.*\"$1\":\([^,}]*\).*/\1/p"; }
# The same without what may differ.
lasting() { printf '%s\n' "$out" | sed 's/"seconds":[^,}]*//'; }

run race --power 0.3 --confirmations 5 --runs 100000 --json
test_is "race is the JSON of the contract" has "$out" "^\{\"power\":0.3,\"confirmations\":5,\"convention\":\"catch-up\",\"runs\":100000,\"successes\":[0-9]+,\"rate\":$number,\"low\":$number,\"high\":$number,\"exact\":0\.1976173[0-9]+,\"nakamoto\":0\.1773523[0-9]+,\"blocks\":[0-9]+,\"seconds\":$number\}$"
test_is "race has nothing to say beside its JSON" [ "$code:$err" = "0:" ]
whole=$(lasting)
successes=$(value successes)
blocks=$(value blocks)
for jobs in 1 2 4 256; do
    run race --power 0.3 --confirmations 5 --runs 100000 --jobs $jobs --json
    test_is "$jobs threads change nothing but the seconds" \
        [ "$(lasting)" = "$whole" ]
done
for shards in 1 3 7; do
    runs_sum=0 successes_sum=0 blocks_sum=0 shard=1
    while [ $shard -le $shards ]; do
        run race --power 0.3 --confirmations 5 --runs 100000 --json \
            --shard $shard/$shards --jobs $shard
        runs_sum=$((runs_sum + $(value runs)))
        successes_sum=$((successes_sum + $(value successes)))
        blocks_sum=$((blocks_sum + $(value blocks)))
        shard=$((shard + 1))
    done
    test_is "$shards shards add up to the whole" \
        [ "$runs_sum:$successes_sum:$blocks_sum" = \
        "100000:$successes:$blocks" ]
done
sum=0
for shard in 1 2 3 4 5; do
    run race --power 0.3 --confirmations 2 --runs 3 --shard $shard/5 --json
    sum=$((sum + $(value runs)))
done
test_is "more shards than runs add up, too" [ "$sum" = 3 ]
run race --power 0.3 --confirmations 2 --runs 3 --shard 1/5 --json
test_is "a shard without runs knows nothing" \
    has "$out" '"runs":0,"successes":0,"rate":0,"low":0,"high":1,'

run race --power 0.3 --confirmations 5 --runs 100000 --seed 2 --json
test_is "another seed gives other races" [ "$(lasting)" != "$whole" ]
run race --power 0.3 --confirmations 5 --runs 100000 --seed 1 \
    --convention catch-up --json
test_is "the defaults are seed 1 and catch-up" [ "$(lasting)" = "$whole" ]
run race --power 0.3 --confirmations 5 --runs 100000 --seed 0 --json \
    --convention overtake
test_is "the convention is named and counts" has "$out" \
    '"convention":"overtake".*"exact":0\.1117497[0-9]*,"nakamoto":0\.1773523'
run race --power 0.1 --confirmations 1000 --runs 10 --json
test_is "a chance below every double keeps its digits" \
    has "$out" '"exact":4\.47362543906e-446,"nakamoto":3\.1958526876e-569'
run race --power 0.25 --confirmations 0 --runs 10 --json
test_is "no confirmation at all is a race" \
    has "$out" '"successes":10,.*"exact":1,"nakamoto":1,"blocks":0'
run race --power 0.6 --confirmations 5 --runs 1000 --json
test_is "with the majority the traitor wins for certain" \
    has "$out" '"successes":1000,.*"exact":1,"nakamoto":1,.*"note":".*certain'
run race --power 0 --confirmations 5 --runs 1000 --json
test_is "without power he never does" \
    has "$out" '"successes":0,.*"exact":0,"nakamoto":0,"blocks":5000,'
run race --power 0.3 --confirmations 5 --runs 1000
test_is "people read the convention" has "$out" '^Convention: catch-up\.'
test_is "people see the three formulas, theirs marked" [ "$(printf '%s\n' \
    "$out" | grep -Ec '^(> catch-up +0.1976173|  overtake +0.1117497|  nakamoto +0.1773523) ')" = 3 ]
test_is "no line is wider than a narrow screen" \
    [ -z "$(printf '%s\n' "$out" | grep -E '.{80}')" ]

run selfish --power 0.25 --gamma 0.5 --blocks 100000 --json
test_is "selfish is the JSON of the contract" has "$out" \
    "^\{\"power\":0.25,\"gamma\":0.5,\"blocks\":100000,\"revenue\":$number,\"low\":$number,\"high\":$number,\"exact\":0.25,\"threshold\":0.25,\"selfish\":[0-9]+,\"honest\":[0-9]+,\"orphaned\":[0-9]+,\"seconds\":$number\}$"
whole=$(lasting)
run selfish --power 0.25 --gamma 0.5 --blocks 100000 --seed 1 --json
test_is "the same seed gives the same blocks" [ "$(lasting)" = "$whole" ]
run selfish --power 0.25 --gamma 0.5 --blocks 100000 --seed 2 --json
test_is "another seed gives others" [ "$(lasting)" != "$whole" ]
run selfish --power 0.5 --gamma 0 --blocks 10 --json
test_is "what is not known is null" \
    has "$out" '"low":null,"high":null,"exact":1,'
run selfish --power 0.3333333333333333 --gamma 0 --blocks 1000
test_is "people read from when on withholding pays" \
    has "$out" '^Withholding pays above a power of 0.3333333'

for command in race selfish; do
    run $command --help
    test_is "the help of $command has no setups" \
        [ -z "$(printf '%s\n' "$out" | grep SETUP)" ]
done

race='race --power 0.3 --confirmations 5 --runs 10'
selfish='selfish --power 0.3 --gamma 0 --blocks 10'
while IFS= read -r line; do
    # shellcheck disable=SC2086 # the words of the line are the arguments
    run $line
    test_is "refused: $line" refused 2
done <<WRONG
race
race --power 0.3 --confirmations 5
race --power 0.3 --runs 10
race --confirmations 5 --runs 10
race 5
$race 1-1
$race --power 1
$race --power 1.1
$race --power -0.1
$race --power 0.3x
$race --power nan
$race --power inf
$race --power 0x1p-2
$race --power 1e-400
$race --confirmations -1
$race --confirmations 1.5
$race --confirmations 100001
$race --runs 0
$race --runs 1e6
$race --runs 1000000000001
$race --seed -1
$race --jobs 0
$race --jobs 257
$race --convention nakamoto
$race --convention catchup
$race --shard 0/4
$race --shard 5/4
$race --shard 1/0
$race --shard a/b
$race --shard 3
$race --gamma 0
selfish
selfish --power 0.3 --gamma 0
$selfish --power 1.5
$selfish --gamma -0.1
$selfish --gamma 1.1
$selfish --blocks 0
$selfish --jobs 2
$selfish --runs 10
WRONG
run race --power 0.3 --confirmations 5 --runs 10 --convention catchup
test_is "the nearest convention is named" has "$err" 'catch-up'
run race --power '' --confirmations 5 --runs 10
test_is "an empty power is refused" refused 2
run race --power 1 --confirmations 5 --runs 10
test_is "it is said which powers there are" has "$err" 'from 0 to 0.999999'
finish
