/* The post of the rules without a clock (vote, coin, pbft): letters in flight,
 * which the city lets arrive one at a time, and the letters that have arrived
 * and are remembered for a while for the eyes. Knows nothing of what letters
 * mean. For rules/ only.
 *
 * The clock counts steps of STEP_MINUTES: one for each letter that arrives.
 * Nothing that is still in flight is ever forgotten. */
#ifndef RULES_POST_H
#define RULES_POST_H

#include "rules/rules.h"

/* The post of a world. Range: RULE_VOTE, RULE_COIN or RULE_PBFT. */
struct post *post_of(struct world *world);
const struct post *post_in(const struct world *world);

/* Write the next letter: `letter` holds from, to, kind, phase, order, duty,
 * claim and the flags POST_DUE and POST_SILENT; everything else is filled in.
 * Without a road it is as silence, and is not due. Forgets old letters where
 * there is no room. Range: post_has_room. Returns its number. */
uint32_t post_write(struct world *world, const struct post_letter *letter,
                    struct event_log *log);

/* Say whether this many letters more find room. */
bool post_has_room(const struct world *world, uint32_t more);

/* The letter with this number, or NULL when it is forgotten or not written. */
struct post_letter *post_find(struct world *world, uint32_t number);
const struct post_letter *post_look(const struct world *world, uint32_t number);

/* Say whether it is on its road. */
bool post_flies(const struct post_letter *letter);

/* It arrives now; POST_LATE in `flags` when it can no longer matter. */
void post_arrive(struct world *world, struct post_letter *letter,
                 unsigned flags, struct event_log *log);

/* Its messenger is captured now. */
void post_capture(struct world *world, struct post_letter *letter,
                  struct event_log *log);

/* Move world->at to the number of the next letter that chance may capture.
 * Returns false when there is none left. */
bool post_next_chance(struct world *world);

/* What the city may do beside the letters: a rule's own choices (falls,
 * timeouts), and which letters may arrive now. */
struct post_city {
    bool (*offers)(const struct world *, const struct post_letter *);
    uint32_t (*extras)(const struct world *);
    void (*extra)(const struct world *, uint32_t i, struct option *);
};

/* The question what happens next, and its options: the letters that may arrive,
 * the oldest first; the rule's own choices; the captures of letters on
 * watched roads while the budget lasts. Options 0: nothing can happen any more.
 */
void post_ask(const struct world *world, const struct post_city *city,
              struct decision *out);
void post_option(const struct world *world, const struct post_city *city,
                 uint32_t i, struct option *out);

/* What option 0 of that question is, OPTION_COUNT where there is none: says
 * whether the siege can go on. */
enum option_kind post_first(const struct world *world,
                            const struct post_city *city);

/* The question whether chance captures letter world->at. */
void post_ask_chance(const struct world *world, struct decision *out);

/* struct rules, members letters and letter. */
uint32_t post_letters(const struct world *world);
void post_letter(const struct world *world, uint32_t index, struct letter *out);

#endif
