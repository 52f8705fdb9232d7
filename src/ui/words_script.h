/* How strategies in Lua fared, in words. Shared by the screen and plain/. */
#ifndef UI_WORDS_SCRIPT_H
#define UI_WORDS_SCRIPT_H

#include "session/session.h"

/* Lines of what one strategy printed that are shown. */
enum { WORDS_SCRIPT_LINES = 20 };

/* How many questions it answered, or how many turns it lost and why. Each
 * returns the length it wanted. */
size_t words_script(char *out, size_t room,
                    const struct session_script *script);

/* The next line of what it printed, from byte *at on (0 at first). Returns
 * false, with `out` untouched, when there is none. */
bool words_script_line(char *out, size_t room,
                       const struct session_script *script, size_t *at);

/* While the siege is played: that a turn was lost, and nothing that would give
 * a secret away. Returns 0 where none was. */
size_t words_script_lost(char *out, size_t room, struct session *session);

#endif
