/* The siege screen's state and the parts it is put together from: time, map,
 * panel, keys. For the screens siege, battle and debrief only. */
#ifndef UI_SIEGE_H
#define UI_SIEGE_H

#include "ui/art.h"
#include "ui/layout.h"
#include "ui/screen.h"
#include "ui/siege_tree.h"

enum {
    PANEL_ROWS_MAX = 4096,
    SIEGE_SPEEDS = 5,
    CAMP_ITEM = 0x10000,  /* mouse items from here on are camps */
    BLOCK_ITEM = 0x20000, /* and from here on blocks */
    CLAIM_LIMIT = 400000  /* answers tried while the player waits */
};

/* What the siege waits for before anything else. */
enum siege_prompt {
    PROMPT_NONE,
    PROMPT_CLAIM,    /* "it cannot be done": sure? */
    PROMPT_RESTART,  /* from the beginning: sure? */
    PROMPT_SOLUTION, /* the third hint, for all stars but one: sure? */
    PROMPT_COUNT
};

/* What the panel shows. */
enum panel_page {
    PAGE_DESK, /* letters and the choices at hand */
    PAGE_HINTS,
    PAGE_CAMP,   /* what is known of one camp, and why it decided so */
    PAGE_LETTER, /* one letter */
    PAGE_CHAIN   /* the blocks of one chain, and one of them in detail */
};

/* A line of the panel. */
enum panel_kind {
    ROW_BLANK,
    ROW_HEAD,     /* line .line of what items from .item on are about */
    ROW_STAND,    /* the standing order for .general */
    ROW_ITEM,     /* the desk's question .item, about .general */
    ROW_CHOICE,   /* answer .option of the desk's question .item */
    ROW_LETTER,   /* letter number .item as the tents know it */
    ROW_TEXT,     /* line .line of sentence .item (enum panel_text) */
    ROW_TALLY,    /* letters for order .option */
    ROW_FORECAST, /* who would decide .option */
    ROW_LIES,
    ROW_TREE,  /* line .item of the drawn tree of blocks */
    ROW_TIP,   /* the chain that ends with block .item */
    ROW_BLOCK, /* block .item in the list of a chain */
    ROW_LAMP,  /* without a clock: what can still come */
    ROW_NEXT,  /* and one thing that may happen next: answer .item */
    ROW_STATE, /* and how far .general has come, and the one after it where
                  .option is 2 */
    ROW_SEND   /* the button that lets the riders go */
};

/* Sentences of the panel. */
enum panel_text {
    TEXT_TENT, /* whose letters these are */
    TEXT_STANDING,
    TEXT_FORECAST,
    TEXT_LEGEND, /* keys of the orders */
    TEXT_NO_LETTERS,
    TEXT_PAST, /* this is the past */
    TEXT_RIDE, /* time runs */
    TEXT_WAIT, /* nothing to choose: let time run */
    TEXT_OVER,
    TEXT_NEXT,                           /* what happens next? */
    TEXT_ON_ROAD,                        /* letters in flight */
    TEXT_COST,                           /* of the hints */
    TEXT_HINT,                           /* + number of the hint */
    TEXT_CAMP = TEXT_HINT + LEVEL_HINTS, /* + number of the reason */
    TEXT_LETTER = TEXT_CAMP + 64,        /* + number of the sentence */
    TEXT_WORK = TEXT_LETTER + 64,        /* + number: how the race stands */
    TEXT_BLOCK = TEXT_WORK + 64,         /* + number: the block at hand */
    TEXT_LADDER = TEXT_BLOCK + 64        /* + number: the rungs of the ladder */
};

struct panel_row {
    uint32_t item;
    uint8_t kind; /* enum panel_kind */
    uint8_t general, option;
    uint8_t depth; /* indentation */
    uint8_t line;  /* of a wrapped text */
};

struct panel {
    struct panel_row row[PANEL_ROWS_MAX];
    int rows;
    int fixed; /* the last rows, which do not scroll */
    int width; /* cells that texts were wrapped for */
};

/* The ladders of the two generals as they were last computed, for which
 * minute, and after how many questions. */
struct siege_ladder {
    struct knowledge_ladder of[2];
    uint32_t minute, cursor;
    bool known;
};

struct app_siege {
    uint32_t shown;   /* the minute on the glass */
    bool running;     /* time runs towards the present */
    bool onward;      /* without a clock: and then the next thing happens by
                         itself */
    bool map_only;    /* in a narrow screen: the map, not the panel */
    bool drowsy;      /* a siege or its desk has just opened: Enter only wakes
                         the cursor, as it may have been meant for what was
                         before */
    bool battle_seen; /* the battle does not begin by itself again */
    bool recorded;    /* the end was noted in the progress */
    bool lost_told;   /* that a strategy in Lua lost a turn */
    uint8_t shoulder; /* who is looked through: 0 all, g + 1, the last + 1
                         nobody; for who may see all */
    uint8_t speed;    /* 0 .. SIEGE_SPEEDS - 1 */
    uint8_t prompt;   /* enum siege_prompt */
    uint8_t page;     /* enum panel_page */
    uint8_t hints;    /* shown so far */
    uint8_t mark[GENERALS_MAX]; /* enum camp_mark, the player's pencil */
    uint8_t camp;               /* general of PAGE_CAMP, or NO_GENERAL */
    uint32_t letter;            /* of PAGE_LETTER, or NO_LETTER */
    uint16_t chain;             /* of PAGE_CHAIN: its last block */
    uint16_t tampered;          /* block whose order is changed, for show; or
                                   NO_BLOCK */
    uint8_t assumed;            /* percent of the power that the traitors may
                                   have, for the risk */
    int tree_first;             /* lowest height in sight */
    int tree_height;            /* of the panel, which cells are chosen by */
    struct tree tree;           /* as last laid out */
    struct siege_ladder ladder; /* as last computed */
    int cursor, scroll;         /* of the panel, over panel.row */
    unsigned battle_at;         /* picture number of the battle */
    char news[320];             /* answer to a key, once */
    char tag[GENERALS_MAX][32]; /* under the camps, without a clock */
    struct panel panel;         /* as last drawn */
    struct layout layout;       /* as last drawn */
    struct ground ground;
};

/* Make the siege's state if there is none, at the beginning of the session.
 * Fails: false when there is no memory or no session. */
bool siege_open(struct app *app);

/* Lay out the screen at its present size and list the panel's lines. */
void siege_settle(struct app *app);

/* Whose letters are on the glass: session_eyes; one general's, or nobody's,
 * where all may be seen and somebody chose to see less. */
uint16_t siege_eyes(const struct app *app);

/* The general whose tent alone is looked into, or NO_GENERAL. */
unsigned siege_tent(const struct app *app);

/* The camps that the player plays. */
uint16_t siege_mine(const struct session *session);

/* Say whether general g may be named a traitor on the glass. */
bool siege_known_traitor(const struct app *app, unsigned g);

/* --- siege_time.c: the minute on the glass --- */
uint32_t siege_present(const struct app *app); /* the last minute there is */
bool siege_in_past(const struct app *app);
/* Say whether the desk may be worked at: the present is shown, not over. */
bool siege_at_desk(const struct app *app);
void siege_run(struct app *app, bool run);
/* Show the map while time runs and to who has no desk, else the panel; it
 * matters where there is room for one only. */
void siege_show_side(struct app *app);
void siege_step(struct app *app, int direction);
void siege_jump(struct app *app, uint32_t minute);
void siege_time_tick(struct app *app);
unsigned siege_time_tick_in(const struct app *app);
/* Minute of the week of a minute of the siege. */
uint32_t siege_week_minute(const struct app *app, uint32_t minute);
bool siege_is_night(const struct app *app, uint32_t minute);
void siege_time_draw(struct app *app, struct frame *frame, int y);
void siege_header_draw(struct app *app, struct frame *frame);
/* What happened up to the minute shown, in the order of time. Owner: the
 * caller frees the list; NULL when there is no memory. */
struct told {
    struct event event;
    uint32_t number; /* in the order in which it was written down */
};
struct told *siege_events(const struct app *app, size_t *count);
/* The last event at the minute shown, in words. */
void siege_news(const struct app *app, char *out, size_t room);

/* --- siege_riders.c: who is on the road --- */

/* Those who ride from one camp to another at the minute shown. */
struct siege_riders {
    uint32_t sent, arrives;
    uint8_t orders; /* bit o: one of them is seen to carry order o */
    uint8_t open, lie, captured, sealed, unknown, block;
    uint8_t none;  /* one of them carries no order */
    uint8_t place; /* percent of their road; 0: by sent and arrives */
    uint8_t focus; /* one of them may be let through just now */
};

struct siege_traffic {
    struct siege_riders riders[GENERALS_MAX][GENERALS_MAX];
    struct siege_riders coming; /* without a clock: who arrives */
    uint8_t coming_from, coming_to;
};

/* Who is in sight on which road at the minute shown. */
void siege_traffic(const struct app *app, struct siege_traffic *out);
void siege_riders_draw(const struct app *app, struct frame *frame,
                       const struct siege_traffic *traffic);
/* Say whether anybody rides at the minute shown, seen or not. */
bool siege_rides(const struct app *app);
/* Roads with messengers in sight at the minute shown. */
unsigned siege_riders(const struct app *app);

/* --- siege_map.c --- */
void siege_ground(const struct app *app, struct box map, struct ground *out);
void siege_map_draw(struct app *app, struct frame *frame);
/* What is shown of one camp. Owner: text of the level and of gettext. */
void siege_camp_look(const struct app *app, unsigned g, struct camp_look *out);

/* --- siege_rows.c: which lines the panel has; siege_say.c: its sentences;
 * siege_line.c: one line drawn; siege_panel.c: those in sight --- */
void siege_rows(struct app *app, int width, int height);
/* Add a line; a blank one unless it is the first or there is one already; a
 * sentence, as many lines as it needs. */
void siege_add_row(struct panel *panel, struct panel_row row);
void siege_add_blank(struct panel *panel);
/* siege_letters.c: the letters of the tents. */
void siege_letter_rows(struct app *app);
void siege_add_text(struct app *app, enum panel_kind kind, uint32_t item);
/* A wrapped sentence of the panel, as a whole. */
void siege_sentence(const struct app *app, const struct panel_row *row,
                    char *out, size_t room);
/* The key that chooses an order: its letter where that is free, else its
 * number from 1. */
void siege_order_key(const struct level *level, unsigned order, char *out,
                     size_t room);
/* Silence has a key that is no order's; "s" will do where that is free. */
#define SILENCE_KEY "0"
bool siege_s_is_free(const struct level *level);
bool siege_row_selectable(const struct panel_row *row);
void siege_line_draw(const struct app *app, struct frame *frame,
                     const struct panel_row *row, struct box box);
/* siege_foot.c */
void siege_lies_draw(const struct app *app, struct frame *frame,
                     struct box box);
const char *siege_send_text(const struct app *app);
void siege_panel_draw(struct app *app, struct frame *frame, struct box box);
void siege_chronicle_draw(struct app *app, struct frame *frame, struct box box);

/* --- siege_work.c: what the panel says and does about blocks --- */
bool siege_works(const struct app *app);
/* The rows of the desk's page above the questions, and of PAGE_CHAIN. */
void siege_work_rows(struct app *app, int height);
void siege_chain_rows(struct app *app, int height);
/* siege_work_say.c */
void siege_work_sentence(const struct app *app, uint32_t item, char *out,
                         size_t room);
/* The block under the cursor, or NO_BLOCK. */
unsigned siege_block_at_cursor(const struct app *app);
/* Say whether a block no longer holds since one below it was changed. */
bool siege_block_broken(const struct app *app, unsigned block);
void siege_open_chain(struct app *app, unsigned block);
/* Keys: build on the block under the cursor; show chains; keep all back or
 * not; change a block for show; assume another share of the power. False: it
 * is none of these. */
bool siege_work_key(struct app *app, uint32_t key);
bool siege_work_offers(const struct app *app, uint32_t key);

/* --- siege_work_draw.c: one line of a tip, of a block, of a question --- */
void siege_question_draw(const struct app *app, struct frame *frame,
                         const struct panel_row *row, int answers_at,
                         struct box box);
void siege_trust_draw(const struct app *app, struct frame *frame,
                      unsigned block, int x, struct box box, bool chosen);

/* --- siege_tree_draw.c: one line of the tree --- */
int siege_tree_lines(const struct app *app, int height);
void siege_tree_draw(const struct app *app, struct frame *frame, uint32_t row,
                     struct box box);
/* Keep the end of the tree, or the block under the cursor, in sight. */
void siege_tree_scroll(struct app *app, int width, int height);
/* Let clicks on the cells of this line select their blocks. */
void siege_tree_hits(struct app *app, struct box box, uint32_t row);
/* A block as "▫F4": order and height. Returns the next free column. */
int siege_tag_draw(const struct app *app, struct frame *frame, unsigned block,
                   int x, int y);
void siege_tip_draw(const struct app *app, struct frame *frame, unsigned block,
                    struct box box);
void siege_block_draw(const struct app *app, struct frame *frame,
                      unsigned block, struct box box);

/* --- siege_ladder.c: who knows that who knows (acks) --- */
void siege_ladder_rows(struct app *app, int height);
void siege_ladder_sentence(const struct app *app, uint32_t line, char *out,
                           size_t room);
/* Digits ask for so many confirmations. False: nobody is asked. */
bool siege_demand_key(struct app *app, uint32_t key);
/* --- siege_network.c: rules without a clock: rows and keys --- */
bool siege_networks(const struct app *app);
enum panel_size siege_network_panel(const struct app *app);
/* Say whether everybody begins with a value, and nobody commands. */
bool siege_inputs(const struct app *app);
/* Say whether the player chooses what happens next, just now. */
bool siege_schedules(const struct app *app);
/* The rows above the questions; what may happen next; the foot. */
void siege_network_rows(struct app *app);
void siege_next_rows(struct app *app);
void siege_state_rows(struct app *app, int height);
/* The answer that stands for it: the first one, the solution's, or what was
 * taken back. */
uint32_t siege_next_answer(const struct app *app);
/* Let the thing under the cursor happen, or the first one. */
void siege_let_happen(struct app *app);
/* Let what stands happen, or the solution where it was read, step after step,
 * until somebody decides, the siege is over or a key is pressed. */
void siege_run_on(struct app *app);
/* Digits choose by number. False: it is no such key. */
bool siege_network_key(struct app *app, uint32_t key);
/* The letter under the cursor that may arrive next, or NO_LETTER. */
uint32_t siege_letter_at_cursor(const struct app *app);

/* --- siege_network_draw.c: one line of them --- */
void siege_lamp_draw(const struct app *app, struct frame *frame,
                     struct box box);
void siege_next_draw(const struct app *app, struct frame *frame,
                     uint32_t option, struct box box);
void siege_state_draw(const struct app *app, struct frame *frame,
                      const struct panel_row *row, struct box box);
void siege_post_draw(const struct app *app, struct frame *frame,
                     uint32_t letter, struct box box);
/* "Bardas → Leo" on one line; where the box is too narrow, generals without
 * names are their numbers, and names share the room. */
void siege_road_draw(const struct app *app, struct frame *frame, struct box box,
                     unsigned from, unsigned to);

/* --- siege_network_map.c: riders who wait, camps --- */
void siege_network_traffic(const struct app *app, struct siege_traffic *out);
void siege_network_camp(const struct app *app, unsigned g,
                        struct camp_look *out);

/* --- siege_network_time.c: the last step in words; the mark of an event on the
 * line of time: who decided what, who fell silent --- */
void siege_step_text(const struct app *app, char *out, size_t room);
/* The minute where the line of time ends: the time limit, if it is near. */
uint32_t siege_steps_end(const struct app *app);
void siege_step_news(const struct app *app, char *out, size_t room);
void siege_turn_draw(const struct app *app, struct frame *frame,
                     const struct event *event, int x, int y);

/* --- siege_quorum.c: pbft: how far a general has come towards his quorums; a
 * prepare or commit that a traitor may send --- */
void siege_quorum_draw(const struct app *app, struct frame *frame, unsigned g,
                       int names, struct box box);
void siege_vouch_draw(const struct app *app, struct frame *frame,
                      const struct desk_item *item, const struct option *option,
                      struct box box);

/* --- siege_keys.c --- */
/* Keys that change the siege, or what is kept of it: they do nothing in one
 * that is only watched. */
bool siege_changes(uint32_t key);
void siege_key(struct app *app, uint32_t key);
void siege_select(struct app *app, int item, bool activate);
bool siege_back(struct app *app);
/* Put the cursor on the first choice. */
void siege_first_row(struct app *app);

/* The panel's line under the cursor, or NULL. */
const struct panel_row *siege_row_at_cursor(const struct app *app);

/* --- siege_look.c: looking closer --- */
void siege_open_page(struct app *app, enum panel_page page);
/* Explain the camp or letter under the cursor, or go back. */
void siege_inspect(struct app *app);
void siege_look_through(struct app *app);
void siege_pencil(struct app *app);

/* --- siege_play.c: what keys do to the session --- */
void siege_send(struct app *app);

/* Say once that a strategy in Lua lost a turn, where one did. */
void siege_say_lost(struct app *app);

/* The siege is over: battle, then debrief. */
void siege_finish(struct app *app);
void siege_undo(struct app *app);

/* Keep the siege, and write its record, where that is asked for: neither a
 * siege that is watched nor one of the lab's. */
void siege_keep(struct app *app);
void siege_redo(struct app *app);
void siege_restart(struct app *app);
void siege_claim(struct app *app);
void siege_hint(struct app *app);
void siege_solve(struct app *app);
/* Answer the panel's row with an order, the truth or silence. */
enum siege_say { SAY_ORDER, SAY_TRUTH, SAY_SILENCE, SAY_NEXT };
void siege_answer(struct app *app, const struct panel_row *asked,
                  enum siege_say say, unsigned order);
/* Note a win and forget the kept siege, once. */
void siege_end(struct app *app);

#endif
