#!/bin/sh
# Runs the test programs of one configuration and says by name what failed.
#   tests/run.sh CONFIG BUILD [valgrind]
# Leaves one line a test, "pass NAME" or "fail NAME", in BUILD/log/LANE/results.
# Nothing here touches the user's own settings or progress.
set -u
config=$1
build=$2
tool=${3:-}
here=$(dirname "$0")
cd "$here/.." || exit 3

lane=$config${tool:+-$tool}
log=$build/log/$lane
rm -rf "$log"
mkdir -p "$log"
home=$(mktemp -d) || exit 3
trap 'rm -rf "$home"' EXIT
trap 'exit 130' INT TERM

if [ "$config" = gcc ]; then
    programs=$build/tests
    STRATEGOS_PROGRAM=$PWD/$build/strategos
else
    programs=$build/obj-$config/tests
    STRATEGOS_PROGRAM=$PWD/$build/strategos-$config
fi
case $build in /*) STRATEGOS_PROGRAM=${STRATEGOS_PROGRAM#"$PWD/"} ;; esac
export STRATEGOS_PROGRAM
export HOME="$home" XDG_STATE_HOME="$home/state" XDG_CONFIG_HOME="$home/config"
export LC_ALL=C.UTF-8 ASAN_OPTIONS=detect_leaks=1:abort_on_error=0
export UBSAN_OPTIONS=print_stacktrace=1
export LSAN_OPTIONS="suppressions=$PWD/tests/support/lsan.supp:print_suppressions=0"
export STRATEGOS_TOOL="$tool" # tests may do less where all is slow
unset STRATEGOS_DATA LANGUAGE NO_COLOR ACCEPT STRATEGOS_ACCEPT

# one PROGRAM NAME: run it, keep what it printed and how it ended.
# shellcheck disable=SC2016 # expands in the shell that runs it
one='
program=$0 name=$1 log=$2 tool=$3
mkdir -p "$(dirname "$log/$name")"
case $tool in
valgrind) set -- valgrind --quiet --error-exitcode=99 --leak-check=full \
    --errors-for-leak-kinds=definite "$program"; limit=300 ;;
*) set -- "$program"; limit=240 ;;
esac
timeout "$limit" "$@" >"$log/$name.log" 2>&1 </dev/null
echo $? >"$log/$name.exit"
'
list() {
    for source in tests/*/test_*.c; do
        [ -e "$source" ] || continue
        name=${source#tests/}
        name=${name%.c}
        case $tool:$name in
        # long under valgrind; ASan and UBSan look at them too
        valgrind:unit/test_simulate | valgrind:unit/test_script | \
            valgrind:unit/test_session_work | valgrind:unit/test_goal | \
            valgrind:unit/test_siege_network | valgrind:unit/test_plain | \
            valgrind:unit/test_siege | valgrind:unit/test_proof | \
            valgrind:unit/test_lab) continue ;;
        valgrind:unit/*) ;;
        valgrind:*) continue ;;
        esac
        # Theorems do not depend on the compiler: gcc and the sanitizers have
        # tried them. What measures time was measured.
        case $config:$name in
        clang:theory/* | clang:agree/* | clang:terminal/*) continue ;;
        esac
        echo "$name"
    done
}
# Terminal tests measure time: they run alone, after the others.
list | grep -v '^terminal/' | xargs -P "${JOBS:-2}" -I{} \
    sh -c "$one" "$programs/{}" {} "$log" "$tool"
list | grep '^terminal/' | xargs -I{} \
    sh -c "$one" "$programs/{}" {} "$log" "$tool"

# The levels, the corpus and whatever a fuzzer ever found, again.
if [ -z "$tool" ]; then
    for source in tests/fuzz/fuzz_*.c; do
        [ -e "$source" ] || continue
        name=${source#tests/fuzz/fuzz_}
        name=${name%.c}
        mkdir -p "$log/fuzz"
        # shellcheck disable=SC2046 # level files have no blanks in their names
        timeout 240 "$programs/fuzz/replay_$name" \
            $(sh tests/fuzz/corpus.sh "$name") >"$log/fuzz/$name.log" 2>&1
        echo $? >"$log/fuzz/$name.exit"
    done
fi

list=$(list; [ -n "$tool" ] || for s in tests/fuzz/fuzz_*.c; do
    [ -e "$s" ] && s=${s#tests/fuzz/fuzz_} && echo "fuzz/${s%.c}"; done)
for name in $list; do
    code=$(cat "$log/$name.exit" 2>/dev/null || echo "127")
    grep -ao '\[  FAILED  \] .*' "$log/$name.log" | sed 's/^.\{13\}//' |
        grep -v ' test(s), listed below:$' | grep -v '^[a-z]*: [0-9]* test' |
        sort -u >"$log/$name.bad"
    sed "s|^|fail $name: |" "$log/$name.bad" >>"$log/results"
    grep -ao '\[       OK \] .*' "$log/$name.log" | sed 's/^.\{13\}//' |
        sort -u | sed "s|^|pass $name: |" >>"$log/results"
    case $name in fuzz/*) [ "$code" = 0 ] &&
        echo "pass $name: the corpus replays" >>"$log/results" ;;
    esac
    if [ "$code" != 0 ]; then
        if [ ! -s "$log/$name.bad" ]; then
            case $code in
            99) how="memory errors" ;;
            124) how="took too long" ;;
            127) how="was not built" ;;
            *) how="ended with exit code $code" ;;
            esac
            echo "fail $name: (whole program) $how" >>"$log/results"
        fi
        echo "---- $lane $name failed; it said:"
        if [ -s "$log/$name.bad" ]; then
            grep -av '^\[ \(RUN  \|      OK\) ' "$log/$name.log" | tail -n 60
        else
            tail -n 40 "$log/$name.log"
        fi
    fi
done
# The program as people and scripts use it: "ok - NAME" or "not ok - NAME".
# shellcheck disable=SC2016 # expands in the shell that runs it
script='
timeout 240 sh "$1" >"$0/$2.log" 2>&1
echo $? >"$0/$2.exit"
'
if [ -z "$tool" ]; then
    mkdir -p "$log/cli"
    for file in tests/cli/test_*.sh; do
        basename "$file" .sh
    done | xargs -P "${JOBS:-2}" -I{} \
        sh -c "$script" "$log/cli" "tests/cli/{}.sh" {}
    for file in tests/cli/test_*.sh; do
        name=cli/$(basename "$file" .sh)
        code=$(cat "$log/$name.exit" 2>/dev/null || echo "127")
        sed -n "s|^ok - |pass $name: |p; s|^not ok - |fail $name: |p" \
            "$log/$name.log" >>"$log/results"
        if [ "$code" != 0 ]; then
            grep -q '^not ok' "$log/$name.log" ||
                echo "fail $name: (whole script) ended with exit code $code" \
                    >>"$log/results"
            echo "---- $lane $name failed; its last lines:"
            tail -n 40 "$log/$name.log"
        fi
    done
fi
touch "$log/results"
passed=$(grep -c '^pass' "$log/results")
failed=$(grep -c '^fail' "$log/results")
grep '^fail' "$log/results"
echo "$lane: $passed passed, $failed failed"
[ "$failed" = 0 ]
