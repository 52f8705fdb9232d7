#!/bin/sh
# valency, and levels without a clock: the contract, and what is refused.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

number='-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?'

run valency --rule vote -n 3 --json
test_is "valency is the JSON of the contract" has "$out" "^\{\"positions\":[0-9]+,\"bivalent\":[0-9]+,\"zero\":[0-9]+,\"one\":[0-9]+,\"none\":0,\"starts\":\{\"000\":\"zero\",\"001\":\"bivalent\",\"010\":\"bivalent\",\"011\":\"one\",\"100\":\"bivalent\",\"101\":\"one\",\"110\":\"one\",\"111\":\"one\"\},\"undecided_cycle\":true,\"faults\":1,\"falls\":1,\"merged\":true,\"lead\":4,\"bounded\":false,\"seconds\":$number,\"rate\":$number\}$"
test_is "valency has nothing to say beside its JSON" [ "$code:$err" = "0:" ]
sum=$(printf '%s\n' "$out" | sed -E 's/.*"positions":([0-9]+),"bivalent":([0-9]+),"zero":([0-9]+),"one":([0-9]+),"none":([0-9]+),.*/\1 - \2 - \3 - \4 - \5/')
# shellcheck disable=SC2003,SC2086 # a sum in words
test_is "every position has one valency" [ "$(expr $sum)" -eq 0 ]
run valency 8-3 --json
test_is "valency takes a level, and tells of all starts" \
    has "$out" '"000":"zero".*"111":"one"'
run valency 8-1
test_is "who waits for all can be stopped, without a cycle" \
    has "$out" 'No position comes back while nobody has decided'
run valency 8-5
test_is "a bound is told" has "$out" 'kept from running more than 4 stages'
run valency 3-3
test_is "another rule has no valency" \
    [ "$code:$out" = "2:" ]
test_is "and is told what has" has "$err" 'the rules "vote" and "coin"$'
run valency --rule vote -n 9
test_is "too many generals are told" has "$err" 'at most 7 generals'

# A level that promises termination is refuted, at the line of its claim.
for level in 2-undecided 1-silent; do
    sed 's/^claim = "possible";/claim = "impossible";/; /^par = /d' \
        levels/8-clock/$level.level >"$scratch/$level.level"
    line=$(grep -n '^claim' "$scratch/$level.level" | cut -d: -f1)
    run check "$scratch/$level.level"
    test_is "$level: nobody can promise that they decide" \
        has "$out" "^$scratch/$level.level:$line: nobody can promise here"
    test_is "$level: the exit code says no" [ "$code" -eq 1 ]
done
sed 's/^claim = "impossible";/claim = "possible";/' \
    levels/8-clock/3-lost.level >"$scratch/lost.level"
run check "$scratch/lost.level"
test_is "a goal that no schedule reaches is told" \
    has "$out" 'none from this start reaches the goal'
run check levels/*/*.level
test_is "the levels of the game hold what they claim" [ "$code:$out" = "0:" ]

# Records of sieges that never end in a decision.
run run --rule vote -n 3 --inputs 001 --as city=delay --record "$scratch/v.siege" --json
test_is "a vote that is delayed for ever ends with its steps, undecided" \
    has "$out" '"agreement":true,"validity":true,"termination":false'
run replay "$scratch/v.siege"
test_is "and its record replays" [ "$code" -eq 0 ]
run export "$scratch/v.siege" --as letters
test_is "all its letters are exported, also those long arrived" \
    [ "$(printf '%s\n' "$out" | wc -l)" -eq 20006 ]
test_is "with what they are" has "$out" \
    '^\{"from":0,"to":1,"sent":0,"arrived":180,"order":"retreat","seals":\[\],"kind":"report","phase":1\}$'

finish
