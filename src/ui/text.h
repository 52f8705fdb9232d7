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
 * Returns the cells used. In an ASCII frame, and where the locale lacks a
 * letter, typographic signs become their ASCII cousins and other letters '?';
 * hangul stays where the locale has it: ASCII is then about the drawings. */
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

/* Read one wrapped line: returns its length in bytes and steps `text` over
 * it and over the blanks or the newline that end it. Breaks at blanks, inside
 * a word where one is too long. Range: width >= 1, *text not empty. */
size_t text_line(const char **text, int width);

/* Copy `text`, cut (with "~") to `cells` and padded with blanks to `cells`
 * (negative: padded on the left). snprintf-like in bytes. */
size_t text_fit(char *out, size_t room, const char *text, int cells);

/* Korean particles after a word: text_josa(name, "이", "가") gives the one
 * that the word wants. Its end is read as it is read aloud: hangul by the last
 * syllable's final consonant; digits in Korean (0 and 3 and 6 end in a
 * consonant, 1 and 7 and 8 in ㄹ, the others in a vowel); Latin words in l in
 * ㄹ, in m, n and ng in a consonant, others in a vowel, a single R in ㄹ. What
 * is none of these (quotes, brackets) is passed over. "으로" wants a consonant
 * that is not ㄹ. */
const char *text_josa(const char *word, const char *after_consonant,
                      const char *after_vowel);

/* Resolve particles in a text that was formatted with a translation: a marker
 * "[이/가]" (first the form after a consonant; the second may be empty, as in
 * "[이/]나") is replaced, in place, by the form that the text before it wants.
 * Other brackets stay. Harmless on English texts. */
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

/* The language in use, English at first. Setting it sets LANGUAGE for gettext;
 * Korean is taken only in a UTF-8 locale, which must have been set before. */
enum language text_language(void);
void text_set_language(enum language language);

#endif
