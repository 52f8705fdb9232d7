#!/bin/sh
# Proof of work on the command line: blocks that sha256sum confirms outside the
# program, and what is refused.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

siege=$scratch/w.siege
field() { # LINE KEY: the text of one member
    printf '%s\n' "$1" | sed 's/.*"'"$2"'":"\{0,1\}\([^",}]*\).*/\1/'
}
# Two digits of hex at a time; the printf of dash knows octal only.
unhex() { # standard input
    sed 's/../&\n/g' | while read -r two; do
        # shellcheck disable=SC2059 # the octal escape is the point
        [ -z "$two" ] || printf "\\$(printf '%03o' "0x$two")"
    done
}

run run --rule work -n 5 --traitors 4 --as traitors=withhold --seed 7 \
    --record "$siege" --json
test_is "a siege is mined without a screen" \
    has "$out" '^\{"rule":"work",.*"rejected":0\},"hash":"[0-9a-f]{16}"\}$'
ran=$out
run replay "$siege" --json
test_is "its replay hashes nothing anew and ends the same" \
    has "$out" "^$(printf '%s' "${ran%?}" | sed 's/[][{}.*]/\\&/g')"

run export "$siege" --as blocks
blocks=$out
wrong="" orphans="" known=" " count=0
while read -r line; do
    count=$((count + 1))
    id=$(field "$line" id) parent=$(field "$line" parent)
    header=$(field "$line" header)
    [ "$(printf '%s' "$header" | unhex | sha256sum | cut -c 1-64)" = "$id" ] ||
        wrong="$wrong $id"
    [ "$parent" = null ] ||
        [ "$(printf '%s' "$header" | unhex | cut -c 1-64)" = "$parent" ] ||
        wrong="$wrong $id"
    case $parent in null) ;; *) case $known in *" $parent "*) ;; *)
        orphans="$orphans $id" ;; esac ;; esac
    known="$known$id "
done <<END
$blocks
END
test_is "sha256sum confirms every header, and each names its parent" \
    [ "$((count > 6)):$wrong" = "1:" ]
test_is "every parent stands before its children" [ -z "$orphans" ]
test_is "the start block has height 0 and no miner" has "$blocks" \
    '"parent":null,"miner":null,"order":null,"height":0\}'

# Change the order in the second block: its id is no longer the one that the
# third one names.
second=$(printf '%s\n' "$blocks" | sed -n 2p)
changed=$(field "$second" header | unhex | sed 's/ attack / retreat /; s/$//' |
    sha256sum | cut -c 1-64)
test_is "a changed order is another id" \
    [ "$changed" != "$(field "$second" id)" ]

run run --rule oral -n 3 --record "$scratch/o.siege"
run export "$scratch/o.siege" --as blocks
test_is "letters without work have no blocks" refused 2
run run --rule work -n 5 --confirmations 200
test_is "more confirmations than can come are refused" refused 2
run run --rule work -n 5 --confirmations -1
test_is "less than no confirmation is refused" refused 2
run run --rule work -n 6 --traitors 5 --as traitors=flood --json
test_is "invalid blocks are counted as rejected" \
    has "$out" '"rejected":[1-9][0-9]*'
test_is "and change nobody's mind" has "$out" \
    '"agreement":true,"validity":true,.*"city":"falls"'

run run --rule oral -n 4 --traitors 3 --as traitors=withhold
test_is "a strategy about blocks needs blocks" refused 2
test_is "and says so" has "$err" 'withhold.* --rule work'
run run --rule work -n 5 --confirmations 1 --record "$scratch/z.siege"
test_is "confirmations can be given" has "$(cat "$scratch/z.siege")" \
    '^confirmations 1$'
run run --rule work -n 5 --record "$scratch/z.siege"
test_is "and are three without a word" has "$(cat "$scratch/z.siege")" \
    '^confirmations 3$'

# A claim is what its formula says.
run check levels/10-work/*.level
test_is "the claims of all levels hold" [ "$code$out" = 0 ]
sed 's/^claim = "possible"/claim = "impossible"/; /^par/d; /^solution/d' \
    levels/10-work/5-double.level >"$scratch/claim.level"
line=$(grep -n '^claim' "$scratch/claim.level" | cut -d : -f 1)
run check "$scratch/claim.level"
test_is "a claim against the formula is a fault" [ "$code" = 1 ]
test_is "at its line, with the chance and what would be right" has "$out" \
    "claim.level:$line: the formula says 0\.58.* 0\.5.*claim = \"possible\";"

# Nobody can claim a block that was not mined.
line=$(grep -m 1 ' found ' "$siege")
words=${line% *} answer=${line% *}
answer=${answer##* } words=${words% = *}
nonce=${words##* }
sed "s/^\(${words% *}\) $nonce = $answer /\1 $((nonce + 1)) = $((answer + 1)) /" \
    "$siege" >"$scratch/forged"
run replay "$scratch/forged"
test_is "a forged block is a drift at its step" has "$err" 'no block is found'
finish
