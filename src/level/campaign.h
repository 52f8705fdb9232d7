/* The ordered set of levels: folders and files below a levels directory,
 * sorted by name ("1-chain/1-fourth.level"). Reads directory entries only;
 * a level is loaded when it is needed. */
#ifndef LEVEL_CAMPAIGN_H
#define LEVEL_CAMPAIGN_H

#include "level/level.h"

enum { CAMPAIGN_MAX = 256 };

struct campaign_entry {
    char id[LEVEL_ID_MAX];
    char path[512];
};

struct campaign {
    char strategies[400]; /* folder of the strategies in Lua that the game comes
                             with; "": none. Owner: the caller sets it after
                             campaign_scan. */
    size_t count;
    struct campaign_entry entry[CAMPAIGN_MAX];
};

/* List the levels below `directory`.
 * Fails: STATUS_IO (no such directory), STATUS_FULL. */
STRATEGOS_CHECKED enum status
campaign_scan(struct campaign *out, const char *directory, struct diag *why);

/* What a level is called now that had this id in an older campaign; the id
 * itself where it did not move. `room` holds LEVEL_ID_MAX bytes. */
const char *campaign_moved(const char *id, char *room);

/* Find by id ("1-chain/1-fourth"), by its last part when only one level has
 * it, or by a number "1-1" of chapter and level. Returns its index, or
 * campaign->count. */
size_t campaign_find(const struct campaign *campaign, const char *id);

/* Load a level named by id, or by a file's path when no level has that id, and
 * find the strategies in Lua that play in it.
 * Fails: STATUS_MISSING, and as level_load and level_miss_scripts; faults then
 * has at least one entry and `out` is untouched. */
STRATEGOS_CHECKED enum status campaign_load(struct level *out,
                                            const struct campaign *campaign,
                                            const char *id_or_path,
                                            struct diag_list *faults);

#endif
