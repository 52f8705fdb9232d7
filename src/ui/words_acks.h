/* Two generals in words: demands, confirmations, and the ladder of who knows
 * that who knows. As ui/words.h. */
#ifndef UI_WORDS_ACKS_H
#define UI_WORDS_ACKS_H

#include "solve/knowledge.h"
#include "ui/words.h"

enum {
    LADDER_RUNGS_SAID = 5 /* no longer chain of knowing is put into words */
};

/* What a letter is: "Theodora orders "attack"." "Basil confirms (1 of 3)."
 * Nothing came: that too. */
size_t words_leg_letter(char *out, size_t room, const struct level *level,
                        const struct letter *letter);

/* The same as a clause beside the order: "Basil: confirmation 1"; in the tent
 * where it lies "confirmation 1". */
size_t words_leg(char *out, size_t room, const struct level *level,
                 const struct letter *letter, bool own_tent);

/* Say whether it did not come, but another messenger of its leg has by this
 * minute: then its receiver misses nothing. */
bool words_leg_spared(const struct world *world, const struct letter *letter,
                      uint32_t minute);

/* How many confirmations an option asks for: "2 confirmations". */
size_t words_demand(char *out, size_t room, unsigned count);

/* REASON_LEGS and REASON_LACKS. */
size_t words_leg_reason(char *out, size_t room, const struct level *level,
                        const struct reason *reason);

/* Sentences of the ladder of the player, who knows about general `other`;
 * sentence `line`, from 0: the rungs that hold, from `lowest` (from 1) on, then
 * the first that does not. "" behind the last one. */
size_t words_ladder(char *out, size_t room, const struct level *level,
                    const struct knowledge_ladder *ladder, unsigned other,
                    uint32_t lowest, uint32_t line);

/* How high somebody's ladder is, for who looks on: "Basil: 2 rungs." */
size_t words_ladder_of(char *out, size_t room, const struct level *level,
                       const struct knowledge_ladder *ladder, unsigned g);

#endif
