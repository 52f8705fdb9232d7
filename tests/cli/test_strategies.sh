#!/bin/sh
# Strategies in Lua as people use them: --as in run and simulate, the
# tournament, what depends on nothing but the seed, and what is refused.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

lua=assets/strategies
lasting() { printf '%s\n' "$out" | sed 's/"seconds":[^,}]*//'; }
hash() { printf '%s\n' "$out" | sed -n 's/.*"hash":"\([0-9a-f]*\)".*/\1/p'; }
write() { # NAME TEXT: a strategy in the scratch folder
    mkdir -p "$(dirname "$scratch/$1")"
    printf '%s\n' "$2" >"$scratch/$1"
}

# ---- run
run run --rule oral -n 3 --traitors 2 --as traitors=opposite --json
built_in=$(hash)
run run --rule oral -n 3 --traitors 2 --as "traitors=$lua/opposite.lua" --json
test_is "a file plays as the built-in strategy of its kind" \
    [ "$code:$(hash)" = "0:$built_in" ]
test_is "run names the file, its turns and none lost" has "$out" \
    '"strategies":\[\{"file":"assets/strategies/opposite.lua","plays":"traitors","turns":1,"lost":0,"first":null\}\]\}$'
run run --rule oral -n 4 --traitors 2,3 --as 2=$lua/liar.lua --as 3=silent --json
test_is "one traitor plays a file, another a built-in strategy" \
    has "$out" '"plays":"2","turns":4,"lost":0'
run run 7-hill/1-hill --as city=$lua/scout.lua
test_is "the scout captures the messenger" \
    has "$out" 'Letters: 1 sent, 1 captured'
run run 1-chain/3-scout --as city=$lua/scout.lua --json
test_is "the scout saves the city of the chain" has "$out" '"city":"stands"'
run run --rule oral -n 3 --traitors 2 --as traitors=$lua/liar.lua --record "$scratch/r.siege"
run replay "$scratch/r.siege"
test_is "a record of a script replays without it" [ "$code" = 0 ]
run run --rule oral -n 3 --traitors 2 --as traitors=opposite
plain=$out
run run --rule oral -n 3 --traitors 2 --as traitors=$lua/opposite.lua
test_is "in text, too, nothing is added where nothing was lost" \
    [ "$out" = "$plain" ]

# ---- turns lost
write half.lua 'function letter(q)
  print("about", q.target)
  if q.target == 1 then error("I will not") end
  return {say = "retreat"}
end'
run run --rule oral -n 4 --traitors 0 --as "traitors=$scratch/half.lua" --json
test_is "a turn lost is counted, with file and line" has "$out" \
    '"turns":3,"lost":1,"first":"half.lua:3: I will not","says":\["about 1","about 2","about 3"\]'
test_is "the other turns are played" has "$out" \
    '"general":1,"loyal":true,"order":"retreat"\}'
run run --rule oral -n 4 --traitors 0 --as "traitors=$scratch/half.lua"
test_is "people read what it printed" has "$out" 'half.lua says: about 2$'
test_is "people read which turns were lost" has "$out" \
    'half.lua lost 1 of 3 turns to the duty; the first: half.lua:3: I will not.$'
run run --rule oral -n 4 --traitors 0 --json
honest=$(hash)
for bad_turn in tests/fuzz/corpus/strategy/[a-qs-z]*.lua \
    tests/fuzz/corpus/strategy/rep-*.lua; do
    run run --rule oral -n 4 --traitors 0 --as "traitors=$bad_turn" --json
    first=$out
    run run --rule oral -n 4 --traitors 0 --as "traitors=$bad_turn" --json
    if [ "$code:$(hash)" != "0:$honest" ] || [ "$first" != "$out" ] ||
        ! has "$out" '"turns":3,"lost":3'; then
        break
    fi
done
test_is "whatever a strategy tries, it is the duty, twice alike" \
    [ "$bad_turn" = tests/fuzz/corpus/strategy/rep-huge.lua ]
for locale in C C.UTF-8 POSIX; do
    out=$(LC_ALL=$locale "$program" run --rule oral -n 4 --traitors 0 \
        --as "traitors=$scratch/half.lua" --json)
    test_is "the locale $locale changes nothing" has "$out" '"lost":1,'
done

# ---- simulate
write random.lua 'local memory = 0
function answer(q)
  memory = memory + 1
  if memory > 10 then error("turn " .. memory .. math.random(99)) end
  return math.random(#q.options)
end'
# shellcheck disable=SC2089
study="simulate --rule oral -n 5 -m 2 --traitors 0,2 --runs 300 --json"
# shellcheck disable=SC2086,SC2090
run $study --as "traitors=$scratch/random.lua"
whole=$(lasting)
test_is "simulate counts lost turns of all runs" \
    has "$out" '"turns":[0-9]{4,},"lost":[1-9][0-9]*,"first":"random.lua:4: turn 11[0-9]+"'
for jobs in 1 2 3 16; do
    # shellcheck disable=SC2086,SC2090
    run $study --as "traitors=$scratch/random.lua" --jobs $jobs
    test_is "$jobs threads change nothing, fault and all" \
        [ "$(lasting)" = "$whole" ]
done
run simulate --rule coin -n 3 --inputs 001 --as city=delay --runs 200 --json
slow=$(lasting | sed 's/,"strategies.*//; s/}$//')
run simulate --rule coin -n 3 --inputs 001 --as "city=$lua/scheduler.lua" --runs 200 --json
test_is "the scheduler is as slow as the delaying city" \
    [ "$(lasting | sed 's/,"strategies.*//')" = "$slow" ]
run simulate --rule oral -n 4 --traitors 0 --runs 10 --as "traitors=$scratch/half.lua"
test_is "simulate tells people of lost turns" \
    has "$out" 'lost 10 of 30 turns to the duty'

# ---- tournament
mkdir "$scratch/class"
cp $lua/loyal.lua $lua/liar.lua $lua/opposite.lua $lua/scout.lua "$scratch/class"
cp "$scratch/half.lua" "$scratch/random.lua" "$scratch/class"
write class/broken.lua 'function letter(q)
  return (
end'
write class/.hidden.lua 'function letter(q) end'
write class/notes.txt 'no strategy'
mkdir "$scratch/class/folder.lua"
match='tournament '"$scratch/class"' --rule oral -n 6 --traitors 4,5 --runs 50'
# shellcheck disable=SC2086
run $match --json
test_is "a tournament ends well" [ "$code:$err" = "0:" ]
test_is "a tournament is one line of JSON a strategy" \
    [ "$(printf '%s\n' "$out" | wc -l)" = 8 ]
test_is "of those who win always the one with the fewest lies is first" has \
    "$(printf '%s\n' "$out" | head -n 1)" \
    '^\{"rank":1,"tied":false,"strategy":"liar.lua","plays":"traitors","runs":50,"won":\{"count":50,"rate":1,"low":0.92[0-9]+,"high":1,"of":50\}.*"lies":400,'
test_is "who lies in every letter for as many victories comes behind" has \
    "$out" '^\{"rank":[2-9],"tied":false,"strategy":"opposite.lua".*"won":\{"count":50,.*"lies":1600,'
test_is "those who never win share the last rank" \
    [ "$(printf '%s\n' "$out" | grep -c '"rank":[1-9],"tied":true,"strategy":"\(loyal\|scout\).lua".*"won":{"count":0,')" = 2 ]
test_is "who cannot be loaded has no rank, but its line" has "$out" \
    '^\{"rank":null,"tied":false,"strategy":"broken.lua","line":3,"fault":"unexpected symbol near .end.'
test_is "a folder named like a strategy is none" has "$out" \
    '"rank":null,"tied":false,"strategy":"folder.lua".*directory'
test_is "a strategy of the city plays the city" has "$out" \
    '"strategy":"scout.lua","plays":"city"'
whole=$out
# shellcheck disable=SC2086
run $match --json --jobs 4
test_is "threads change nothing in a tournament" [ "$out" = "$whole" ]
# shellcheck disable=SC2086
run $match
test_is "lies and wins stand in one line" has "$out" '^  1  liar +traitors +8\.0 1\.0000 \| +=#\| 0\.92[0-9]+ \.\. 1\.0000$'
test_is "ties are shown as ties" has "$out" '^  [1-9]= loyal +traitors +0\.0 0\.0000 '
test_is "people read who was not played, and why" has "$out" \
    '^Not played: broken.lua: line 3: unexpected symbol'
test_is "and who was never asked" has "$out" '^Never asked: scout.lua plays the city'
test_is "no line of a ranking is wider than a narrow screen" \
    [ -z "$(printf '%s\n' "$out" | grep -v '^[NT]' | grep -E '.{80}')" ]
mkdir "$scratch/one" "$scratch/faulty"
cp "$scratch/half.lua" "$scratch/one"
cp "$scratch/class/broken.lua" "$scratch/faulty"
write one/some.lua 'function letter(q)
  if math.random(20) <= 11 then return {say = "retreat"} end
end'
write one/fewer.lua 'function letter(q)
  if math.random(20) <= 9 then return {say = "retreat"} end
end'
run tournament "$scratch/one" --rule oral -n 4 -m 1 --traitors 2,3 --runs 60
test_is "ranks that more runs may turn are marked" has "$out" '^  [23]~ (some|fewer) '
run tournament "$scratch/faulty" --rule oral -n 4 --runs 5
test_is "a tournament that nobody can play is exit 1" \
    has "$code$err" '^1strategos: no strategy in .* could be loaded$'
test_is "and says why" has "$out" '^Not played: broken.lua: line 3'
timeout --foreground -s INT 1 "$program" tournament $lua --rule oral -n 6 \
    --traitors 4,5 --runs 1000000 --json >"$scratch/out" 2>"$scratch/err"
out=$(cat "$scratch/out") err=$(cat "$scratch/err")
test_is "Ctrl-C ranks only who has played all sieges" \
    has "$out" '^\{"rank":null,.*"fault":"stopped before all sieges were played"\}$'
test_is "and says so" has "$err" \
    '^strategos: stopped after 0 of 6 strategies; only these are ranked$'
# shellcheck disable=SC2086
run $match --json --seed 7
test_is "another seed, another draw" [ "$out" != "$whole" ]
examples=$(find $lua -name '*.lua' | wc -l)
while read -r setup; do
    # shellcheck disable=SC2086
    run tournament $lua $setup --runs 20 --json
    test_is "all worked examples play without a lost turn: $setup" \
        [ "$(printf '%s\n' "$out" | grep -c '"lost":0,"first":null')" = \
        "$examples" ]
done <<'LIST'
--rule oral -n 6 --traitors 4,5
--rule coin -n 6 -t 1 --traitors 5 --inputs 000111
--rule pbft -n 4 --traitors 0
LIST
run tournament $lua --rule oral -n 4 --traitors 0 --runs 20 --json
test_is "validity is of the runs where there is something to obey" \
    [ "$(printf '%s\n' "$out" | grep -c \
        '"validity":{"count":0,"rate":null,"low":0,"high":1,"of":0}')" = \
    "$examples" ]

# ---- refused
base='run --rule oral -n 4 --traitors 2'
while read -r how file says; do
    # shellcheck disable=SC2086
    run $base --as "traitors=$file"
    test_is "refused: $file" refused "$how"
    test_is "refused: $file, and why" has "$err" "$says"
done <<'LIST'
2 nowhere.lua nowhere.lua cannot be opened: No such file
1 tests/fuzz/corpus/strategy/refused-empty.lua the file is empty
1 tests/fuzz/corpus/strategy/refused-compiled.lua compiled Lua
1 tests/fuzz/corpus/strategy/refused-latin.lua refused-latin.lua:1: the text is not UTF-8
1 tests/fuzz/corpus/strategy/refused-syntax.lua refused-syntax.lua:2: .*expected
1 tests/fuzz/corpus/strategy/refused-environment.lua refused-environment.lua:1: there is no _ENV
1 tests/fuzz/corpus/strategy/refused-nothing.lua it answers nothing
1 tests/fuzz/corpus/strategy/refused-loop.lua refused-loop.lua:1: it took too long
1 tests/fuzz/corpus/strategy/refused-nested.lua refused-nested.lua: C stack overflow
1 tests/fuzz/corpus/strategy/refused-big.lua more than 1 MB
2 assets/strategies/scout.lua plays the city: write --as city=
LIST
# shellcheck disable=SC2086
run $base --as "traitors=$scratch/class/folder.lua"
test_is "a folder is no strategy" refused 3
if [ "$(id -u)" != 0 ]; then
    write secret.lua 'function letter(q) end'
    chmod 000 "$scratch/secret.lua"
    # shellcheck disable=SC2086
    run $base --as "traitors=$scratch/secret.lua"
    test_is "an unreadable file is no strategy" refused 3
fi
# shellcheck disable=SC2086
run $base --as city=$lua/liar.lua
test_is "the liar cannot play the city" refused 2
# shellcheck disable=SC2086
run $base --as 1=$lua/liar.lua
test_is "a loyal general plays no file" refused 2
head -c 70000 /dev/zero | tr '\0' ' ' >"$scratch/long.lua"
# shellcheck disable=SC2086
run $base --as "traitors=$scratch/long.lua"
test_is "a file has an end" has "$err" 'more than 64 kB'
run tournament "$scratch/nowhere" --rule oral -n 4 --runs 5
test_is "a tournament wants a folder" refused 2
mkdir "$scratch/none"
run tournament "$scratch/none" --rule oral -n 4 --runs 5
test_is "a tournament wants strategies" has "$err" 'has no strategies'
run tournament $lua --rule oral -n 4
test_is "a tournament wants runs" refused 2
run tournament $lua --runs 5
test_is "a tournament wants a setup" refused 2
run tournament --rule oral -n 4 --runs 5
test_is "a tournament wants its folder" refused 2

finish
