/* The inside of "prove it" and "show me the shortest lie", for the files of ui/
 * only: what is being proved, what it costs, and the siege that is watched
 * instead of one's own.
 *
 * A proof gives away whether a goal can be reached, and what was found can be
 * watched: from then on that siege is worth one star at most, like one whose
 * solution was read. A siege that is over keeps its stars; played again, it is
 * worth one. */
#ifndef UI_PROOF_H
#define UI_PROOF_H

#include "session/proof.h"
#include "ui/screen.h"

enum {
    PROOF_SECONDS = 60, /* until it gives up */
    PAR_SECONDS = 3     /* the same, for par's sake after a siege */
};

enum proof_stage {
    PROOF_NONE,  /* nothing was asked for */
    PROOF_ASKED, /* it costs: sure? */
    PROOF_RUNS,
    PROOF_TOLD /* it is done, and the player has seen it */
};

struct app_proof {
    struct proof *proof; /* may run, or be done, without the player knowing */
    struct proof *dying; /* was told to stop, and may need a moment for it */
    uint8_t stage;       /* enum proof_stage */
    uint8_t from;        /* enum screen_id: where it was asked for */
    bool rests;          /* it was stopped while nobody could see it */
    bool of_lab;         /* what is watched was found there */
    unsigned second;     /* of the work, as last shown, */
    uint64_t states;     /* and what was looked at by then */
    bool par_told;       /* of par in silence: it is done, and was looked at */
    bool watching;       /* app->session is what was found; one's own is: */
    struct session *own;
    struct app_siege *own_siege;
    char note[320]; /* why it could not begin, or be shown */
};

/* Say whether there is something to prove on this screen. */
bool proof_offered(const struct app *app);

/* Go to the screen of the proof; begin at once where it costs nothing. */
void proof_open(struct app *app);

/* The player agreed to what it costs. */
void proof_start(struct app *app);

/* It is done, and the player sees it: that has its cost. */
void proof_tell(struct app *app);

/* Stop it where it runs, and forget what was asked. */
void proof_stop(struct app *app);

/* For screens on which something is proved: nobody can see it now; or again. */
void proof_cover(struct app *app, bool covered);

/* Give all of it back; app->proof is NULL afterwards. */
void proof_close(struct app *app);

/* The level that is asked about. */
const struct level *proof_level(const struct app *app);

/* Prove par in silence, after a siege whose goal was reached; say whether it is
 * still being proved, look at it, and say what came of it, or NULL. What is
 * drawn changes with a look only. */
void proof_par(struct app *app);
bool proof_of_par_runs(const struct app *app);
void proof_look_at_par(struct app *app);
const struct inquiry_answer *proof_of_par(const struct app *app);

/* The player knows from now on how this level ends. */
void proof_note(struct app *app, const struct level *level);

/* The siege at hand is about to be played: what the player knows has its cost.
 */
void proof_charge(struct app *app);

/* Watch what was found instead of one's own siege; and back. */
void proof_watch_begin(struct app *app);
void proof_watch_end(struct app *app);

/* The same for a siege that the lab has found; it becomes the app's. */
void proof_watch_lab(struct app *app, struct session *found);

/* Say whether the siege on the glass is one that was found: nothing of it is
 * kept, and nothing can be changed in it. */
bool proof_watched(const struct app *app);

/* The line above such a siege: what it is, and the way back. */
void proof_title(const struct app *app, char *out, size_t room);

#endif
