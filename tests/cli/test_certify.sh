#!/bin/sh
# The levels against the catalogue, but for what takes long (make certify).
# shellcheck disable=SC2154,SC2034 # tap.sh sets them
set -u
# shellcheck source=/dev/null
. tests/cli/tap.sh
case ${STRATEGOS_PROGRAM:-} in
*-clang | *-asan) exit 0 ;; # what levels claim does not depend on compilers
esac

certify() {
    out=$(STRATEGOS_PROGRAM=$program sh tests/certify.sh fast 2>&1)
    code=$?
    err=
}
certify
test_is "every level is what it claims, and as in the catalogue" [ "$code" = 0 ]
test_is "and that is said in one line" has "$out" '^4[0-9] certified, 0 not$'

# A program that says something else of one level is found out.
cat >"$scratch/liar" <<END
#!/bin/sh
case \$1:\$2 in
levels:*) "$program" "\$@" | grep '4-many/2-six' | sed 's/"par":6/"par":5/' ;;
*) exec "$program" "\$@" ;;
esac
END
chmod +x "$scratch/liar"
program=$scratch/liar
certify
test_is "a wrong par is told" has "$out" '^FAIL +4-many/2-six +par is 5, the fewest are 6$'
test_is "and ends with exit code 1" has "$code$out" '^1|0 certified, 1 not'
finish
