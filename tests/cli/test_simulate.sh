#!/bin/sh
# simulate: the contract, what must not depend on threads and shards, setups
# without a clock, and what is refused.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

number='-?[0-9]+(\.[0-9]+)?(e-?[0-9]+)?'
figure="\{\"count\":[0-9]+,\"rate\":$number,\"low\":$number,\"high\":$number"
void='\{"count":0,"rate":null,"low":0,"high":1,"of":0\}'

# value KEY: the count of this figure in $out.
value() { printf '%s\n' "$out" | sed -n "s/.*\"$1\":{\"count\":\([0-9]*\).*/\1/p"; }
# The same without what may differ.
lasting() { printf '%s\n' "$out" | sed 's/"seconds":[^,}]*//'; }
plain_runs() { printf '%s\n' "$out" | sed -n 's/^{"runs":\([0-9]*\),.*/\1/p'; }

oral='simulate --rule oral -n 4 --traitors 0,2 --as traitors=random'
# shellcheck disable=SC2086 # words on purpose
run $oral --runs 2000 --json
test_is "simulate is the JSON of the contract" has "$out" "^\{\"runs\":2000,\"agreement\":$figure\},\"validity\":$void,\"termination\":$figure\},\"falls\":$figure\},\"rule\":\"oral\",\"seed\":1,\"seconds\":$number\}$"
test_is "simulate has nothing to say beside its JSON" [ "$code:$err" = "0:" ]
whole=$(lasting)
agreement=$(value agreement)
falls=$(value falls)
test_is "random traitors sometimes succeed" \
    [ "$agreement" -gt 0 ] && [ "$agreement" -lt 2000 ]
for jobs in 1 2 4 256; do
    # shellcheck disable=SC2086
    run $oral --runs 2000 --jobs $jobs --json
    test_is "$jobs threads change nothing but the seconds" \
        [ "$(lasting)" = "$whole" ]
done
for shards in 3 7 2500; do
    runs_sum=0 agreement_sum=0 falls_sum=0 shard=1
    last=$shards
    [ "$shards" = 2500 ] && shard=1250 && last=1260
    while [ $shard -le "$last" ]; do
        # shellcheck disable=SC2086
        run $oral --runs 2000 --json --shard $shard/$shards --jobs 3
        runs_sum=$((runs_sum + $(plain_runs)))
        agreement_sum=$((agreement_sum + $(value agreement)))
        falls_sum=$((falls_sum + $(value falls)))
        shard=$((shard + 1))
    done
    if [ "$shards" = 2500 ]; then
        test_is "more shards than runs have one or none each" \
            [ $runs_sum -ge 8 ] && [ $runs_sum -le 9 ]
    else
        test_is "$shards shards add up to the whole" \
            [ "$runs_sum:$agreement_sum:$falls_sum" = \
            "2000:$agreement:$falls" ]
    fi
done
# The README's own words, with fewer runs; xargs where there is no parallel.
mkdir -p "$scratch/bin"
ln -s "$program" "$scratch/bin/strategos"
if ! command -v parallel >/dev/null; then
    cat >"$scratch/bin/parallel" <<'END'
#!/bin/sh
command=
while [ "$1" != ::: ]; do
    command="$command $1"
    shift
done
shift
printf '%s\n' "$@" | xargs -P 4 -I{} $command
END
    chmod +x "$scratch/bin/parallel"
fi
sed -n '/^parallel strategos simulate/,/^```/p' README.md |
    sed '/^```/d; s/1000000/2000/' >"$scratch/study"
out=$(PATH="$scratch/bin:$PATH" sh "$scratch/study" 2>"$scratch/err" | sort)
# shellcheck disable=SC2086
"$program" $oral --runs 2000 --csv | awk -F, 'NR > 1 {
    print $1, $2, $3, $3 ? $2 / $3 : "void" }' | sort >"$scratch/whole"
test_is "eight processes add up to one, as the README does it" \
    [ "$out" = "$(cat "$scratch/whole")" ] && [ -n "$out" ]
# shellcheck disable=SC2086
run $oral --runs 2000 --seed 2 --json
test_is "another seed gives other sieges" [ "$(value agreement)" != "$agreement" ]
# shellcheck disable=SC2086
run $oral --runs 2000 --csv
test_is "the table has a head" has "$out" '^figure,count,of,rate,low,high$'
test_is "the table has the same counts" has "$out" "^agreement,$agreement,2000,0\."
test_is "what is void has no rate" has "$out" '^validity,0,0,,0,1$'
# shellcheck disable=SC2086
run $oral --runs 2000
test_is "people read that validity is void" has "$out" 'validity .* void in every run'
test_is "no line is wider than a narrow screen" \
    [ -z "$(printf '%s\n' "$out" | grep -E '.{80}')" ]

# shellcheck disable=SC2086
run simulate --rule oral -n 3 --traitors 2 --as traitors=random --runs 2000
test_is "the interval is drawn around the rate" has "$out" \
    '^  validity \(IC2\) +[0-9]+  0\.3[0-9]+ \| +=?#=? +\| 0\.3[0-9]+ \.\. 0\.3[0-9]+$'

# A study that takes hours, and Ctrl-C.
hours='simulate --rule coin -n 5 --inputs 00101 --as city=delay --runs 1000000'
for format in json text; do
    [ "$format" = text ] && flag='' || flag="--$format --jobs 2"
    # shellcheck disable=SC2086
    timeout --foreground -s INT 1 "$program" $hours $flag \
        >"$scratch/out" 2>"$scratch/err"
    out=$(cat "$scratch/out") err=$(cat "$scratch/err")
    stopped='stopped after [1-9][0-9]* of 1000000 runs; the figures are of these'
    case $format in
    json) said=$(has "$out" "^\{\"runs\":[1-9][0-9]*,.*\"note\":\"$stopped\"" &&
        has "$err" "^strategos: $stopped\$" && echo yes) ;;
    text) said=$(has "$out" "^Note: $stopped\.$" && [ -z "$err" ] && echo yes) ;;
    esac
    test_is "Ctrl-C gives what was run so far, and says so: $format" \
        [ "$said" = yes ]
done

run simulate 1-1 --runs 100 --json
test_is "a level is played" has "$out" '^\{"runs":100,.*"rule":"relay"'

acks='simulate --rule acks -n 2 --confirmations 2 --messengers 1 --capture 0.3'
# shellcheck disable=SC2086
run $acks --runs 10000 --json
test_is "two generals: both, alone, none" has "$out" \
    "\"falls\":$figure\},\"both\":$figure\},\"alone\":$figure\},\"none\":$figure\},\"rule\":\"acks\""
# inside KEY CHANCE: the interval holds it.
inside() {
    printf '%s\n' "$out" | sed "s/.*\"$1\":{\([^}]*\)}.*/\1/" | tr ',:' '  ' |
        awk -v c="$2" '{ for (i = 1; i < NF; i++) v[$i] = $(i + 1)
            exit !(v["\"low\""] <= c && c <= v["\"high\""]) }'
}
test_is "both attack with 0.343" inside both 0.343
test_is "one attacks alone with 0.147" inside alone 0.147
test_is "none attacks with 0.51" inside none 0.51

coin='simulate --rule coin -n 3 --inputs 001'
# shellcheck disable=SC2086
run $coin --runs 2000 --as city=delay --json
test_is "the coin has phases" has "$out" \
    "\"phases\":\{\"mean\":(4\.[5-9]|5\.[0-4])[0-9]*,\"sd\":3\.[0-9]*,\"histogram\":\[0,[0-9]+,[0-9,]+\],\"of\":2000,\"beyond\":0\}"
whole=$(lasting)
# shellcheck disable=SC2086
run $coin --runs 2000 --as city=delay --json --jobs 4
test_is "threads change no histogram" [ "$(lasting)" = "$whole" ]
run simulate --rule coin -n 3 --inputs 111 --runs 100 --as city=random --json
test_is "equal starts decide in the first phase" has "$out" \
    '"falls":\{"count":100,.*"mean":1,"sd":0,"histogram":\[100\],'
# shellcheck disable=SC2086
run $coin --runs 200 --as city=random
test_is "people see the phases" has "$out" '^ +2 +[0-9]+ +[0-9.]+ %  #+$'
run simulate --rule vote -n 3 --inputs 001 --runs 2 --as city=delay --json
test_is "a vote can be kept open, in agreement" has "$out" \
    '"agreement":\{"count":2,.*"termination":\{"count":0,'
run run --rule vote -n 3 --inputs 001 --as city=delay
test_is "run tells the three apart" has "$out" \
    '^Agreement \(IC1\): yes\. Validity \(IC2\): yes\. Termination: no\.'
run simulate --rule pbft -n 4 --traitors 0 --as traitors=split \
    --as city=delay --runs 50 --json
test_is "safety first agrees and ends" has "$out" \
    '"agreement":\{"count":50,.*"termination":\{"count":50,'
run run --rule coin -n 6 --traitors 5 --as traitors=silent --json
test_is "coins with a traitor expect one of six" has "$out" '"termination":true'
run simulate --help
test_is "help names the strategies of the city" has "$out" '^  delay '
run --completion
test_is "the shell completes the options" has "$out" \
    "simulate\) words='.*--shard .*--csv"

while read -r line; do
    # shellcheck disable=SC2086 # words on purpose
    run $line
    test_is "refused in one line: $line" refused 2
done <<END
simulate
simulate --runs 10
simulate --rule oral -n 4
$acks
$acks --runs 0
$acks --runs -1
$acks --runs 1e3
$acks --runs nan
$acks --runs 1000000001
$acks --runs 10 --jobs 0
$acks --runs 10 --jobs 257
$acks --runs 10 --shard 0/3
$acks --runs 10 --shard 4/3
$acks --runs 10 --shard 1
$acks --runs 10 --shard 1/0
$acks --runs 10 --shard x/y
$acks --runs 10 --shard -1/4
$acks --runs 10 --shard 1/99999999999999999999
$acks --runs 10 --csv --json
$acks --runs 10 --as city=dely
$acks --runs 10 --record x
$acks --runs 10 --inputs 01
simulate 1-1 --rule acks --runs 10
simulate no-such-level --runs 10
run --rule acks -n 3
run --rule acks -n 2 --confirmations 65
run --rule acks -n 2 --confirmations -1
run --rule acks -n 2 --messengers 0
run --rule acks -n 2 --messengers 33
run --rule acks -n 2 --capture nan
run --rule acks -n 2 --capture -0.1
run --rule acks -n 2 --capture 1e300
run --rule acks -n 2 --traitors 1
run --rule vote -n 3 -t 2
run --rule vote -n 3 -t -1
run --rule vote -n 3 -t nan
run --rule vote -n 3 -t 99999999999999999999
run --rule vote -n 3 --traitors 1
run --rule vote -n 3 --inputs 01
run --rule vote -n 3 --inputs 0121
run --rule vote -n 3 --messengers 2
run --rule vote -n 3 --confirmations 2
run --rule coin -n 6 --traitors 1 -t 2
run --rule coin -n 1
run --rule pbft -n 5
run --rule pbft -n 4 -t 2
run --rule pbft -n 4 -t 0
run --rule pbft -n 4 --confirmations 200
run --rule pbft -n 4 --inputs 0011
run --rule acks -n 2 -m 1
run --rule vote -n 3 -m 1
run --rule coin -n 3 -m 0
run --rule pbft -n 4 -m 2
run --rule acks -n 2 -t 1
run --rule vote -n 3 --order retreat
run --rule coin -n 3 --order attack
run --rule coin -n 3 --as city=fifo --as city=delay
run --rule coin -n 6 --traitors 1 --as 1=silent --as 1=random
END
run run --rule coin -n 12 --traitors 1,11 --as 1=silent --as 11=random --as traitors=split
test_is "general 1 is not general 11, nor all traitors" [ "$code:$err" = "0:" ]
run run --rule coin -n 6 --inputs 010101 --traitors 0,1 --as traitors=split --as city=delay
test_is "a siege with no end in sight is given up" refused 3
test_is "and that is told" has "$err" 'still undecided after 1000000 answers'
run run --rule vote -n 3 --order retreat
test_is "who gives an order to a vote is told of inputs" has "$err" 'no use for --order.*--inputs'
run run --rule coin -n 6 --traitors 1 -t 2
test_is "too large a t is told the largest" has "$err" 'from 0 to 1, not "2"'
run simulate --rule acks --confirmations 2 --messengers 1 --capture 0.3 --runs 1000 --json
test_is "two generals need not be counted" has "$out" '"both":.*"rule":"acks"'
run run --rule vote --inputs 0010 --json
test_is "nor those whose values are given" has "$out" '"general":3'
run run --rule vote --json
test_is "other rules want their number" refused 2

finish
