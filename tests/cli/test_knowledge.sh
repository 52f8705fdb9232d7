#!/bin/sh
# acks and knowledge from the command line: the contract and what is refused.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

# ladder LAST: the lines that say E^j after j deliveries, up to LAST.
ladder() {
    j=0
    while [ $j -le "$1" ]; do
        echo "{\"delivered\":$j,\"depth\":$j,\"common\":false}"
        j=$((j + 1))
    done
}

for messengers in 1 3; do
    run knowledge --rule acks -n 2 --confirmations 5 --capture 0.2 \
        --messengers $messengers --json
    test_is "six deliveries of $messengers messengers climb six rungs" \
        [ "$code:$out" = "0:$(ladder 6)" ]
    test_is "knowledge has nothing to say beside its JSON" [ -z "$err" ]
done

common='{"delivered":0,"depth":0,"common":false}
{"delivered":1,"depth":null,"common":true}'
run knowledge 7-hill/5-sure --json
test_is "a messenger who cannot fail gives common knowledge" \
    [ "$code:$out" = "0:$common" ]
run knowledge 7-hill/6-ladder --json
test_is "the last level of the chapter climbs seven rungs" \
    [ "$code:$out" = "0:$(ladder 7)" ]
run knowledge --rule acks -n 2 --confirmations 0 --order retreat --json
test_is "the steps are those of an attack, whatever is ordered" \
    [ "$code:$out" = "0:$common" ]
run knowledge 7-hill/6-ladder
test_is "the table has words" has "$out" 'E\^7 holds, E\^8 does not'
run knowledge --rule relay -n 3 --capture 0.1 --json
test_is "a chain tells everyone once" \
    has "$out" '"delivered":2,"depth":1,"common":false'

run knowledge --rule work -n 3
test_is "a rule without watch bells is refused" refused 2
run knowledge --rule acks -n 2 --confirmations 40 --messengers 8 --capture 0.1
test_is "too many runs are a resource that failed" refused 3
test_is "it is said what to do about it" has "$err" 'too many runs.*fewer'
run knowledge 2-three/3-whom --json
test_is "a secret traitor is no common knowledge" refused 2
run knowledge
test_is "knowledge wants a level" refused 2

run run --rule acks -n 2 --confirmations 3 --messengers 2 --json
test_is "run plays two generals" has "$out" '"sent":8,"captured":0'
while IFS= read -r line; do
    # shellcheck disable=SC2086 # the words of the line are the arguments
    run $line
    test_is "refused: $line" refused 2
done <<'WRONG'
run --rule acks -n 3
run --rule acks -n 1
run --rule acks -n 2 --messengers 0
run --rule acks -n 2 --messengers 33
run --rule acks -n 2 --confirmations 65
run --rule acks -n 2 --traitors 1
run --rule acks -n 2 --capture 1.5
WRONG

"$program" play 7-hill/2-how-many --plain --seed 3 --record "$scratch/hill" \
    >"$scratch/played" <<'PLAY'

1

ladder
attack

q
PLAY
out=$(cat "$scratch/played")
test_is "a demand is typed as its number" has "$out" '\* 1  1 confirmation'
test_is "the ladder is told" has "$out" 'You know that the attack is ordered'
run replay "$scratch/hill"
test_is "a siege of two generals can be replayed" [ "$code" = 0 ]
finish
