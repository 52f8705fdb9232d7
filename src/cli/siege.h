/* The siege that a command is about: a LEVEL or a SETUP, and who plays whom. */
#ifndef CLI_SIEGE_H
#define CLI_SIEGE_H

#include "cli/options.h"
#include "cli/scripted.h"
#include "level/campaign.h"

struct siege {
    struct level level; /* for names; of a setup: without a story */
    struct setup setup; /* secrets settled, seed set */
    struct agents agents;
    uint8_t plays[GENERALS_MAX]; /* --as, by general, where it is a traitor */
    uint8_t city;                /* the same; STRATEGY_COUNT: not given */
    struct scripted scripted;    /* files of --as; the caller frees them with
                                    scripted_free, whatever the exit code */
};

/* Load a level by its id or its path; `campaign` may be NULL: then it is
 * listed. Returns an exit code; a fault was told. */
int siege_load(struct level *out, const struct campaign *campaign,
               const char *id);

/* Let those play in a level against its player whom --as names. Returns an exit
 * code; a fault was told. */
int siege_oppose(struct level *level, const struct options *options);

/* Read LEVEL or SETUP, --seed and --as, into a zeroed siege. Returns an exit
 * code; a fault was told. */
int siege_choose(struct siege *out, const struct options *options);

/* Read a SETUP and --seed only. */
int siege_choose_setup(struct siege *out, const struct options *options);

/* The same, and a SETUP may have more letters than a world has room for; then
 * game_start refuses it with STATUS_FULL. */
int siege_choose_large(struct siege *out, const struct options *options);

/* The same for many sieges whose secrets differ: --as may name whoever may be a
 * traitor in one of them. `setup` and `agents` are those of the seed. */
int siege_choose_many(struct siege *out, const struct options *options);

#endif
