#!/bin/sh
# Contradictory options, hostile files and streams, against the commands of the
# lab: each gets one line that says what would be right, and costs nothing.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

# refuses PATTERN ARGUMENT...: exit code 2, and one line that matches.
refuses() {
    pattern=$1
    shift
    run "$@"
    test_is "refused: $*" refused 2
    test_is "refused: $*, and why" has "$err" "$pattern"
}

# ---- options that nothing would look at
refuses 'say who they are, as in --traitors' run --rule oral -n 4 -t 1
refuses 'say who they are, as in --traitors' solve --rule signed -n 4 -t 2
refuses 'there are no traitors to play' run --rule oral -n 4 --as traitors=split
refuses 'there are no traitors to play' simulate 1-chain/3-scout --runs 5 \
    --as traitors=split
refuses 'the city is asked nothing' run --rule oral -n 4 --as city=greedy
refuses 'the city is asked nothing' simulate --rule work -n 4 --capture 0.5 \
    --runs 5 --as city=random
refuses 'not "01"' run --rule oral -n 4 --traitors 1 --as 1=split --as 01=silent
refuses 'there is no formula for the goal' solve 8-2 --dimacs "$scratch/f"
refuses 'there is no formula for the goal' solve 1-chain/3-scout --method sat
refuses 'the method sat is for' solve --rule vote -n 3 --dimacs "$scratch/f"
refuses 'the method sat is for' solve --rule coin -n 3 --dimacs "$scratch/f"
test_is "and no formula is written" [ ! -e "$scratch/f" ]

# ---- options that scripts give under every rule
for rule in relay oral signed; do
    run run --rule "$rule" -n 4 -m 1 -t 1 --traitors 1 --as traitors=opposite \
        --as city=fifo --json
    test_is "$rule takes what all rules are given" [ "$code:$err" = 0: ]
done
run run --rule oral -n 4 --traitors '' --as traitors=split
test_is "a list of no traitors is nobody's mistake" [ "$code" = 0 ]
run run --rule oral -n 6 --traitors 1,2 --as 1=silent --as traitors=opposite \
    --json
first=$out
run run --rule oral -n 6 --traitors 1,2 --as traitors=opposite --as 1=silent \
    --json
test_is "a traitor's own strategy goes before that of all" [ "$out" = "$first" ]
run run --rule oral -n 6 --traitors 1,2 --as traitors=opposite --json
test_is "and it counts" [ "$out" != "$first" ]

# ---- time
for rule in vote coin; do
    run solve --rule $rule -n 5 --limit 0.2 --json
    test_is "the positions of $rule obey --limit" has "$out" \
        '"verdict":"unknown".*"states":[1-9][0-9]*,"seconds":0\.'
done
more='{ id = "x1"; name = { en = "X"; }; }, { id = "y1"; name = { en = "Y"; }; },'
sed "s/{ id = \"leo\"/$more &/" levels/8-clock/2-undecided.level \
    >"$scratch/five.level"
run solve "$scratch/five.level" --limit 0.2 --json
test_is "so do those of a level" has "$out" \
    '"verdict":"unknown".*"states":[1-9][0-9]*,"seconds":0\.'
# As in test_solve.sh: timeout sends one interrupt, and no shell ignores it.
timeout --foreground --preserve-status -s INT 0.5 "$program" valency --rule vote -n 5 \
    >"$scratch/out" 2>"$scratch/err" </dev/null
code=$?
out=$(cat "$scratch/out") err=$(cat "$scratch/err")
test_is "valency says where it was stopped" refused 3
test_is "and after how many positions" has "$err" 'stopped at [0-9]+ positions'

# ---- files that must survive, and files that are none
run run --rule oral -n 4 --traitors 2 --as traitors=split \
    --record "$scratch/r.siege"
cp "$scratch/r.siege" "$scratch/kept"
refuses 'is the record itself' export "$scratch/r.siege" --as text \
    -o "$scratch/r.siege"
ln -s r.siege "$scratch/link"
refuses 'is the record itself' export "$scratch/r.siege" --as svg \
    -o "$scratch/link"
test_is "the record is what it was" cmp -s "$scratch/r.siege" "$scratch/kept"
refuses 'have blocks' export "$scratch/r.siege" --as blocks -o "$scratch/kept"
test_is "what cannot be exported replaces nothing" \
    cmp -s "$scratch/r.siege" "$scratch/kept"
refuses 'is the record of a siege, not a level' run "$scratch/r.siege"
refuses 'is the record of a siege, not a level' solve "$scratch/r.siege"
sed "s/\$/$(printf '\r')/" "$scratch/r.siege" >"$scratch/crlf"
run replay "$scratch/crlf"
test_is "lines of a record that end otherwise are named" \
    has "$err" 'ends its lines with LF alone, not with CR LF$'
mkdir "$scratch/class"
mkfifo "$scratch/class/pipe.lua"
cp assets/strategies/liar.lua "$scratch/class"
run tournament "$scratch/class" --rule oral -n 4 --traitors 1 --runs 5 --json
test_is "nobody waits for a pipe among the strategies" has "$out" \
    '"strategy":"pipe.lua","line":0,"fault":".*is a pipe'
run run --rule oral -n 4 --traitors 1 --as "traitors=$scratch/class/pipe.lua"
test_is "a pipe is no strategy" refused 3
mkdir "$scratch/crowd"
i=0
while [ $i -lt 513 ]; do
    : >"$scratch/crowd/$i.lua"
    i=$((i + 1))
done
refuses 'has more than 512 strategies' tournament "$scratch/crowd" \
    --rule oral -n 4 --traitors 1 --runs 1

# ---- what a terminal would obey
csi=$(printf '\302\233') turn=$(printf '\342\200\256')
printf '\357\273\277function letter(q)\n  print("%s2J %s 한")\n  error("%s")\nend\n' \
    "$csi" "$turn" "$csi" >"$scratch/bom.lua"
run run --rule oral -n 4 --traitors 1 --as "traitors=$scratch/bom.lua"
test_is "a byte order mark is skipped, controls are not printed" \
    has "$out" 'bom.lua says: \?\?2J \?\?\? 한$'
test_is "nor those in its errors" has "$out" 'the first: bom.lua:3: \?\.$'
run run "a${csi}b$(printf '\377')"
test_is "nor those in names" has "$err" '"a\?\?b\?"'

finish
