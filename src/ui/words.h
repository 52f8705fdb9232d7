/* Sentences about a siege, shared by the screens and the plain lines: what a
 * letter says, what is asked, what happened, why a general obeys an order, how
 * it ended. Whole translated sentences with generals by name, in the language
 * of ui/text. Draws nothing, changes nothing.
 *
 * Every function is snprintf-like: it closes with a zero, cuts at `room` and
 * returns the length that it wanted. A sentence ends with a full stop; a
 * clause does not. WORDS_MAX is room enough for every one of them. */
#ifndef UI_WORDS_H
#define UI_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/view.h"
#include "level/level.h"
#include "rules/rules.h"
#include "session/session.h"

enum { WORDS_MAX = 1024 };

/* The generals of a mask as a list: "Leo, Manuel and Theodora". */
size_t words_generals(char *out, size_t room, const struct level *level,
                      uint16_t mask);

/* A chain of letters as names, the commander first: "Bardas > Leo". */
size_t words_chain(char *out, size_t room, const struct level *level,
                   uint64_t chain, unsigned length);

/* What a letter says: 'Leo says that Bardas said "attack".' Sealed: '"attack",
 * sealed by Bardas and Leo.' Nothing written: a sentence that says so, and
 * which sealed letter was kept back. */
size_t words_letter(char *out, size_t room, const struct level *level,
                    const struct letter *letter);

/* Where a letter is, as a clause: "arrived Thursday 14:20", "captured on the
 * road", "the seal of Bardas is not his". */
size_t words_letter_state(char *out, size_t room, const struct level *level,
                          const struct letter *letter);

/* For the debrief: how a letter departed from the duty, who wrote it to whom.
 * "" when it did not and was not captured. */
size_t words_letter_fault(char *out, size_t room, const struct level *level,
                          const struct letter *letter);

/* The question of a desk item: "What does Leo tell Manuel that Bardas said?"
 */
size_t words_question(char *out, size_t room, const struct level *level,
                      const struct desk_item *item);

/* One answer to it, as a clause: "attack (lie)", "write nothing",
 * "keep it back", "accuse Leo". `world` is read for letters of a proof. */
size_t words_option(char *out, size_t room, const struct session *session,
                    size_t item, uint32_t option);

/* A standing order, as a clause: "always the truth", "attack", "silence". */
size_t words_standing(char *out, size_t room, const struct level *level,
                      struct standing standing);

/* What happened, for the line of news. What only some know is told as they
 * know it: `eyes` as in session_eyes; "" when they know nothing of it. */
size_t words_event(char *out, size_t room, const struct session *session,
                   const struct event *event, uint16_t eyes);

/* One reason (rules->explain) why `general` must obey an order. */
size_t words_reason(char *out, size_t room, const struct level *level,
                    const struct world *world, const struct reason *reason);

/* "Manuel obeys "attack"." For a traitor: that it stays in camp. */
size_t words_decided(char *out, size_t room, const struct level *level,
                     const struct world *world, unsigned general);

/* Who the player is: "You are Leo, a traitor, and Nikephoros is with you." */
size_t words_role(char *out, size_t room, const struct level *level);

/* The goal: the level's own words, else a sentence for the goal's kind. */
size_t words_goal(char *out, size_t room, const struct level *level);

/* How it ended, in one sentence that says why: goal reached or missed, claim
 * right or wrong (with the number of plans tried). */
size_t words_outcome(char *out, size_t room, const struct level *level,
                     const struct outcome *outcome);

/* A word of comfort after a loss: to try again, and that some goals cannot be
 * reached by anyone; the same in every level. "" after a win or a claim. */
size_t words_again(char *out, size_t room, const struct level *level,
                   const struct outcome *outcome);

/* Say whether the level's idea, and the story that comes afterwards, fit to how
 * it ended: the idea would give away an unwon level that cannot be won, the
 * story tells of a goal that was reached. */
bool words_idea_fits(const struct level *level, const struct outcome *outcome);
bool words_story_fits(const struct level *level, const struct outcome *outcome);

/* Safety and liveness told apart, each in a sentence of its own: whether the
 * loyal generals decided the same (agreement), what they had to (validity), and
 * all of them at all (termination). */
size_t words_agreement(char *out, size_t room, const struct level *level,
                       const struct world *world,
                       const struct verdict *verdict);
size_t words_validity(char *out, size_t room, const struct level *level,
                      const struct world *world, const struct verdict *verdict);
size_t words_termination(char *out, size_t room, const struct level *level,
                         const struct world *world,
                         const struct verdict *verdict);

/* The battle: who attacked when, and whether the city falls. */
size_t words_battle(char *out, size_t room, const struct level *level,
                    const struct world *world);

/* Who the traitors are. */
size_t words_traitors(char *out, size_t room, const struct level *level,
                      const struct setup *setup);

#endif
