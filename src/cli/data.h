/* Where the program's data lie at run time: $STRATEGOS_DATA, else beside the
 * executable, else the folder that the build named. Reads nothing of them. */
#ifndef CLI_DATA_H
#define CLI_DATA_H

#include "level/campaign.h"

struct data {
    char levels[400];     /* folder of chapters */
    char strategies[400]; /* folder of the strategies in Lua */
    char locale[400];     /* LANGUAGE/LC_MESSAGES/strategos.mo below it */
};

void data_find(struct data *out);

/* List the levels, and say where the strategies lie. Returns an exit code: 0,
 * or 3 when that was told. */
int data_campaign(struct campaign *out);

#endif
