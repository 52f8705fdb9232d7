#!/bin/sh
# Strategies in Lua as opponents in the game: named by a level, named by
# play --as, and what is said of those that cannot play or lose their turns.
# shellcheck disable=SC2154 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh

corpus=$PWD/tests/fuzz/corpus/strategy
# play INPUT ARGUMENT...: lines of input to the game of lines
play() {
    # shellcheck disable=SC2059 # the input is a format
    printf "$1" >"$scratch/in"
    shift
    "$program" play "$@" --plain <"$scratch/in" >"$scratch/out" 2>"$scratch/err"
    code=$?
    out=$(cat "$scratch/out")
    err=$(cat "$scratch/err")
}
# level STRATEGY: the level 3-2, whose traitor plays it, in the scratch folder
level() {
    sed "s/plays = \"[a-z]*\"/plays = \"$1\"/" levels/3-four/2-loyal.level \
        >"$scratch/mine.level"
}
decide='\n1 attack\nsend\nq\n'

# ---- a level's own
cat >"$scratch/mine.lua" <<'LUA'
function letter(q)
  print("about", q.target)
  return {say = other(q.order or "attack")}
end
LUA
level mine.lua
run check "$scratch/mine.level"
test_is "a strategy beside the level is found" [ "$code:$out" = "0:" ]
run run "$scratch/mine.level" --json
test_is "run plays the level's strategy" has "$out" \
    '"strategies":\[\{"file":"mine.lua","plays":"traitors","turns":2,"lost":0'
run run "$scratch/mine.level" --as traitors=silent --json
test_is "--as takes its place in run" has "$out" '"file":"mine.lua".*"turns":0'
run simulate "$scratch/mine.level" --runs 9 --jobs 2 --json
test_is "simulate plays it, whoever the traitor is" has "$out" \
    '"file":"mine.lua","plays":"traitors","turns":(1[89]|2[0-7]),"lost":0'
play "$decide" "$scratch/mine.level" --record "$scratch/one.siege"
test_is "play plays it to its end" has "$out" \
    '^mine.lua played the traitors. Questions: 2.$'
test_is "the debrief has what it printed" has "$out" '^mine.lua notes: about 1$'
test_is "nothing of it is told before" \
    [ "$(printf '%s\n' "$out" | sed '/^\*\*\*/q' | grep -c 'mine.lua')" = 0 ]
level scout-of-ours.lua
cp assets/strategies/liar.lua "$scratch/liar.lua"
run replay "$scratch/one.siege"
test_is "its record replays without it" [ "$code" = 0 ]
run check "$scratch/mine.level"
test_is "a strategy that is nowhere has a line" [ "$code" = 1 ]
test_is "and what would be right" has "$out" \
    'mine.level:[0-9]+: there is no "scout-of-ours.lua" beside this file, nor among .*use one of .*liar.lua'
level lair.lua
run check "$scratch/mine.level"
test_is "a misspelled one has the nearest" has "$out" 'the nearest is "liar.lua"'
for command in run play simulate solve; do
    set -- "$command" "$scratch/mine.level"
    [ "$command" != simulate ] || set -- "$@" --runs 3
    run "$@"
    test_is "$command names the level's line, too" refused 1
    test_is "$command says what is wrong" has "$err" 'mine.level:[0-9]+: there is no'
done
rm "$scratch/liar.lua"
level liar.lua
run check "$scratch/mine.level"
test_is "those of the game are found without a path" [ "$code:$out" = "0:" ]
level scout.lua
run check "$scratch/mine.level"
test_is "the city's strategy plays no traitor" has "$out" \
    'mine.level:[0-9]+: the strategy cannot play: scout.lua: it plays the city'
for bad_file in "$corpus"/refused-*.lua; do
    cp "$bad_file" "$scratch/refused.lua"
    level refused.lua
    run check "$scratch/mine.level"
    if [ "$code" != 1 ] || ! has "$out" \
        'mine.level:[0-9]+: the strategy cannot play: refused.lua(:[0-9]+)?: .'; then
        break
    fi
    run play "$scratch/mine.level" --plain
    refused 1 || break
done
test_is "what does not load is the fault of the level's line" \
    [ "$bad_file" = "$corpus/refused-syntax.lua" ]
run solve 4-4 --json
test_is "a loyal player's claim is about every plan, whatever script plays" \
    has "$out" '"means":"taken apart".*"found":"possible"'

cat >"$scratch/city.level" <<'LEVEL'
format = 1; title = { en = "T"; }; briefing = { en = "B"; };
goal_text = { en = "G"; }; idea = { en = "I"; };
rule = "oral"; depth = 1;
generals = ( { id = "a"; }, { id = "b"; traitor = true; }, { id = "c"; } );
scouts = { budget = 1; watch = "all"; plays = "scout.lua"; };
role = "traitor"; goal = "split"; claim = "possible";
LEVEL
run check "$scratch/city.level"
test_is "the city may play a file against a traitor" [ "$code:$out" = "0:" ]
run solve "$scratch/city.level"
test_is "no solver follows a strategy in Lua" refused 2
test_is "and says who plays" has "$err" 'scout.lua plays in this level'
play 'send\nq\n' "$scratch/city.level"
test_is "play against the city goes on to the end" has "$out" \
    '^scout.lua played the city. Questions: [1-9]'
play '\nclaim\nclaim\nq\n' "$scratch/city.level"
test_is "a claim there is what the level says" [ "$code" = 0 ]

# ---- play --as
play "$decide" 3-2 --as traitors=liar.lua
test_is "play --as finds the strategies of the game by name" has "$out" \
    '^liar.lua played the traitors. Questions: [1-9]'
play "$decide" 3-2 --as traitors=split
test_is "play --as takes built-in ones" [ "$code" = 0 ]
test_is "and they are not told of" \
    [ "$(printf '%s\n' "$out" | grep -c 'played the traitors')" = 0 ]
play "$decide" 3-2 --as 0=liar.lua --as 1=silent --as "2=$scratch/mine.lua"
test_is "play --as takes generals" has "$out" '^mine.lua played the traitors'
rm -rf "$XDG_STATE_HOME"
play "$decide" 3-2 --as traitors=loyal
test_is "against others nothing is won" \
    [ "$code:$(find "$XDG_STATE_HOME" -type f 2>/dev/null | wc -l)" = "0:0" ]
play 'q\n' "$scratch/one.siege" --as traitors=liar.lua
test_is "a record goes on against another" [ "$code" = 0 ]
while read -r arguments; do
    says=${arguments#*: }
    # shellcheck disable=SC2086
    run play ${arguments%%: *} --plain
    test_is "refused: play ${arguments%%: *}" refused 2
    test_is "refused: play ${arguments%%: *}, and why" has "$err" "$says"
done <<'LIST'
--as traitors=liar.lua: --as wants a LEVEL
3-4 --as traitors=liar.lua: you play the traitors in this level
3-4 --as 0=liar.lua: you play the traitors in this level
3-4 --as city=scout.lua: the city chooses nothing in this level
6-1 --as city=scout.lua: you play the city in this level
6-1 --as traitors=liar.lua: there are no traitors in this level
3-2 --as 3=liar.lua: general 3 .Theodora. is you
3-2 --as 4=liar.lua: a general from 0 to 3, traitors or city
3-2 --as traitors=liar: a traitor has no strategy "liar"; use one of .*or FILE.lua
3-2 --as traitors=lair.lua: lair.lua cannot be opened: .*the nearest is liar.lua
3-2 --as traitors=scout.lua: scout.lua plays the city: write --as city=
3-2 --as traitors=withhold: is about blocks
3-2 --as traitors: WHO=STRATEGY
3-2 --as traitors=split --as traitors=liar.lua: a second strategy
LIST
run play 3-2 --plain --as "traitors=$corpus/refused-syntax.lua"
test_is "what does not load is refused with its own line" has "$err" \
    'refused-syntax.lua:2: '

# ---- whatever they try, it is the duty
play "$decide" 3-2 --as traitors=loyal --record "$scratch/duty.siege"
for bad_turn in loop loop-pcall alloc-pcall throw-table throw-bytes number-nan \
    word-unknown-order coroutine pattern metatable deep deep-sort start-loop; do
    play "$decide" 3-2 --as "traitors=$corpus/$bad_turn.lua" \
        --record "$scratch/bad.siege"
    cmp -s "$scratch/duty.siege" "$scratch/bad.siege" || break
    if ! has "$out" "^$bad_turn.lua lost a turn, and the duty was played." ||
        ! has "$out" "^$bad_turn.lua lost 2 of 2 turns to the duty; the first:( $bad_turn.lua:|$)"; then
        break
    fi
    run simulate 3-2 --runs 3 --json --as "traitors=$corpus/$bad_turn.lua"
    one=$(printf '%s\n' "$out" | sed 's/"seconds":[^,}]*//')
    run simulate 3-2 --runs 3 --jobs 2 --json --as "traitors=$corpus/$bad_turn.lua"
    [ "$one" = "$(printf '%s\n' "$out" | sed 's/"seconds":[^,}]*//')" ] || break
done
test_is "in play it is the duty, a line says so, and threads agree" \
    [ "$bad_turn" = start-loop ]

# ---- the level of the game
play '\n1 retreat\nsend\nundo\n1 attack\nsend\nq\n' 4-4
test_is "the chorus misleads who counts letters, and undo helps" \
    [ "$(printf '%s\n' "$out" | grep -c '^\*\*\*')" = 2 ]
test_is "and says in the debrief what it did" has "$out" \
    '^chorus.lua notes: attack -> retreat$'
finish
