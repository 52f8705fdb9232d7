/* What came of a siege, for people and as JSON. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "cli/scripted.h"
#include "core/world.h"
#include "level/level.h"

/* Of a replay; NULL for a siege just played. */
struct report_replay {
    uint32_t steps;
    bool complete;
};

/* The scripts that played, and where they sat; NULL when none did. */
struct report_scripts {
    const struct scripted *files;
    const struct scripts *seated;
};

/* One line of JSON as the contract has it; a replay and scripts add their
 * members. */
void report_json(const struct world *world, const struct report_replay *replay,
                 const struct report_scripts *scripts);

/* A few lines; names are the level's. */
void report_text(const struct world *world, const struct level *level,
                 const struct report_replay *replay);

#endif
