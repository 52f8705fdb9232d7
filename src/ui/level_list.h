/* What the campaign's screen shows of each level: read from the files when the
 * screen is entered, one level kept whole for the panel beside the list. */
#ifndef UI_LEVEL_LIST_H
#define UI_LEVEL_LIST_H

#include "ui/screen.h"

enum { LEVEL_ROW_TEXT = 640 };

/* What the list shows of a level. */
struct level_row {
    char title[LEVEL_ROW_TEXT];
    char fault[LEVEL_ROW_TEXT]; /* the first one of a level that is broken */
    uint8_t kind;               /* enum level_role */
    uint8_t stars;
    bool broken;
    bool opens; /* the first one of its chapter */
};

struct level_list {
    int count, next;    /* next: the first that is not won, or -1 */
    int shown;          /* the level that is in `level`, or -1 */
    struct level level; /* the one beside the list; used to read the others */
    struct level_row row[];
};

/* The campaign, or an empty one. */
const struct campaign *level_list_campaign(const struct app *app);

/* Read every level into app->levels anew. False: there is no memory. */
bool level_list_open(struct app *app);
void level_list_close(struct app *app);

/* Bring this level into app->levels->level. False: it is broken. */
bool level_list_show(struct app *app, int at);

#endif
