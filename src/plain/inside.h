/* The inside of the line-oriented front end, for the files of plain/ only. */
#ifndef PLAIN_INSIDE_H
#define PLAIN_INSIDE_H

#include "plain/plain.h"
#include "session/progress.h"
#include "session/proof.h"

enum {
    PLAIN_WIDTH = 78,     /* cells of a line */
    PLAIN_LINE_MAX = 512, /* bytes of an input line; the rest is dropped */
    PLAIN_ROWS = 40,      /* of a list that nobody asked to see whole */
    PLAIN_CLAIM_LIMIT = 1000000, /* answers tried for a claim */
    PLAIN_PROOF_SECONDS = 20,    /* until a proof gives up */
    PLAIN_PAR_STATES = 300000    /* looked at to prove par */
};

/* What to do after a level. */
enum plain_next { NEXT_NOTHING, NEXT_QUIT, NEXT_LEVELS, NEXT_LEVEL };

struct plain {
    const struct plain_options *options;
    struct level level;
    struct session *session;
    char line[PLAIN_LINE_MAX]; /* the last input, trimmed */
    uint32_t shown;            /* letters that arrived by then were told */
    size_t events_told;        /* watch: of the chronicle */
    unsigned hints;            /* given so far */
    bool warned;               /* that the last one costs stars */
    bool lost_told;            /* that a strategy in Lua lost a turn */
    uint8_t predicted;         /* order, or ORDER_NONE */
    uint8_t next;              /* enum plain_next */
    bool eof;
    bool debriefed;           /* the end was told */
    bool claiming, confirmed; /* the last line was a claim, and the one before
                                 this one was */
    struct proof *proof; /* of this level, as the player has seen it; or NULL */
    bool proving, agreed; /* as claiming and confirmed: "prove" */
    int code;
};

/* --- plain_io.c --- */

/* Print a text wrapped at PLAIN_WIDTH; lines after the first are indented. The
 * newlines of the text stay. Bytes that are no text become '?'. */
void plain_say(struct plain *plain, const char *text, int indent);

/* Print a formatted sentence with its particles settled. */
void plain_sayf(struct plain *plain, int indent, const char *format, ...)
    STRATEGOS_PRINTF(3, 4);

/* Print an empty line. */
void plain_gap(struct plain *plain);

/* Ask for a line; false at the end of input. plain->line is then "q". */
bool plain_read(struct plain *plain);

/* --- plain_words.c --- */

/* Take the first word of *text and step over it; "" at the end. */
void plain_word(const char **text, char *word, size_t room);

/* Say whether the input is this command word, in English or translated. */
bool plain_is(const char *input, const char *word);

/* Read a number from 1; 0 when the word is none. */
size_t plain_number(const char *word);

/* The order that a word names, by id, by name or by a beginning of them that
 * fits only one; ORDER_NONE when none. */
unsigned plain_order(const struct level *level, const char *text);

/* The general that a word names; NO_GENERAL when none. */
unsigned plain_general(const struct level *level, const char *text);

/* --- plain_levels.c --- */

/* List the levels and load the one that is chosen; false at the end. Sets
 * *record to the kept siege when that is to be taken up. */
bool plain_choose(struct plain *plain, char **record, size_t *length);

/* The number of a level for people: "2-1". */
void plain_level_number(const char *id, char *out, size_t room);

/* Load the level after the present one; false when it was the last. */
bool plain_load_next(struct plain *plain);

/* --- plain_news.c --- */

/* Tell the letters that arrived after `since`, at most `rows` of them; returns
 * how many there are. */
size_t plain_say_letters(struct plain *plain, uint32_t since, size_t rows);

/* All letters that reached the tents so far. */
void plain_show_letters(struct plain *plain);

/* Two generals: how high the ladders are that may be seen; nothing else. */
void plain_say_ladder(struct plain *plain);

/* Watch: everything that was not told yet, up to the next round at a time, by
 * the clock; and whether there is something. */
void plain_say_events(struct plain *plain);

/* Proof of work: what happened since the last turn as far as the player knows,
 * and the tree of blocks that the player knows; the tree alone. */
void plain_say_work(struct plain *plain);
void plain_say_chains(struct plain *plain);
bool plain_events_wait(const struct plain *plain);

/* --- plain_network.c: rules without a clock --- */

/* What happened since the last turn, how far everybody has come, the lamp. */
void plain_say_network(struct plain *plain);
void plain_say_generals(struct plain *plain); /* how far they have come */

/* Say whether the question is what happens next: its answer is sent at once. */
bool plain_schedules(const struct plain *plain);

/* Let what is marked happen until somebody decides or the siege is over. */
void plain_run(struct plain *plain);

/* Tell how things stand after the session moved. (plain.c) */
void plain_moved(struct plain *plain);

/* Say whether the words of the input name this option: "Leo Manuel" is the
 * letter of Leo to Manuel; "fall Leo", "timeout Leo", "capture Leo Manuel". */
bool plain_names_step(const struct plain *plain, const char *text,
                      const struct option *option);

/* Send what is on the desk, and tell what comes of it. (plain.c) */
void plain_send(struct plain *plain);

/* --- plain_desk.c --- */

/* Tell what is new, then the questions. */
void plain_show_round(struct plain *plain);

/* The first `rows` questions, the counts and the forecast. */
void plain_say_desk(struct plain *plain, size_t rows);
void plain_say_item(struct plain *plain, const struct desk_item *item,
                    size_t index, bool whole);
void plain_say_answers(struct plain *plain, size_t item);
void plain_say_count(struct plain *plain);
void plain_say_forecast(struct plain *plain);

/* The k-th answer to an item as it is listed, from 0. Decisions are listed by
 * order, so that the place in the list says nothing. */
uint32_t plain_listed(const struct plain *plain, size_t item, uint32_t k);

/* --- plain_answer.c --- */

/* Take one line as a command to the desk; false when it is none. */
bool plain_desk_command(struct plain *plain);

/* --- plain_lab.c: the laboratory --- */

/* The bound of a rule as a map; `text`: "signed 2", or "" for OM(1). */
void plain_lab_bound(struct plain *plain, const char *text);

/* Say which bounds can be asked for, and how. */
void plain_lab_rules(struct plain *plain);

/* The plans of the level, where they give nothing away, and a small sample. */
void plain_lab(struct plain *plain);

/* --- plain_brief.c --- */

void plain_help(struct plain *plain);
void plain_briefing(struct plain *plain);

/* Ask for the level's prediction, if it wants one. */
void plain_ask_prediction(struct plain *plain);

/* --- plain_end.c --- */

/* The end: what happened, who lied, why, and the idea. */
void plain_debrief(struct plain *plain);

/* The battle, the verdict, who lied and why everybody decided so. */
void plain_say_battle(struct plain *plain, const struct outcome *outcome);

/* --- plain_prove.c --- */

/* Put the level's goal to the solvers; tell the shortest lie that was found. */
void plain_prove(struct plain *plain);
void plain_lie(struct plain *plain);

/* The siege goes on: what the player has seen proved has its cost. */
void plain_charge(struct plain *plain);

/* Write the record where the caller wants it, and keep the siege. */
void plain_save(struct plain *plain);

/* By what par is proven to be the least, if it is. */
void plain_say_par(struct plain *plain, const struct outcome *outcome);

/* Forget what was proved: another level. */
void plain_forget_proof(struct plain *plain);

#endif
