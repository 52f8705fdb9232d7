#!/bin/sh
# export as drawings: svg, mermaid, dot, cast.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

siege=$scratch/a.siege
count() { printf '%s\n' "$out" | grep -Ec -- "$1"; }

run run --rule oral -n 4 -m 1 --traitors 3 --as 3=opposite --record "$siege"
run export "$siege" --as svg
test_is "svg begins and ends as such" \
    has "$(printf '%s\n' "$out" | tr '\n' ' ')" '^<svg xmlns=.*</svg> $'
test_is "svg has an arrow for each of the nine letters" \
    [ "$(count 'class="letter ')" -eq 9 ]
test_is "svg marks both lies" [ "$(count 'class="letter [a-z]+ lie"')" -eq 2 ]
test_is "svg tells what they decided" has "$out" '>attack</text>$'
run export "$siege" --as mermaid
test_is "mermaid has a participant a general" \
    [ "$(count '^    participant G[0-3] as ')" -eq 4 ]
test_is "mermaid has a message a letter" \
    [ "$(count '^    G[0-3]->>G[0-3]: ')" -eq 9 ]
test_is "mermaid marks lies" [ "$(count 'a lie')" -eq 2 ]
run export "$siege" --as dot
test_is "dot has a node a letter, and the order" [ "$(count ' \[.*label=')" -eq 10 ]
test_is "dot has an edge a letter: a tree" [ "$(count '^    (L[0-9]+|order) -> L')" -eq 9 ]
run export "$siege" --as cast
test_is "cast begins with its head" \
    has "$(printf '%s\n' "$out" | head -n 1)" \
    '^\{"version": 2, "width": 100, "height": 30, "title": ".*\}$'
test_is "cast goes on with output and times" \
    [ "$(count '^\[[0-9.]+, "o", ".*"\]$')" -eq $(($(printf '%s\n' "$out" | wc -l) - 1)) ]
test_is "cast holds no bare control byte" \
    [ "$(printf '%s' "$out" | LC_ALL=C tr -d '\n' | LC_ALL=C tr -dc '\000-\037' | wc -c)" -eq 0 ]

run run --rule oral -n 4 --capture 1 --record "$siege"
run export "$siege" --as svg
test_is "captured letters end at a cross" [ "$(count 'class="captured"')" -eq 9 ]
test_is "and bear no head" [ "$(count 'marker-end')" -eq 0 ]
run export "$siege" --as mermaid
test_is "mermaid crosses them out" [ "$(count '^    G[0-3]-xG[0-3]: ')" -eq 9 ]
run run --rule oral -n 4 --traitors 0 --as 0=silent --record "$siege"
run export "$siege" --as svg
test_is "silence is a ring" [ "$(count '<circle class="silence"')" -eq 3 ]

run run --rule work -n 4 --record "$siege"
run export "$siege" --as dot
test_is "dot draws blocks, each on its parent" \
    [ "$(count '^    B[0-9]+ -> B')" -eq $(($(count ' \[label="') - 1)) ]
for rule in 'relay -n 3' 'signed -n 4' 'acks -n 2' 'vote -n 3' 'coin -n 3' \
    'pbft -n 4'; do
    # shellcheck disable=SC2086 # words
    run run --rule $rule --record "$siege"
    for format in svg mermaid dot cast; do
        run export "$siege" --as $format
        test_is "$rule as $format" [ "$code:$err" = "0:" ]
    done
done
run export "$siege" --as png
test_is "another format is told which there are" has "$err" 'mermaid, dot, svg, cast'
run export "$siege" --as svg -o /dev/full
test_is "a full disk is told" [ "$code" -eq 3 ]
finish
