#!/bin/sh
# Playing as lines of text, and languages.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh
unset LANGUAGE LC_MESSAGES LANG
LC_ALL=C.UTF-8
export LC_ALL

# plain INPUT ARGUMENT...
plain() {
    input=$1
    shift
    printf '%b' "$input" |
        "$program" play --plain "$@" >"$scratch/out" 2>"$scratch/err"
    code=$?
    out=$(cat "$scratch/out")
    err=$(cat "$scratch/err")
}
hangul() { printf '%s' "$1" | LC_ALL=C grep -q "$(printf '[\352-\355]')"; }
ascii() { ! printf '%s' "$1" | LC_ALL=C grep -q "$(printf '[\200-\377]')"; }

run play
test_is "without a terminal play says what to do" refused 2
run
test_is "so does the program without a command" refused 2
plain 'q\n'
test_is "q ends with exit code 0" [ "$code:$err" = "0:" ]
test_is "without a level the levels are listed" has "$out" '1-1'
plain ''
test_is "the end of input ends with exit code 0" [ "$code" = 0 ]
plain '?\nq\n' 2-1
test_is "a level is played" [ "$code:$err" = "0:" ]
test_is "no escape sequence is written" \
    [ -z "$(printf '%s' "$out" | tr -cd '\033')" ]

plain '\nq\n' 2-1
siege=$XDG_STATE_HOME/strategos/siege
printf 'strategos record 1\nlevel x\nspoilt\n' >"$siege"
plain 'resume\nq\n'
test_is "a spoilt siege is refused with the line" has "$out" 'up: .*line 3'
test_is "it is said where the siege went" has "$out" 'siege.unreadable-1'
test_is "the spoilt siege is kept beside" [ -s "$siege.unreadable-1" ]
plain 'q\n'
test_is "a siege set aside is offered no more" \
    [ -z "$(printf '%s\n' "$out" | grep resume)" ]
printf 'spoilt\n' >"$siege"
plain 'resume\nq\n' --lang ko
test_is "Korean names the new place, too" has "$out" 'siege.unreadable-2'
rm -f "$siege".*

plain '\n\n\n\nq\n' 2-1 --record "$scratch/play.siege"
run replay "$scratch/play.siege"
test_is "a game's record replays" [ "$code" = 0 ]
plain 'q\n' "$scratch/play.siege"
test_is "a record is taken up" [ "$code" = 0 ]
echo 'strategos record 1' >"$scratch/damaged.siege"
run play --plain "$scratch/damaged.siege"
test_is "a damaged record is refused" refused 1
plain '\n\n\n\nq\n' 2-1 --record /dev/full
test_is "a full disk while recording has exit code 3" [ "$code" = 3 ]

if [ -e "$(dirname "$program")/locale/ko/LC_MESSAGES/strategos.mo" ]; then
    plain 'q\n' 2-1
    test_is "C.UTF-8 is English" [ "$code" = 0 ]
    hangul "$out" && code=9
    test_is "English has no hangul" [ "$code" = 0 ]
    plain '?\nq\n' 2-1 --lang ko
    test_is "--lang ko works with C.UTF-8" hangul "$out"
    test_is "the program's words are Korean, too" \
        [ "$(printf '%s' "$out" | grep -c 'Goal\|traitor')" = 0 ]
    LANGUAGE=ko
    export LANGUAGE
    plain 'q\n' 2-1
    test_is "LANGUAGE=ko works with C.UTF-8" hangul "$out"
    plain 'q\n' 2-1 --lang en
    hangul "$out" && code=9
    test_is "--lang en overrules LANGUAGE" [ "$code" = 0 ]
    unset LANGUAGE
    ln -s "$PWD/levels" "$scratch/levels"
    STRATEGOS_DATA=$scratch
    export STRATEGOS_DATA
    plain 'q\n' 2-1 --lang ko
    test_is "a folder of levels only keeps the program's Korean words" \
        [ "$(printf '%s' "$out" | grep -c 'Goal:')" = 0 ]
    unset STRATEGOS_DATA
    LC_ALL=ko_XX.UTF-8
    plain 'q\n' 2-1
    test_is "a locale that is not installed costs no UTF-8" hangul "$out"
    LC_ALL=C
    plain 'q\n' 2-1
    has "$out" 'Goal' || code=9
    ascii "$out" || code=8
    test_is "LC_ALL=C is ASCII and English" [ "$code" = 0 ]
    plain 'q\n' 2-1 --lang ko
    test_is "--lang ko brings its own UTF-8" hangul "$out"
    LC_ALL=ko_XX.UTF-8
    run levels --json
    test_is "levels speaks the locale's language" hangul "$out"
    run levels --json --lang en
    test_is "levels --lang en is English" has "$out" '"title":"The fourth general"'
fi
finish
