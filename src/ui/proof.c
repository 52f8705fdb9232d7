/* What is being proved, what it costs, and the siege that was found. */
#include "ui/proof.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ui/siege.h"
#include "ui/words.h"
#include "ui/words_proof.h"
#include "ui/words_say.h"

/* ---- The question -------------------------------------------------------- */

/* At the briefing there is no siege yet, or another one that was left. */
static bool is_of_siege(const struct app *app, enum screen_id from)
{
    return from != SCREEN_BRIEFING && app->session != NULL;
}

static const struct level *level_of(const struct app *app, enum screen_id from)
{
    return is_of_siege(app, from) ? session_level(app->session) : &app->level;
}

static uint64_t seed_of(const struct app *app, enum screen_id from)
{
    return is_of_siege(app, from) ? session_setup(app->session)->seed
                                  : app->options.seed;
}

static bool is_about(const struct app *app, enum screen_id from)
{
    const struct level *level = level_of(app, from);
    struct setup setup;
    struct agents others;
    level_draw(level, seed_of(app, from), &setup, &others);
    return app->proof != NULL &&
           proof_is_about(app->proof->proof, level, &setup);
}

const struct level *proof_level(const struct app *app)
{
    return level_of(app, (enum screen_id)app->proof->from);
}

bool proof_offered(const struct app *app)
{
    enum screen_id id = (enum screen_id)app->screen;
    return !proof_watched(app) && (app->session != NULL || app->has_level) &&
           proof_is_possible(level_of(app, id));
}

static bool make_room(struct app *app)
{
    if (app->proof == NULL) {
        app->proof = calloc(1, sizeof *app->proof);
    }
    if (app->proof == NULL) {
        app_say(app, "%s", status_sentence(STATUS_MEMORY));
    }
    return app->proof != NULL;
}

/* Nobody waits for the solvers to notice that they are to stop. */
static void forget(struct app_proof *proof)
{
    proof_end(proof->dying);
    proof->dying = proof->proof;
    if (proof->dying != NULL) {
        proof_cancel(proof->dying);
    }
    proof->proof = NULL;
    proof->stage = PROOF_NONE;
    proof->note[0] = '\0';
    proof->par_told = false;
}

/* ---- What it costs ------------------------------------------------------- */

/* Nothing to who watches, or after the siege, or who has read the solution. */
static bool costs(const struct app *app, enum screen_id from)
{
    if (level_of(app, from)->role == ROLE_WATCH) {
        return false;
    }
    return !is_of_siege(app, from) || (!session_over(app->session) &&
                                       !session_solution_read(app->session));
}

static bool is_known(const struct app *app, const char *level)
{
    bool known = false;
    for (size_t i = 0; i < app->known_count; i++) {
        known = known || strcmp(app->known[i], level) == 0;
    }
    return known;
}

void proof_note(struct app *app, const struct level *level)
{
    enum { FIRST = 8 };
    if (level->id[0] == '\0' || is_known(app, level->id)) {
        return;
    }
    if (app->known_count == app->known_room) {
        size_t room = app->known_room == 0 ? FIRST : 2 * app->known_room;
        void *more = realloc(app->known, room * sizeof *app->known);
        if (more == NULL) {
            return;
        }
        app->known = more;
        app->known_room = room;
    }
    (void)snprintf(app->known[app->known_count++], sizeof *app->known, "%s",
                   level->id);
}

/* What was just told is about the siege, whose level may have no name. */
static bool is_told(const struct app *app)
{
    return app->proof != NULL && app->proof->stage == PROOF_TOLD &&
           is_about(app, SCREEN_SIEGE);
}

void proof_charge(struct app *app)
{
    if (app->session == NULL || proof_watched(app) ||
        session_solution_read(app->session) ||
        !(is_known(app, session_level(app->session)->id) || is_told(app))) {
        return;
    }
    session_read_solution(app->session);
    if (session_solution_read(app->session) && session_can_undo(app->session)) {
        siege_keep(app); /* it shall be remembered */
    }
}

void proof_tell(struct app *app)
{
    app->proof->stage = PROOF_TOLD;
    proof_note(app, proof_question(app->proof->proof));
    proof_charge(app);
}

/* ---- The course of it ---------------------------------------------------- */

void proof_start(struct app *app)
{
    struct app_proof *proof = app->proof;
    enum screen_id from = (enum screen_id)proof->from;
    forget(proof);
    proof->proof =
        proof_begin(level_of(app, from), seed_of(app, from), PROOF_SECONDS);
    proof->stage = PROOF_RUNS;
    proof->second = 0;
    proof->states = 0;
    if (proof->proof == NULL) {
        proof->stage = PROOF_NONE;
        (void)snprintf(proof->note, sizeof proof->note, "%s",
                       _("There is not enough memory to prove it."));
    }
}

void proof_stop(struct app *app)
{
    forget(app->proof);
}

/* Solvers cannot rest: they are stopped, and begin anew. */
void proof_cover(struct app *app, bool covered)
{
    struct app_proof *proof = app->proof;
    if (proof == NULL) {
        return;
    }
    if (covered) {
        bool par = proof_of_par_runs(app);
        proof->rests = proof->stage == PROOF_RUNS || par;
        if (proof->rests) {
            forget(proof);
        }
    } else if (proof->rests && app->screen == SCREEN_PROOF) {
        proof->rests = false;
        proof_start(app);
    } else if (proof->rests) {
        proof->rests = false;
        proof_par(app);
    }
}

/* app->session stays, whoever's it is: it is closed with the app. */
void proof_close(struct app *app)
{
    struct app_proof *proof = app->proof;
    if (proof == NULL) {
        return;
    }
    proof_end(proof->dying);
    proof_end(proof->proof);
    session_close(proof->own);
    free(proof->own_siege);
    free(proof);
    app->proof = NULL;
}

/* What par was proved by in silence will do, unless it gave up too soon. */
static bool has_answer(const struct app_proof *proof)
{
    const char *why;
    const struct inquiry_answer *answer =
        proof->proof == NULL ? NULL : proof_answer(proof->proof, &why);
    return answer != NULL && answer->result.found.verdict != SEARCH_UNKNOWN;
}

void proof_open(struct app *app)
{
    enum screen_id from = (enum screen_id)app->screen;
    if (!proof_offered(app) || !make_room(app)) {
        return;
    }
    struct app_proof *proof = app->proof;
    bool known = is_about(app, from) && has_answer(proof);
    proof->from = (uint8_t)from;
    if (known && proof->stage == PROOF_TOLD) {
        app_go(app, SCREEN_PROOF);
        return;
    }
    if (costs(app, from)) {
        forget(proof);
        proof->stage = PROOF_ASKED;
    } else if (known) {
        proof_tell(app);
    } else {
        proof_start(app);
    }
    app_go(app, SCREEN_PROOF);
}

/* ---- Par ----------------------------------------------------------------- */

void proof_par(struct app *app)
{
    struct outcome outcome;
    const struct level *level = session_level(app->session);
    session_outcome(app->session, &outcome);
    bool counted = level->role == ROLE_TRAITOR || level->role == ROLE_CITY;
    if (!outcome.over || !outcome.reached || outcome.claimed || !counted ||
        outcome.par == 0 || level->setup.rule == RULE_WORK ||
        session_steps(app->session) || proof_watched(app) ||
        is_about(app, SCREEN_DEBRIEF) || !make_room(app)) {
        return;
    }
    forget(app->proof);
    app->proof->proof =
        proof_begin(level, session_setup(app->session)->seed, PAR_SECONDS);
}

bool proof_of_par_runs(const struct app *app)
{
    return app->proof != NULL && app->proof->proof != NULL &&
           app->proof->stage == PROOF_NONE && !app->proof->par_told;
}

void proof_look_at_par(struct app *app)
{
    if (proof_of_par_runs(app)) {
        app->proof->par_told = proof_done(app->proof->proof);
    }
}

const struct inquiry_answer *proof_of_par(const struct app *app)
{
    const char *why;
    const struct app_proof *proof = app->proof;
    return proof != NULL && (proof->stage == PROOF_TOLD || proof->par_told) &&
                   is_about(app, SCREEN_DEBRIEF)
               ? proof_answer(proof->proof, &why)
               : NULL;
}

/* ---- What was found ------------------------------------------------------ */

bool proof_watched(const struct app *app)
{
    return app->proof != NULL && app->proof->watching;
}

static void watch(struct app *app, struct session *found)
{
    struct app_proof *proof = app->proof;
    proof->own = app->session;
    proof->own_siege = app->siege;
    proof->watching = true;
    app->session = found;
    app->siege = NULL;
    app_go(app, SCREEN_SIEGE);
}

void proof_watch_begin(struct app *app)
{
    struct app_proof *proof = app->proof;
    struct session *found = NULL;
    struct diag why = {0};
    if (proof_watch(&found, proof->proof, &why) != STATUS_OK) {
        (void)snprintf(proof->note, sizeof proof->note, "%s", why.text);
        return;
    }
    watch(app, found);
}

void proof_watch_lab(struct app *app, struct session *found)
{
    if (!make_room(app)) {
        session_close(found);
        return;
    }
    app->proof->of_lab = true;
    watch(app, found);
}

void proof_watch_end(struct app *app)
{
    struct app_proof *proof = app->proof;
    if (!proof_watched(app)) {
        return;
    }
    screen_siege.close(app);
    session_close(app->session);
    app->session = proof->own;
    app->siege = proof->own_siege;
    proof->own = NULL;
    proof->own_siege = NULL;
    proof->watching = false;
    app_go(app, proof->of_lab ? SCREEN_LAB : SCREEN_PROOF);
    proof->of_lab = false;
}

void proof_title(const struct app *app, char *out, size_t room)
{
    const char *why;
    if (app->proof->of_lab) {
        words_say(out, room, "%s",
                  _("The shortest lie, as the lab found it. Space: let it run. "
                    "q: back to the lab."));
        return;
    }
    const struct inquiry_answer *answer = proof_answer(app->proof->proof, &why);
    char what[WORDS_MAX] = "", back[WORDS_MAX];
    struct outcome outcome;
    if (answer != NULL) {
        words_watched(what, sizeof what, proof_question(app->proof->proof),
                      answer);
    }
    session_outcome(app->session, &outcome);
    words_back(back, sizeof back, &outcome);
    words_say(out, room, _("q: back to your own. %s %s"), what, back);
}
