/* Blocks and chains in words, for words*.c and the screens. As ui/words.h. */
#ifndef UI_WORDS_WORK_H
#define UI_WORDS_WORK_H

#include "ui/words.h"

/* A block as a clause: 'block 4 of Leo ("attack")', "the start". */
size_t words_block(char *out, size_t room, const struct level *level,
                   const struct world *world, unsigned block);

/* The first digits of a block's id, which tell it apart. */
enum { SHORT_ID_DIGITS = 8 };
void words_short_id(char out[SHORT_ID_DIGITS + 1], const struct block *block);

/* A chance as "31 %" or "0.4 %". */
enum { PERCENT_MAX = 32 };
void words_percent(char out[PERCENT_MAX], double chance);

/* What a letter with a chain carries: "a chain of 4 blocks for "attack"". */
size_t words_chain_letter(char *out, size_t room, const struct level *level,
                          const struct letter *letter);

/* A chain reaches a camp: how long it is, whose last block it ends with. */
size_t words_chain_arrives(char *out, size_t room,
                           const struct session *session,
                           const struct letter *letter);

/* Why an invalid block is refused, as a clause. */
const char *words_flood(enum refusal refusal);

/* The question of a desk item about blocks, and one answer to it. */
size_t words_work_question(char *out, size_t room, const struct level *level,
                           const struct decision *asked);
size_t words_work_option(char *out, size_t room, const struct session *session,
                         const struct option *option);

/* EVENT_FOUND, EVENT_FOLLOWED, EVENT_CONFIRMED. */
size_t words_work_event(char *out, size_t room, const struct session *session,
                        const struct event *event, uint16_t eyes);

/* REASON_CHAIN, REASON_FEW, REASON_NO_CHAIN. */
size_t words_work_reason(char *out, size_t room, const struct level *level,
                         const struct reason *reason);

/* What a right or wrong claim rests on: the formula, its convention and value.
 */
size_t words_formula(char *out, size_t room, const struct level *level,
                     const struct outcome *outcome);

/* For the briefing: the pace of the blocks, the deadline, the confirmations,
 * and who has how much of the power. "" under other rules. */
size_t words_pace(char *out, size_t room, const struct level *level);

/* How a general stands: "Manuel follows block 4 of Leo ("attack"): 3 of 2
 * confirmations." */
size_t words_tip(char *out, size_t room, const struct level *level,
                 const struct world *world, unsigned general, uint32_t minute);

#endif
