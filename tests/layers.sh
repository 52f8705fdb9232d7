#!/bin/sh
# Holds the order of the rooms: who may include whom, headers that compile
# alone, and what the rooms below session/ may call.
#   tests/layers.sh FOLDER      FOLDER has the objects of one configuration
set -u
objects=$1
cd "$(dirname "$0")/.." || exit 3
rooms="core seal rules record agents solve level script lab session ui tui plain cli"
bad=0
say() {
    echo "$*"
    bad=1
}
place() { # ROOM: its number; plain stands beside tui
    n=0
    for room in $rooms; do
        n=$((n + 1))
        [ "$room" = "$1" ] && echo "$n" && return
    done
    echo 0
}

# A room includes itself and earlier ones; by "room/file.h" and nothing else.
for file in src/*/*.[ch]; do
    room=${file#src/}
    room=${room%%/*}
    mine=$(place "$room")
    [ "$mine" != 0 ] || say "$file: the room $room is not in the plan"
    # shellcheck disable=SC2013 # names of headers have no blanks
    for name in $(sed -n 's/^ *# *include *"\(.*\)".*/\1/p' "$file"); do
        case $name in
        */*) other=${name%%/*} ;;
        *)
            say "$file: includes \"$name\" without its room"
            continue
            ;;
        esac
        theirs=$(place "$other")
        if [ "$theirs" = 0 ] || [ "$theirs" -gt "$mine" ]; then
            say "$file: $room/ may not include \"$name\""
        fi
        [ "$room:$other" != plain:tui ] ||
            say "$file: plain/ and tui/ stand side by side: \"$name\""
    done
    case $room in
    tui) ;;
    *) ! grep -qE '^ *# *include *<(n?curses|ncursesw/.*|term)\.h>' "$file" ||
        say "$file: only tui/ includes curses" ;;
    esac
    case $room in
    script) ;;
    *) ! grep -qE '^ *# *include *<(lua|lualib|lauxlib)\.h>' "$file" ||
        say "$file: only script/ includes Lua" ;;
    esac
done

# A rule never includes another rule.
for rule in relay acks oral signed vote coin pbft work blank; do
    for file in src/rules/*.[ch]; do
        name=${file#src/rules/}
        case $name in "$rule"[._]*) continue ;; esac
        ! grep -q "\"rules/${rule}[._]" "$file" ||
            say "$file: includes the rule $rule"
    done
done

# A header needs no other header before it.
for file in src/*/*.h; do
    case $file in
    src/core/*) flags= ;;
    src/tui/*) flags=$(pkg-config --cflags ncursesw) ;;
    src/script/*) flags="-D_XOPEN_SOURCE=700 $(pkg-config --cflags lua5.4)" ;;
    *) flags=-D_XOPEN_SOURCE=700 ;;
    esac
    # shellcheck disable=SC2086 # flags are words
    gcc -std=c11 -Isrc $flags -Wall -Werror -fsyntax-only -x c "$file" ||
        say "$file: does not compile alone"
done

# What the C library may do for the rooms below session/: bytes, text and
# assertions. No memory, chance, clock, file, setting or output. snprintf
# writes to the caller's buffer.
common=' __assert_fail __stack_chk_fail __ctype_b_loc __ctype_tolower_loc
 memchr memcmp memcpy memmove memset __memcpy_chk __memmove_chk __memset_chk
 strchr strcmp strcspn strlen strncmp strrchr strspn strstr strcasecmp strnlen
 strtol strtoul strtoull strtoll strtod __errno_location
 snprintf vsnprintf __snprintf_chk __vsnprintf_chk abs '
# Seals are libsodium's pure functions on bytes. The level room reads files,
# lists folders in a fixed order, and parses with libconfig.
seal='crypto_* sodium_bin2hex sodium_hex2bin sodium_memcmp sodium_memzero
 sodium_init'
level='fopen fclose fread ferror feof getc opendir readdir closedir qsort
 stat fstat fileno __isoc99_sscanf realpath config_*'
# Lua allocates by the function that script/ gives it, in the caller's memory;
# luaopen_* are the four libraries that script/ picks from (the linker's table
# holds where they are). No luaL_newstate: that one takes memory of its own.
script='lua_[a-z]* luaL_[!n]* luaL_newmetatable luaopen_base luaopen_string
 luaopen_table luaopen_math _GLOBAL_OFFSET_TABLE_'

# Exact counts are libgmp's, which allocates for itself.
# Proofs by a SAT solver are as large as they are (src/README.md): they take
# memory; one file each has the solver, the clock and the exported formula.
prove='malloc calloc realloc free'
leave() { # ROOM FILE: what else this file may call
    case $1/$2 in
    seal/*) echo "$seal" ;;
    level/*) echo "$level" ;;
    script/*) echo "$script" ;;
    solve/count | solve/count_*) echo '__gmp*' ;;
    solve/prove_solver) echo "$prove ccadical_*" ;;
    solve/prove_clock) echo 'clock_gettime' ;;
    solve/prove_dimacs)
        echo "$prove fopen fclose ferror fprintf __fprintf_chk strerror"
        ;;
    solve/prove | solve/prove_*) echo "$prove" ;;
    esac
}

allowed() { # SYMBOL PATTERN...
    symbol=$1
    shift
    for pattern in "$@"; do
        # shellcheck disable=SC2254 # a pattern is meant
        case $symbol in $pattern) return 0 ;; esac
    done
    return 1
}
set -f
ours=
for room in core seal rules record agents solve level script; do
    set +f
    set -- "$objects/src/$room/"*.o
    set -f
    [ -e "$1" ] || continue
    ours="$ours $(nm --defined-only -g "$@" | awk 'NF == 3 { print $3 }' |
        tr '\n' ' ')"
    for object in "$@"; do
        file=${object##*/}
        extra=$(leave "$room" "${file%.o}")
        for symbol in $(nm -u "$object" | awk '/ U / { print $2 }'); do
            case " $ours " in *" $symbol "*) continue ;; esac
            # shellcheck disable=SC2086 # patterns are words
            allowed "$symbol" $common $extra ||
                say "src/$room/${file%.o}.c: uses $symbol, which it has no leave to"
        done
    done
    for object in "$@"; do
        size -A "$object" | awk -v o="$object" '
            $1 ~ /^\.(data|bss)$/ && $2 > 0 { print o; exit }' |
            while read -r o; do echo "$o: has state that changes ($room)"; done
    done >"$objects/state"
    [ ! -s "$objects/state" ] || say "$(cat "$objects/state")"
done
exit $bad
