#!/bin/sh
# Commands, options, exit codes: what scripts of other people rely on.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

run --help
test_is "help names every command" has "$out" '^  export '
run --version
test_is "the version is one line" [ "$out" = "strategos 0.1.0" ]

"$program" --man >"$scratch/man"
"$program" --completion >"$scratch/completion"
missing=
for command in play levels check run race selfish knowledge replay export; do
    run "$command" --help
    [ "$code" = 0 ] || missing="$missing $command"
    for option in $(printf '%s\n' "$out" | grep -Eo -- '--[a-z-]{2,}'); do
        escaped=$(printf '%s' "$option" | sed 's/-/\\\\-/g')
        grep -q -- "$escaped" "$scratch/man" || missing="$missing man:$option"
        grep -q -- "$option" "$scratch/completion" ||
            missing="$missing bash:$option"
    done
done
test_is "help, man page and completion name the same options" \
    [ -z "$missing" ]
test_is "the completion is a script of bash" bash -n "$scratch/completion"

run conquer
test_is "an unknown command is refused" refused 2
test_is "a command unlike all others gets their list" \
    has "$err" 'use one of play, levels'
run relay
test_is "the nearest command is named" has "$err" '"replay"'
run levels --json=yes
test_is "a value for an option without one is refused" refused 2
test_is "it is said that the option takes none" has "$err" 'takes no value'
run --lang ko --plain play 3-4 --seed=2 </dev/null
test_is "options may stand before the command" has "$out" '사령관의 공범'
run -n 3 --rule oral run --traitors 2
test_is "so may options that have a value" has "$out" 'generals 3, traitors 1'
run -- play 3-4
test_is "after -- there are no commands" refused 2
run run nosuch
test_is "a level unlike all others gets the way to the list" \
    has "$err" 'strategos levels'
run run --foo
test_is "an option unlike all others gets no suggestion" \
    has "$err" 'no option "--foo" .see'

# Every wrong option: exit code 2 and one line that says what to do.
while IFS= read -r line; do
    # shellcheck disable=SC2086 # the words of the line are the arguments
    run $line
    test_is "refused: $line" refused 2
done <<'WRONG'
levels --jsn
levels too many
check
run
run --rule orla -n 3
run --rule oral
run -n 4
run --rule oral -n 0
run --rule oral -n 17
run --rule oral -n four
run --rule oral -n 4 -m 65
run --rule oral -n 4 -m
run --rule oral -n 4 -t 5
run --rule oral -n 4 -x
run --rule oral -n 4 --traitors 4
run --rule oral -n 4 --traitors 1,1
run --rule oral -n 4 --traitors 1,
run --rule oral -n 4 --traitors -1
run --rule oral -n 4 --order atack
run --rule oral -n 4 --inputs 01
run --rule oral -n 4 --inputs 0121
run --rule oral -n 4 --capture 1.1
run --rule oral -n 4 --capture nan
run --rule oral -n 4 --capture 1e-7
run --rule oral -n 4 --capture 0x1
run --rule oral -n 4 --messengers 0
run --rule oral -n 4 --seed -1
run --rule oral -n 4 --seed 18446744073709551616
run --rule oral -n 4 --as split
run --rule oral -n 4 --as 1=split
run --rule oral -n 4 --as 4=split
run --rule oral -n 4 --traitors 1 --as 1=splt
run --rule oral -n 4 --as city=silent
run --rule oral -n 16 -m 14
run 1-1 --rule oral
run 1-1 1-2
run no-such-level
replay
export
play --color sometimes
play --lang fr
play no-such-level
play 1-1 2-1
WRONG

run run --rule oral -n 4 --record ''
test_is "an empty name of a record is refused" refused 2
test_is "it is said that a file's name is wanted" \
    has "$err" "--record wants a file's name"
run export --as letters -o '' "$scratch/no.siege"
test_is "an empty name of an output is refused" refused 2
run play --lang ''
test_is "an empty language is refused" refused 2
test_is "the languages are named" has "$err" '--lang wants a value, en.ko'
for command in run play check replay export; do
    run "$command" ''
    test_is "$command refuses an empty name" refused 2
    test_is "$command says that the word is empty" has "$err" 'empty word'
done
run run --rule oral -n 4 --traitors '' --json
test_is "an empty list of traitors is nobody" [ "$code" = 0 ]

run run --rule oral -n 4 --seed 18446744073709551615 --json
test_is "the largest seed is taken" [ "$code" = 0 ]
run run --rule oral -n 4 --seed 0 --json
test_is "seed 0 is taken" [ "$code" = 0 ]

run run --rule oral -n 4 --json
test_is "a run is the JSON of the contract" has "$out" '^\{"rule":"oral","agreement":true,"validity":true,"termination":true,"city":"falls","decisions":\[\{"general":0,"loyal":true,"order":"attack"\},\{"general":1,"loyal":true,"order":"attack"\},\{"general":2,"loyal":true,"order":"attack"\},\{"general":3,"loyal":true,"order":"attack"\}\],"letters":\{"sent":9,"captured":0,"rejected":0\},"hash":"[0-9a-f]{16}"\}$'
run run --rule oral -n 3 --traitors 0 --json
test_is "with a traitor commander validity is null" \
    has "$out" '"validity":null,.*\{"general":0,"loyal":false,"order":null\}'
run run --rule oral -n 3 --traitors 2 --as 2=opposite --json
test_is "one lying lieutenant among three breaks validity" \
    has "$out" '"validity":false.*"general":1,"loyal":true,"order":"retreat"'
run run --rule oral -n 7 --traitors 5,6 --json
test_is "without -m the depth is the number of traitors" has "$out" '"sent":156'
run run --rule oral -n 4 --order retreat --json
test_is "a retreat can be ordered" has "$out" '"city":"stands"'
run run --rule oral -n 6 --capture 1 --json
test_is "every messenger is captured with probability 1" \
    has "$out" '"sent":25,"captured":25'
run run 1-chain/1-fourth --json
test_is "a level runs by its id" has "$out" '^\{"rule":"relay"'
run run 1-1 --json
test_is "a level runs by its number" has "$out" '^\{"rule":"relay"'
run run levels/1-chain/1-fourth.level --json
test_is "a level runs by its path" has "$out" '^\{"rule":"relay"'

run run --rule oral -n 5 --traitors 1,2 --as traitors=random --seed 7 --json
first=$out
run run --rule oral -n 5 --traitors 1,2 --as traitors=random --seed 7 --json
test_is "the same seed gives the same siege" [ "$out" = "$first" ]
run run --rule oral -n 5 --traitors 1,2 --as traitors=random --seed 8 --json
test_is "another seed gives another one" [ "$out" != "$first" ]

run levels --json
test_is "levels lists every level" \
    [ "$(printf '%s\n' "$out" | wc -l)" = \
    "$(find levels -mindepth 2 -name '*.level' | wc -l)" ]
test_is "levels is the JSON of the contract" [ -z "$(printf '%s\n' "$out" |
    grep -Ev '^\{"id":"[^"]+","title":".+","rule":"(relay|acks|oral|signed|vote|coin|pbft|work)","role":"(traitor|loyal|city|watch)","goal":".+","par":[0-9]+,"claim":"(possible|impossible)"\}$')" ]

# shellcheck disable=SC2046 # level files have no blanks in their names
run check $(find levels -name '*.level')
test_is "the game's levels have no fault" [ "$code:$out:$err" = "0::" ]
run check levels/1-chain/1-fourth.level tests/levels-bad/quorum.level
test_is "a fault is file, line and what is wrong, and exit code 1" \
    [ "$code" = 1 ]
test_is "the fault is named" has "$out" '^tests/levels-bad/quorum.level:[0-9]+: '
differ=
for level in tests/levels-bad/*.level; do
    run check "$level"
    [ "$code" = 1 ] || differ="$differ $level"
    sed 's|^tests/levels-bad/||' "$scratch/out" |
        cmp -s - "${level%.level}.faults" || differ="$differ $level"
done
test_is "check prints every expected fault of the bad levels" [ -z "$differ" ]
run check no/such/file
test_is "a file that is not there is a fault" [ "$code" = 1 ]
run run tests/levels-bad/many-faults.level
test_is "a faulty level is not run" refused 1

STRATEGOS_DATA=$scratch/nothing
export STRATEGOS_DATA
run levels
test_is "missing data are told" refused 3
unset STRATEGOS_DATA

"$program" levels >/dev/full 2>"$scratch/err"
code=$?
err=$(cat "$scratch/err")
out=
test_is "a full disk under stdout is told" refused 3
"$program" check tests/levels-bad/quorum.level >/dev/full 2>"$scratch/err"
code=$?
err=$(cat "$scratch/err")
test_is "faults that could not be written are no answer" refused 3
"$program" levels >&- 2>"$scratch/err"
code=$?
err=$(cat "$scratch/err")
test_is "a closed stdout is told" refused 3
finish
