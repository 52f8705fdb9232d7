#!/bin/sh
# Certifies the levels through the command line: the claim of each is what the
# solver finds, par is the fewest that reaches the goal, and the siege that
# reaches it replays. Then compares what was found with the catalogue.
#   tests/certify.sh [fast]      fast: without what takes longer than a second
#   ACCEPT=1 tests/certify.sh    write the catalogue anew, deliberately
# One line a level; ends with "N certified, N not". Exit code 1 if any is not,
# or if the catalogue differs.
set -u
cd "$(dirname "$0")/.." || exit 3
program=${STRATEGOS_PROGRAM:-build/strategos}
catalogue=tests/golden/levels.txt
slow=' 9-safety/2-deposed '
fast=${1:-}
scratch=$(mktemp -d) || exit 3
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
STRATEGOS_DATA=$PWD
export STRATEGOS_DATA

# What the program says of each level: how its siege replays ("yes",
# "unfinished", "no", "none"), solve's exit code, the line of `levels` and the line of `solve`.
ask() {
    "$program" levels --json >"$scratch/levels" || exit 3
    while IFS= read -r level; do
        id=${level#*\"id\":\"}
        id=${id%%\"*}
        case $fast$slow in fast*" $id "*) continue ;; esac
        rm -f "$scratch/siege"
        found=$("$program" solve "$id" --fewest --count --limit 3600 --json \
            --record "$scratch/siege" 2>"$scratch/err")
        code=$?
        [ -n "$found" ] || found=$(head -n 1 "$scratch/err")
        replays=none
        case $level in *'"role":"watch"'*)
            "$program" run "$id" --record "$scratch/siege" >/dev/null
            ;;
        esac
        if [ -e "$scratch/siege" ]; then
            case $("$program" replay "$scratch/siege" --json 2>&1) in
            *'"complete":true'*) replays=yes ;;
            *'"complete":false'*) replays=unfinished ;;
            *) replays=no ;;
            esac
        fi
        printf '%s\t%s\t%s\t%s\n' "$replays" "$code" "$level" "$found"
    done <"$scratch/levels"
}

# The judgement. `why` is what is wrong, `by` what a level is certified by.
# shellcheck disable=SC2016 # awk's own
judge='
# The value of a key: a word, a number, true, false or null.
function value(text, key,   at) {
    at = index(text, "\"" key "\":")
    if (at == 0) return "-"
    text = substr(text, at + length(key) + 3)
    if (substr(text, 1, 1) == "\"") {
        text = substr(text, 2)
        return substr(text, 1, index(text, "\"") - 1)
    }
    match(text, /^[^,}\]]*/)
    text = substr(text, 1, RLENGTH)
    return text == "null" ? "-" : text
}
function fault(text) { why = why (why == "" ? "" : "; ") text }
function judge_verdict() {
    if (code != 0) fault("solve ended with exit code " code)
    if (found != claim) fault("the level says " claim ", solve finds " found)
    if (means == "nothing") fault("nothing was proven")
}
function judge_siege() {
    if (replays == "none") fault("there is no siege that reaches it")
    if (replays == "no") fault("its siege does not replay")
    if (replays == "unfinished" && goal != "undecided")
        fault("its siege has no end")
    if (solution ~ /"reached":false/) fault("the solution misses the goal")
}
function judge_par() {
    if (lies != par) fault("par is " par ", the fewest are " lies)
    if (minimal != "true" && means != "formula")
        fault("whether fewer do is not known")
}
BEGIN {
    FS = "\t"
    by["exhausted"] = "every plan tried"
    by["taken apart"] = "tree of letters taken apart"
    by["by numbers"] = "all numbers of letters"
    by["all positions"] = "all positions"
    by["formula"] = "formula of proof of work"
    by["unsatisfiable"] = "unsatisfiable formula"
    by["played"] = "proven to be the fewest"
    printf "%-19s %-6s %-7s %-9s %-10s %3s %-7s %-13s %6s %s %s\n", "id",
        "rule", "role", "goal", "claim", "par", "verdict", "means", "fewest",
        "plans", "breaking" >catalogue
}
{
    why = ""; how = ""
    replays = $1; code = $2; level = $3; answer = $4
    id = value(level, "id"); goal = value(answer, "goal"); role = value(level, "role")
    par = value(level, "par"); claim = value(level, "claim")
    found = value(answer, "found"); means = value(answer, "means")
    lies = value(answer, "lies"); minimal = value(answer, "minimal")
    plans = value(answer, "plans"); breaking = value(answer, "breaking")
    solution = substr(answer, index(answer, "\"solution\":"))
    if (value(answer, "verdict") == "-") {
        fault(answer)
    } else if (role == "watch") {
        judge_siege()
        how = "nothing is claimed; its siege replays"
    } else {
        judge_verdict()
        if (claim == "impossible" || role == "loyal") {
            if (par != 0) fault("par is " par ", and there is none")
        } else judge_par()
        if (claim == "possible") judge_siege()
        how = claim
        if (role != "watch" && role != "loyal" && claim == "possible")
            how = how ", par " par
        how = how ": " by[means]
        if (claim == "possible")
            how = how (role == "loyal" ? "; its solution replays" : \
                "; its siege replays") (replays == "unfinished" ? \
                " to where it comes back" : "")
    }
    printf "%-5s %-19s %s\n", why == "" ? "ok" : "FAIL", id,
        why == "" ? how : why
    fflush()
    if (why == "") good++; else bad++
    if (value(answer, "counted") != "-") plans = plans "*"
    gsub(/ /, "-", means)
    printf "%-19s %-6s %-7s %-9s %-10s %3s %-7s %-13s %6s %s %s\n", id,
        value(level, "rule"), role, goal, claim, par,
        value(answer, "verdict"), means, lies, plans, breaking >catalogue
}
END {
    printf "%d certified, %d not\n", good, bad
    exit (bad > 0 || good == 0)
}'

ask | awk -v catalogue="$scratch/catalogue" "$judge"
code=$?
if [ -n "${ACCEPT:-}" ] && [ -z "$fast" ]; then
    cp "$scratch/catalogue" "$catalogue" || exit 3
    echo "$catalogue is written anew"
    exit "$code"
fi
if [ -n "$fast" ]; then
    grep -v "^${slow# }" "$catalogue" >"$scratch/expected"
else
    cp "$catalogue" "$scratch/expected"
fi
if ! diff -u "$scratch/expected" "$scratch/catalogue"; then
    echo "$catalogue differs: mend what changed, or accept it deliberately" \
        "with make certify ACCEPT=1"
    code=1
fi
exit "$code"
