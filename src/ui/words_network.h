/* Sieges without a clock in words: letters of the post, what may happen next,
 * steps, the lamp, how far a general has come. As ui/words.h. */
#ifndef UI_WORDS_NETWORK_H
#define UI_WORDS_NETWORK_H

#include "ui/network.h"
#include "ui/words.h"

/* When something was: "Thursday 14:20", without a clock "step 3". The short
 * form: "14:20", "3". */
size_t words_when(char *out, size_t room, const struct setup *setup,
                  uint32_t minute);
size_t words_when_short(char *out, size_t room, const struct setup *setup,
                        uint32_t minute);

/* Say whether a general has fallen silent for ever. */
bool words_has_fallen(const struct world *world, unsigned general);

/* What kind of letter it is, of which phase or view: "report 2". */
size_t words_post_kind(char *out, size_t room, unsigned post, unsigned phase);

/* The same in a few cells: "r2". */
size_t words_post_short(char *out, size_t room, unsigned post, unsigned phase);

/* A letter of the post, as words_letter: 'Leo reports "attack" (report 2).'
 * Under SIGHT_OUTSIDE what it says is left out. */
size_t words_post_letter(char *out, size_t room, const struct level *level,
                         const struct letter *letter, enum network_sight sight);

/* How a letter of the post departed from the duty, as words_letter_fault. */
size_t words_post_fault(char *out, size_t room, const struct level *level,
                        const struct letter *letter);

/* The question of a desk item, and one answer to it. `duty_order` is what the
 * protocol would write, or ORDER_NONE. */
/* What the city is asked; where letters were held back for too long, that. */
const char *words_next(const struct world *world);

size_t words_network_question(char *out, size_t room, const struct level *level,
                              const struct desk_item *item);
size_t words_network_option(char *out, size_t room,
                            const struct session *session,
                            const struct option *option, bool duty);

/* EVENT_LATE to EVENT_PREPARED, and for who looks at the roads from outside
 * those of letters. */
size_t words_network_event(char *out, size_t room,
                           const struct session *session,
                           const struct event *event, uint16_t eyes);

/* REASON_VOTES, REASON_QUORUM, REASON_WAITING. */
size_t words_network_reason(char *out, size_t room, const struct level *level,
                            const struct reason *reason);

/* How far a general has come, as a clause: 'report 2, "attack": 1 of 2'. */
size_t words_network_general(char *out, size_t room, const struct level *level,
                             const struct network_general *general);

/* What the lamp says, as a sentence; in a few cells, as letters: "A R". */
size_t words_lamp(char *out, size_t room, const struct level *level,
                  enum valency lamp);
size_t words_lamp_sign(char *out, size_t room, const struct level *level,
                       enum valency lamp);

#endif
