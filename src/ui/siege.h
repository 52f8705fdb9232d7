/* The siege screen's state and the parts it is put together from: map, panel,
 * time. For scr_siege.c, scr_battle.c, scr_debrief.c and the briefing only. */
#ifndef UI_SIEGE_H
#define UI_SIEGE_H

#include "ui/layout.h"
#include "ui/screen.h"

enum { PANEL_ROWS_MAX = 4096, SIEGE_SPEEDS = 5 };

/* What the panel waits for besides its rows. */
enum siege_prompt {
    PROMPT_NONE,
    PROMPT_CLAIM,   /* "it cannot be done": sure? */
    PROMPT_RESTART, /* from the beginning: sure? */
    PROMPT_PREDICT  /* what will be decided? before the siege begins */
};

/* A line of the panel. */
enum panel_kind {
    ROW_BLANK,
    ROW_HEAD,     /* a heading: text by .item's chain */
    ROW_STAND,    /* the standing order for .general */
    ROW_ITEM,     /* the desk's question .item */
    ROW_CHOICE,   /* one answer, .option, of the desk's question .item */
    ROW_LETTER,   /* letter number .item as my tents know it */
    ROW_TALLY,    /* letters for order .option */
    ROW_FORECAST, /* what .general would decide */
    ROW_LIES,
    ROW_CAMP, /* general .general in an inspection */
    ROW_TEXT, /* a sentence, number .item (hints, inspection) */
    ROW_SEND  /* the button that lets the riders go */
};

struct panel_row {
    uint32_t item;
    uint8_t kind; /* enum panel_kind */
    uint8_t general, option;
    uint8_t depth; /* indentation */
};

struct panel {
    struct panel_row row[PANEL_ROWS_MAX];
    int rows;
    int fixed; /* the last rows, which do not scroll */
};

struct app_siege {
    uint32_t shown;    /* the minute on the glass */
    bool running;      /* time runs towards the present */
    uint8_t speed;     /* 0 .. SIEGE_SPEEDS - 1 */
    uint8_t prompt;    /* enum siege_prompt */
    uint8_t predicted; /* the order foretold, or ORDER_NONE */
    bool asked;        /* the prediction was asked for */
    uint8_t hints;     /* shown so far */
    bool inspect;      /* the panel explains camp or letter */
    bool map_only;     /* in a narrow screen: the map, not the panel */
    bool hidden;       /* a teacher covers what only some know */
    bool battle_seen;
    uint8_t camp;         /* general under inspection, or NO_GENERAL */
    uint32_t letter;      /* letter under inspection, or NO_LETTER */
    int cursor, scroll;   /* of the panel, over panel.row */
    uint32_t battle_at;   /* picture number of the battle */
    char news[320];       /* complaint or answer to a key, once */
    struct panel panel;   /* as last drawn */
    struct layout layout; /* as last drawn */
    struct ground ground;
};

/* Make the siege's state if there is none, and point it at the beginning of
 * the open session. Fails: false when there is no memory. */
bool siege_open(struct app *app);

/* Give the state back; app->siege is NULL afterwards. */
void siege_close(struct app *app);

#endif
