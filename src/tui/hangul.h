/* Which keys a hangul letter was typed with on the two-set keyboard, so that
 * commands work while the Korean input method is on. Knows no screen. */
#ifndef TUI_HANGUL_H
#define TUI_HANGUL_H

#include <stdint.h>

enum { HANGUL_KEYS_MAX = 8 };

/* Write the Latin keys of a hangul jamo or syllable and a closing zero: "q"
 * for U+3142, "gks" for U+D55C. Returns how many; 0 when it is no hangul. */
int hangul_keys(uint32_t glyph, char keys[HANGUL_KEYS_MAX]);

#endif
