/* Sets up the locale so that a missing one costs nobody UTF-8, and picks the
 * language. */
#ifndef CLI_LOCALE_H
#define CLI_LOCALE_H

#include <stdbool.h>

#include "cli/options.h"
#include "level/level.h"

struct locale_choice {
    enum language language;
    bool named; /* by --lang: the player's settings do not count */
    bool ascii; /* the terminal's character set is not UTF-8 */
};

/* Read --lang and the environment, set the locale and gettext. Returns false
 * when --lang is no language; that was told. */
bool locale_choose(struct locale_choice *out, const struct options *options);

/* Say whether the environment names a locale in UTF-8. */
bool locale_names_utf8(void);

#endif
