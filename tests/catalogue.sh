#!/bin/sh
# The sentences to translate.
#   tests/catalogue.sh refresh    bring assets/po/*.po up to date with src/
#   tests/catalogue.sh check      every sentence has a translation that fits
set -eu
cd "$(dirname "$0")/.."
pot=$(mktemp)
trap 'rm -f "$pot" "$pot.po"' EXIT
find src -name '*.c' | LC_ALL=C sort | xgettext --from-code=UTF-8 \
    --language=C --keyword=_ --keyword=N_ --keyword=ngettext:1,2 \
    --no-wrap --add-location=file --package-name=strategos \
    --copyright-holder='The Strategos authors' -o "$pot" -f -
for po in assets/po/*.po; do
    [ -e "$po" ] || continue
    case ${1:-} in
    refresh)
        msgmerge --quiet --no-fuzzy-matching --no-wrap --update \
            --backup=none "$po" "$pot"
        msgfmt --statistics -o /dev/null "$po"
        ;;
    check)
        msgfmt --check -o /dev/null "$po"
        msgcmp "$po" "$pot"
        ;;
    *)
        echo "usage: tests/catalogue.sh refresh|check" >&2
        exit 2
        ;;
    esac
done
