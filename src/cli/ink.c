#include "cli/ink.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool terminal_can(void)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) != 0 &&
           (no_color == NULL || no_color[0] == '\0') && term != NULL &&
           strcmp(term, "dumb") != 0;
}

bool ink_read(const struct options *options, bool *wanted)
{
    static const char *const words[] = {"auto", "always", "never"};
    unsigned choice = 0;
    if (!option_choice(options, OPT_COLOR, words, 3, &choice)) {
        return false;
    }
    *wanted = choice == 1 || (choice == 0 && terminal_can());
    return true;
}

/* Each has its own ground, so that it can be read on a dark screen and on a
 * light one; blue and yellow look different to everybody. */
void ink_set(bool wanted, enum ink ink)
{
    static const char *const codes[INK_COUNT] = {[INK_PLAIN] = "0",
                                                 [INK_GOOD] = "30;46",
                                                 [INK_BAD] = "30;43",
                                                 [INK_DOUBT] = "30;47",
                                                 [INK_FAINT] = "2"};
    if (wanted) {
        (void)printf("\033[%sm", codes[ink]);
    }
}
