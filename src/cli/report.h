/* What came of a siege, for people and as JSON. */
#ifndef CLI_REPORT_H
#define CLI_REPORT_H

#include "core/world.h"
#include "level/level.h"

/* Of a replay; NULL for a siege just played. */
struct report_replay {
    uint32_t steps;
    bool complete;
};

/* One line of JSON as the contract has it; a replay adds its members. */
void report_json(const struct world *world, const struct report_replay *replay);

/* A few lines; names are the level's. */
void report_text(const struct world *world, const struct level *level,
                 const struct report_replay *replay);

#endif
