/* The one module that measures, clips, pads and wraps text by cells, and the
 * words that screens and the plain front end share. Everything that prints
 * translated text goes through here. Needs setlocale to have been called with
 * a UTF-8 locale unless only ASCII is shown. */
#ifndef UI_TEXT_H
#define UI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <libintl.h>

#include "level/level.h"
#include "ui/frame.h"

#define _(text) gettext(text)
#define N_(text) text

/* Read the next code point of UTF-8 `text` and step over it; invalid bytes
 * read as U+FFFD one by one; 0 at the end. */
uint32_t text_next(const char **text);

/* Width of a code point in cells: 0, 1 or 2. Controls count 1 ('?'). */
int text_glyph_width(uint32_t glyph);

/* Width of a text in cells, up to its end or first newline. */
int text_width(const char *text);

/* Draw one line, at most `width` cells; cut with "~" where it does not fit.
 * Returns the cells used. In an ASCII frame letters outside ASCII become '?'.
 */
int text_draw(struct frame *frame, int x, int y, int width, const char *text,
              enum frame_role role);
int text_draw_right(struct frame *frame, int x, int y, int width,
                    const char *text, enum frame_role role);
int text_draw_centre(struct frame *frame, int x, int y, int width,
                     const char *text, enum frame_role role);

/* Wrap at spaces (inside words where one is too long; Korean at spaces too)
 * and draw at most `height` lines of at most `width` cells, leaving out the
 * first `skip` lines. "\n" ends a line. frame may be NULL: only count.
 * Returns how many lines the whole text needs. */
int text_wrap(struct frame *frame, int x, int y, int width, int height,
              int skip, const char *text, enum frame_role role);

/* Copy `text`, cut to `cells` and padded with blanks to `cells` (negative:
 * padded on the left). snprintf-like in bytes. */
size_t text_fit(char *out, size_t room, const char *text, int cells);

/* Korean particles after a word: text_josa(name, "이", "가") gives the one
 * that its last syllable wants. Latin and digits are read aloud by rule. */
const char *text_josa(const char *word, const char *after_consonant,
                      const char *after_vowel);

/* snprintf for translated formats with particles: "{name:이/가}" style is
 * spelled %s followed by a marker "[이/가]" which is resolved by the syllable
 * before it and removed. Works in place on a formatted text. */
void text_particles(char *text);

/* "Thursday 14:20" and "Thu 06", from a minute of the week. */
size_t text_day_time(char *out, size_t room, uint32_t week_minute);
size_t text_day_short(char *out, size_t room, uint32_t week_minute);
size_t text_clock(char *out, size_t room, uint32_t week_minute);

/* "attack", or the level's own words for an order; one letter for the map
 * ("A", "R", Korean 공, 후); the role to paint it with. */
const char *text_order(const struct level *level, unsigned order);
const char *text_order_letter(const struct level *level, unsigned order);
enum frame_role text_order_role(unsigned order);

/* The language in use: the one that gettext was set up with. */
enum language text_language(void);
void text_set_language(enum language language);

#endif
