#!/bin/sh
# Records: written, replayed, exported, and what happens to damaged ones.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

siege=$scratch/a.siege
run run --rule oral -n 4 --traitors 1 --as 1=split --record "$siege" --json
ran=$out
run replay "$siege" --json
test_is "a replay tells what the run told, and its steps" [ "$out" = \
    "${ran%?},$(printf '%s' "$out" | grep -o '"steps".*')" ]
test_is "a whole record is complete" has "$out" '"steps":[0-9]+,"complete":true\}$'
run replay "$siege"
test_is "people read a replay" has "$out" '^Agreement \(IC1\): yes'

# A changed byte is found on its line, whichever byte it is.
size=$(wc -c <"$siege")
at=0
missed=
while [ "$at" -lt "$size" ]; do
    {
        head -c "$at" "$siege"
        byte=$(tail -c +"$((at + 1))" "$siege" | head -c 1 | od -An -tu1)
        # shellcheck disable=SC2059 # the octal escape is the point
        printf "\\$(printf '%03o' $(((byte + 1) % 256)))"
        tail -c +"$((at + 2))" "$siege"
    } >"$scratch/changed"
    run replay "$scratch/changed"
    refused 1 || missed="$missed $at"
    at=$((at + 37))
done
test_is "a changed byte is a drift with its line" \
    [ "$((at > 500)):$missed" = "1:" ]
sed 's/^strategos record 3/strategos record 9/' "$siege" >"$scratch/version"
run replay "$scratch/version"
test_is "another version is refused by name" has "$err" '[vV]ersion|record 1'
grep -v '^end' "$siege" >"$scratch/short"
run replay "$scratch/short" --json
test_is "a record that ends early is replayed and says so" \
    has "$out" '"complete":false'
run replay "$scratch/none"
test_is "a record that is not there is told" refused 3
run replay levels/README.md
test_is "what is no record is refused" refused 1

run run --rule oral -n 4 --record "$scratch/no/such/folder/x"
test_is "a record that cannot be written is told" refused 3
run run --rule oral -n 4 --record /dev/full
test_is "a full disk while recording has exit code 3" [ "$code" = 3 ]
test_is "a full disk is told in one line" \
    [ "$(printf '%s\n' "$err" | wc -l)" = 1 ]

run export "$siege" --as letters
test_is "every letter of OM(1) is exported" \
    [ "$(printf '%s\n' "$out" | wc -l)" = 9 ]
test_is "letters are the JSON lines of the contract" [ -z "$(printf '%s\n' "$out" |
    grep -Ev '^\{"from":[0-3],"to":[0-3],"sent":[0-9]+,"arrived":[0-9]+,"order":"(attack|retreat)","seals":\[\]\}$')" ]
letters=$out
run export "$siege" --as letters -o "$scratch/letters"
test_is "-o writes the same to a file" \
    [ "$letters" = "$(cat "$scratch/letters")" ]
run export "$siege" --as letters -o /dev/full
test_is "a full disk while exporting is told" refused 3
run export "$siege" --as png
test_is "other formats are refused with those there are" \
    has "$err" 'letters, blocks, mermaid, dot, svg, cast, text'
run export "$siege"
test_is "the format must be said" refused 2
run export "$siege" --as text
test_is "the chronicle tells day and hour" has "$out" '^Friday 13:00  '

run run --rule oral -n 4 --traitors 1 --as 1=silent --record "$siege" --json
sent=$(printf '%s' "$out" | grep -o '"sent":[0-9]*' | cut -d: -f2)
run export "$siege" --as letters
test_is "silence is no letter" \
    [ "$(printf '%s\n' "$out" | wc -l)" = "$sent" ]
run run --rule oral -n 4 --capture 0.5 --record "$siege" --json
captured=$(printf '%s' "$out" | grep -o '"captured":[0-9]*' | cut -d: -f2)
run export "$siege" --as letters
test_is "a captured letter never arrives" [ "$captured" -gt 0 ]
test_is "captured letters have no arrival" \
    [ "$(printf '%s\n' "$out" | grep -c '"arrived":null')" = "$captured" ]

run run --rule signed -n 3 -m 1 --traitors 0 --as 0=split --record "$siege"
run export "$siege" --as letters
test_is "a sealed letter bears its seals" has "$out" '^\{"from":1,"to":2,.*"seals":\[\{"general":0,"key":"[0-9a-f]{64}","over":"([0-9a-f]{2})+","signature":"[0-9a-f]{128}"\},\{"general":1,"key":"[0-9a-f]{64}","over":"([0-9a-f]{2})+","signature":"[0-9a-f]{128}"\}\]\}$'
finish
