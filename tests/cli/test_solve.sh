#!/bin/sh
# solve and sweep: the contract, what must not change, and what is refused.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

number='[0-9]+(\.[0-9]+)?(e-?[0-9]+)?'
tail='"means":"[a-z ]+","minimal":(true|false)'
rest="\"method\":\"search\",\"states\":[0-9]+,\"seconds\":$number"

# ---- verdicts
run solve --rule oral -n 3 --traitors 1 --fewest --count --json
test_is "solve is the JSON of the contract" has "$out" "^\{\"verdict\":\"broken\",\"breaks\":\[\"IC1\",\"IC2\"\],\"lies\":1,$rest,\"plans\":\"2\",\"breaking\":\"1\",$tail\}$"
test_is "solve has nothing to say beside its JSON" [ "$code:$err" = "0:" ]
run solve --rule oral -n 3 --traitors 0 --json
test_is "what is safe has no lies, no plans unless counted, and exit 0" \
    has "$code$out" "^0\{\"verdict\":\"safe\",\"breaks\":\[\],\"lies\":null,$rest,$tail\}$"
run solve --rule oral -n 6 --traitors 1,2 --count --json
test_is "four thousand million plans are counted" \
    has "$out" '"plans":"4294967296","breaking":"2165510400"'
run solve --rule oral -n 6 --traitors 1,2 --order retreat --json
test_is "the order matters" has "$out" '"verdict":"safe"'
run solve --rule oral -n 13 --traitors 1,2,3,4 --json
test_is "OM(4) with thirteen generals is safe" has "$out" '"verdict":"safe"'
run solve --rule oral -n 13 -m 4 --traitors 1,2,3,4,5 --record "$scratch/large"
test_is "what no world holds is broken on the bare tree" \
    has "$out" 'bare tree'
test_is "and there is no record of it" [ ! -e "$scratch/large" ]
run solve --rule signed -n 3 -m 0 --traitors 0 --count --json
test_is "SM(0) with three has 16 plans, 6 break it" \
    has "$out" '"breaks":\["IC1"\].*"plans":"16","breaking":"6"'
run solve --rule pbft -n 4 --traitors 0,1 --confirmations 0 --count --fewest --json
test_is "one view of pbft" \
    has "$out" '"lies":4,.*"plans":"36864","breaking":"128"'
run solve --rule vote -n 3 --json
test_is "a vote is decided by all positions" \
    has "$out" '"verdict":"safe".*"means":"all positions"'
run solve --rule oral -n 4 --traitors 0,1 --breaks IC2 --json
test_is "a void validity cannot be broken" has "$out" '"verdict":"safe"'
run solve --rule oral -n 4 --traitors 0,1 --breaks IC1 --json
test_is "agreement can" has "$out" '"breaks":\["IC1"\]'
run solve --rule acks -n 2 --capture 0.5 --json
test_is "luck breaks it without a lie" \
    has "$out" '"verdict":"broken",.*"lies":0,'
run solve --rule acks -n 2 --capture 0.5 --fewest --count
test_is "and no traitor is blamed for it" \
    has "$out" '^Broken: .* can fail without a lie, by captured messengers alone\.$'
test_is "nor are the traitors' plans said to break it or not" \
    has "$out" '^1 plan if nobody is captured, 0 of them break it\.$'
test_is "nobody asks for fewer lies than none" \
    [ "${out#*fewer lies}" = "$out" ]
run solve --rule oral -n 4 --traitors 3 --capture 0.1 --count --json
test_is "and JSON says that the count leaves captures out" \
    has "$out" '"plans":"4","breaking":"0","counted":"nobody captured"'

# ---- methods
for method in search sat auto; do
    run solve --rule oral -n 6 -m 2 --traitors 2,4 --fewest --method $method --json
    test_is "$method finds six lies and that five are too few" \
        has "$code$out" '^0.*"verdict":"broken".*"lies":6,.*"minimal":true'
    run solve --rule signed -n 4 -m 2 --traitors 0,3 --method $method --json
    test_is "$method finds SM(2) safe" has "$out" '"verdict":"safe"'
done
run solve --rule oral -n 4 --traitors 3 --dimacs "$scratch/f.cnf" --json
test_is "a formula is written" grep -q '^p cnf ' "$scratch/f.cnf"
test_is "and asked" has "$out" '"method":"sat"'

# Other solvers say the same of the formula: 10 satisfiable, 20 not.
confirmed() { # WORD: of the verdict
    verdict=20
    [ "$1" = safe ] || verdict=10
    for solver in 'minisat -verb=0' 'picosat -n' 'cadical -q -n'; do
        command -v "${solver%% *}" >/dev/null || continue
        # shellcheck disable=SC2086 # a command and its options
        timeout 60 $solver "$scratch/f.cnf" >/dev/null 2>&1
        [ $? = $verdict ] || return 1
    done
}
while read -r word siege; do
    # shellcheck disable=SC2086 # options
    run solve --rule $siege --dimacs "$scratch/f.cnf" --json
    test_is "$word: $siege" has "$code$out" "^0{\"verdict\":\"$word\""
    test_is "and whatever other solvers are here confirm it" confirmed "$word"
done <<'SIEGES'
broken oral -n 3 --traitors 1
safe oral -n 4 --traitors 3
broken oral -n 6 -m 2 --traitors 1,2
safe oral -n 7 -m 2 --traitors 0,1
broken oral -n 9 -m 3 --traitors 1,2,3
safe oral -n 10 -m 3 --traitors 0,4,5
broken signed -n 4 -m 1 --traitors 0,1
safe signed -n 4 -m 2 --traitors 0,1
broken signed -n 5 -m 2 --traitors 0,2,4
safe signed -n 5 -m 3 --traitors 0,2,4
broken relay -n 6 --traitors 3
safe relay -n 6 --traitors 5
SIEGES

# ---- records
run solve 4-2 --fewest --record "$scratch/six.siege" --json
test_is "a level's plan is found" \
    has "$out" '"lies":6,.*"level":"4-many/2-six","goal":"disobey","claim":"possible","found":"possible"'
run replay "$scratch/six.siege" --json
test_is "and recorded as it goes" \
    has "$code$out" '^0.*"validity":false.*"complete":true'
run play "$scratch/six.siege" --plain
test_is "and the game plays it" [ "$code" = 0 ]
run solve 1-1 --record "$scratch/one.siege" --json
test_is "a goal about the city is found by trying all" \
    has "$out" '"verdict":"broken".*"lies":1,.*"goal":"stands"'
run replay "$scratch/one.siege" --json
test_is "and its siege stands" has "$out" '"city":"stands"'
run solve 4-3 --record "$scratch/none.siege"
test_is "nothing is written where there is nothing" \
    [ "$code" = 0 ] && [ ! -e "$scratch/none.siege" ]
run solve 4-3 --record "$scratch/no/such/folder" --json
run solve 4-2 --record "$scratch/no/such/folder" --json
test_is "a record that cannot be written is told" [ "$code" = 3 ]

run solve 8-1 --fewest --record "$scratch/loop.siege" --json
test_is "of a vote the fewest falls are proven by positions" \
    has "$code$out" '^0.*"lies":1,.*"means":"all positions","minimal":true.*"solution":\{"reached":true,"lies":1\}'
run replay "$scratch/loop.siege"
test_is "and the siege of the solution replays" [ "$code" = 0 ]
run solve 10-5 --record "$scratch/work.siege"
test_is "of proof of work the solution is played" \
    has "$code$out" "^The level's solution reaches it with seed 1 \(blocks kept back: 2\)"
run replay "$scratch/work.siege" --json
test_is "and recorded" has "$code$out" '^0.*"validity":false.*"complete":true'
run solve 10-1
test_is "who only watches is told that nothing is claimed" \
    has "$code$out" '^0Who watches has nothing to reach'

# ---- claims
sed 's/claim = "impossible"/claim = "possible"/; s/par = 0/par = 1/' \
    levels/4-many/3-seven.level >"$scratch/wrong.level"
run solve "$scratch/wrong.level" --json
test_is "a refuted claim is exit 1" has "$code$out$err" '^1'
run solve 4-3
test_is "a claim that holds is exit 0" has "$code$out" '^0'

# ---- limits
run solve --rule pbft -n 4 --traitors 0 --limit 0.2 --json
test_is "time is up: unknown, with what was looked at" \
    has "$code$out" '^0\{"verdict":"unknown","breaks":\[\],"lies":null,"method":"search","states":[1-9]'
run solve --rule pbft -n 4 --traitors 0 --limit 0.2
test_is "people read that it gave up" has "$out" '^Unknown: '
test_is "and which plans were tried" \
    has "$out" '^All plans with at most [0-9]+ lies were tried, and none breaks it\.$'
test_is "and in which order letters arrived" has "$out" '^Letters arrived oldest first; '
run solve --rule coin -n 6 --traitors 1 --inputs 001111
test_is "a siege that may go on for ever is unknown, and says so" \
    has "$code$out" '^0Unknown: such a siege may go on for longer'
run solve --rule coin -n 3 --inputs 110
test_is "so is one whose positions have no end" \
    has "$code$out" '^0Unknown: of all orders of arrivals [0-9]+ positions'
run solve --rule oral -n 10 -m 3 --traitors 1,2,3 --count --json
test_is "two to the 1200 plans are counted" \
    has "$out" '"plans":"17218479456385750618[0-9]+35913511141036261376","breaking":"0"'
run solve --rule oral -n 10 -m 3 --traitors 1,2,3 --count
test_is "and people are told how many these are" \
    has "$out" '^2\^1200 plans, 0 of them break it \(--json gives every digit\)\.$'
run solve --rule coin -n 4 --inputs 0101 --traitors 1 --json
test_is "JSON too says why nothing is known, and of which order of arrivals" \
    has "$out" '"verdict":"unknown".*"stop":"too long","schedule":"oldest first"\}$'
run solve --rule pbft -n 4 --traitors 1 --confirmations 0 --json
test_is "one view is decided for every order of arrivals, by numbers" \
    has "$out" '"verdict":"safe".*"means":"by numbers","minimal":false\}$'
run solve --rule pbft -n 16 --traitors 3,4,5,6,7,8,9 --confirmations 0
test_is "and people read so" \
    has "$out" '^replicas decide by numbers of letters, and all numbers were$'
run solve --rule pbft -n 16 --traitors 0,11,12,13,14,15 --confirmations 0 --fewest --json --record "$scratch/views"
test_is "sixteen generals are broken at once" \
    has "$out" '"verdict":"broken","breaks":\["IC1"\],"lies":36,.*"means":"played","minimal":true\}$'
run replay "$scratch/views" --json
test_is "and that siege replays" has "$out" '"agreement":false'
run solve --rule pbft -n 7 --traitors 0,1,2 --json
test_is "what breaks the first view breaks pbft; it need not be the cheapest" \
    has "$out" '"lies":9,.*"means":"played","minimal":false\}$'
run solve --rule pbft -n 7 --traitors 0,1,2 --fewest --json
test_is "with a change of the view two lies do" \
    has "$out" '"lies":2,.*"means":"played","minimal":true\}$'
run solve --rule pbft -n 7 --traitors 1,2 --limit 0.2 --json
test_is "a first view that holds says nothing about later ones" \
    has "$out" '"verdict":"unknown".*"stop":"stopped","first_view":"safe","schedule":"oldest first"\}$'
run solve --rule pbft -n 7 --traitors 1,2 --limit 0.2
test_is "and people read what is known" \
    has "$out" '^Within the first view no plan breaks it, whatever arrives when\.$'
# The shell lets background jobs ignore SIGINT; timeout does not. Without
# --foreground it may send two, and the second one ends the program at once.
timeout --foreground -s INT 1 "$program" solve --rule pbft -n 4 --traitors 0 --json \
    >"$scratch/out" 2>/dev/null
out=$(cat "$scratch/out")
test_is "Ctrl-C ends it in order: unknown" has "$out" '"verdict":"unknown"'

# ---- refused
run solve --rule oral -n 4 --limit 0
test_is "no time at all is refused" refused 2
run solve --rule oral -n 4 --limit x
test_is "a limit that is no number is refused" refused 2
run solve --rule oral -n 4 --breaks IC3
test_is "only IC1, IC2 or any can be broken" refused 2
run solve --rule oral -n 4 --method guess
test_is "another method is refused" refused 2
run solve --rule oral -n 4 --method search --dimacs "$scratch/x"
test_is "a search has no formula" refused 2
run solve --rule work -n 4 --traitors 1
test_is "proof of work is refused" refused 2
run solve --rule vote -n 3 --method sat
test_is "a vote has no formula" refused 2
run solve
test_is "a siege is wanted" refused 2

# ---- sweep
run sweep --rule oral --generals 3..10 --depth 0..3 --traitors 0..3 --json
test_is "sweep is the JSON of the contract" has "$out" '^\{"n":6,"m":2,"t":2,"verdict":"broken","lies":6,'
test_is "sweep has all cells, once" [ "$(printf '%s\n' "$out" | sort -u | wc -l)" = 128 ]
test_is "sweep finds the bound" has "$out" '^\{"n":10,"m":3,"t":3,"verdict":"safe","lies":null,'
run sweep --rule oral --generals 4 --depth 1 --traitors 0..2 --csv
test_is "sweep has a table with commas" \
    [ "$(printf '%s ' "$out" | tr '\n' ' ')" = "n,m,t,verdict,lies 4,1,0,safe, 4,1,1,safe, 4,1,2,broken,2 " ]
run sweep --rule signed --generals 3..4 --depth 1..2 --traitors 0..2
test_is "sweep draws a map" has "$out" '^  t = 2  \| +\. +1'
test_is "no line of it is wider than a narrow screen" \
    [ -z "$(printf '%s\n' "$out" | grep -E '.{80}')" ]
run sweep --rule oral --generals 2..16 --depth 1 --traitors 0..3 --color never
test_is "nor is the widest" [ -z "$(printf '%s\n' "$out" | grep -E '.{80}')" ]
test_is "without colour it is plain text" \
    [ -z "$(printf '%s' "$out" | tr -d '[:print:]\n')" ]
run sweep --rule oral --generals 3..4 --depth 1 --traitors 1 --color always
test_is "colour comes when it is called" has "$out" "$(printf '\033\[30;43m')"
run sweep --rule oral --generals 6..7 --depth 2 --traitors 2 \
    --svg "$scratch/map.svg" --csv
map=$(cat "$scratch/map.svg")
test_is "the map is an SVG beside the table" \
    has "$map$out" '^7,2,2,safe,$'
test_is "with the fewest lies in a broken cell" has "$map" 'class="lies">6</text>'
test_is "and the bound between it and a safe one" \
    [ "$(printf '%s\n' "$map" | grep -c 'class="bound"')" = 1 ]
test_is "and whole" has "$map" '^</svg>$'
if command -v xmllint >/dev/null; then
    test_is "and well-formed" xmllint --noout "$scratch/map.svg"
fi
run sweep --rule oral --generals 3 --depth 1 --traitors 1 --svg /dev/full --csv
test_is "a map on a full disk is told" \
    has "$code$err" '^3strategos: /dev/full could not be written whole'
run sweep --rule oral --generals 3 --depth 1 --traitors 1 --svg "$scratch/no/map.svg"
test_is "a map that cannot be begun is told before the first siege" refused 3
run sweep --rule oral --generals 3 --depth 1 --traitors 1 --svg ''
test_is "a map without a name is refused" refused 2
run sweep --rule oral --generals 3 --depth 1 --traitors 1 --color purple
test_is "another colour is refused" refused 2
run sweep --rule pbft --generals 4 --depth 0 --traitors 1..2 --json
test_is "one view of pbft is swept" has "$out" '"t":2,"verdict":"broken","lies":4'
run sweep --rule pbft --generals 4..16 --traitors 0..6 --csv
test_is "of up to sixteen generals, and without rounds" \
    [ "$(echo "$out" | tail -n 1)" = 16,0,6,broken,36 ]
test_is "from f + 1 traitors on it is broken, while two are loyal" \
    [ "$(echo "$out" | awk -F, 'NR > 1 && ($4 == "broken") != (3 * $3 >= $1 + 2 && $3 + 2 <= $1)')" = "" ]
run sweep --rule pbft --generals 4 --traitors 2
test_is "the map says that it is about one view" \
    has "$out" 'no change of the view\.$'
run sweep --rule oral --generals 5..3 --depth 0 --traitors 0
test_is "a range that runs backwards is refused" refused 2
run sweep --rule oral --generals 3..99 --depth 0 --traitors 0
test_is "too many generals are refused" refused 2
run sweep --rule oral --generals 3..4 --depth 0
test_is "all ranges are wanted" refused 2
run sweep --rule vote --generals 3..4 --depth 0 --traitors 0
test_is "a rule without traitors is refused" refused 2
run sweep --rule oral --generals 3 --depth 0 --traitors 0 --csv --json
test_is "one format at a time" refused 2
finish
