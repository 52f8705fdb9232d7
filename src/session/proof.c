#include "session/proof.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "session/errand.h"
#include "session/solved.h"

enum {
    NAP = 2000000,  /* nanoseconds */
    SCHEDULE = 2000 /* steps until the goal is reached, or not at all */
};

struct proof {
    struct level level;
    struct setup setup; /* drawn: secrets are settled */
    struct agents others;
    struct inquiry *inquiry; /* NULL once it is done: it is large */
    struct errand *errand;   /* NULL: it was run at once */
    struct errand *inside;   /* the same, for the thread */
    struct inquiry_answer answer;
    uint64_t *answers; /* what the answer points to */
    char *plans, *breaking;
    char *schedule; /* record of a siege that the positions lead through the
                       goal's; or NULL */
    size_t schedule_length;
    struct diag why;
    enum status status;
    bool count, fewest;
    uint8_t method;  /* enum solver_method */
    double limit;    /* seconds; 0: none */
    uint64_t most;   /* states; 0: any number */
    uint64_t states; /* where there is no errand */
};

bool proof_is_possible(const struct level *level)
{
    return level->role != ROLE_WATCH || level->setup.rule != RULE_WORK;
}

static struct proof *make(const struct level *level, uint64_t seed)
{
    struct proof *proof = calloc(1, sizeof *proof);
    if (proof == NULL) {
        return NULL;
    }
    proof->level = *level;
    level_draw(level, seed, &proof->setup, &proof->others);
    proof->inquiry = inquiry_open();
    if (proof->inquiry == NULL) {
        free(proof);
        return NULL;
    }
    return proof;
}

static bool tick(void *context, uint64_t states)
{
    struct proof *proof = context;
    if (proof->inside == NULL) {
        proof->states = states;
        return proof->most == 0 || states <= proof->most;
    }
    return errand_tick(proof->inside, states) &&
           (proof->limit <= 0 || errand_seconds(proof->inside) < proof->limit);
}

/* A setup alone has no id, and nobody who reaches for a goal. */
static bool is_of_level(const struct level *level)
{
    return level->id[0] != '\0' || level->role != ROLE_WATCH;
}

/* What was looked at stays what it is while a siege is played. */
static bool goes_on(void *context, uint64_t turns)
{
    struct proof *proof = context;
    (void)turns;
    return tick(proof, proof->answer.result.found.states);
}

/* Where positions decided: let the city do what they say, until the goal is
 * reached. With coins that takes luck, and may fail. */
static void play_schedule(struct proof *proof)
{
    struct session *session = NULL;
    struct outcome outcome = {.over = false};
    if (proof->answer.reached != POSSIBLE ||
        proof->answer.result.found.means != SEARCH_BY_POSITIONS ||
        session_open(&session, &proof->level, proof->setup.seed, NULL) !=
            STATUS_OK) {
        return;
    }
    session_lamp_tick(session, tick, proof);
    if (solved_run(session, SCHEDULE, goes_on, proof)) {
        session_outcome(session, &outcome);
    }
    if (outcome.reached &&
        session_record(session, &proof->schedule, &proof->schedule_length) !=
            STATUS_OK) {
        proof->schedule = NULL;
    }
    session_close(session);
}

static bool copy_texts(struct proof *proof)
{
    if (proof->answer.plans == NULL || proof->answer.breaking == NULL) {
        return true;
    }
    proof->plans = strdup(proof->answer.plans);
    proof->breaking = strdup(proof->answer.breaking);
    proof->answer.plans = proof->plans;
    proof->answer.breaking = proof->breaking;
    return proof->plans != NULL && proof->breaking != NULL;
}

static bool copy_answers(struct proof *proof)
{
    size_t size = proof->answer.result.found.length * sizeof(uint64_t);
    if (size == 0) {
        proof->answer.result.answers = NULL;
        return true;
    }
    proof->answers = malloc(size);
    if (proof->answers == NULL) {
        return false;
    }
    memcpy(proof->answers, proof->answer.result.answers, size);
    proof->answer.result.answers = proof->answers;
    return true;
}

/* Keep the answer, and give the room of the solvers back. */
static void keep(struct proof *proof)
{
    if (proof->status == STATUS_OK &&
        (!copy_texts(proof) || !copy_answers(proof))) {
        proof->status = STATUS_MEMORY;
    }
    inquiry_close(proof->inquiry);
    proof->inquiry = NULL;
}

static void ask(struct proof *proof, const atomic_bool *stop)
{
    const struct inquiry_request request = {.level = &proof->level,
                                            .setup = &proof->setup,
                                            .agents = &proof->others,
                                            .of_level =
                                                is_of_level(&proof->level),
                                            .fewest = proof->fewest,
                                            .count = proof->count,
                                            .method = proof->method,
                                            .limit = proof->limit,
                                            .stop = stop,
                                            .tick = tick,
                                            .context = proof};
    proof->status =
        inquiry_run(proof->inquiry, &proof->answer, &request, &proof->why);
    keep(proof);
    if (proof->status == STATUS_OK && proof->count) {
        play_schedule(proof);
    }
}

static void work(struct errand *errand, void *job)
{
    struct proof *proof = job;
    proof->inside = errand;
    ask(proof, errand_stop(errand));
}

struct proof *proof_begin(const struct level *level, uint64_t seed,
                          double limit)
{
    struct proof *proof = make(level, seed);
    if (proof == NULL) {
        return NULL;
    }
    proof->limit = limit;
    proof->count = true;
    proof->fewest = true;
    proof->errand = errand_begin(work, proof);
    if (proof->errand == NULL) {
        proof_end(proof);
        return NULL;
    }
    return proof;
}

struct proof *proof_run(const struct level *level, uint64_t seed, bool fewest,
                        uint64_t states)
{
    struct proof *proof = make(level, seed);
    if (proof != NULL) {
        proof->fewest = fewest;
        proof->most = states;
        proof->method = states > 0 ? SOLVER_SEARCH : SOLVER_AUTO;
        ask(proof, NULL);
    }
    return proof;
}

void proof_wait(const struct proof *proof)
{
    const struct timespec nap = {.tv_nsec = NAP};
    while (!proof_done(proof)) {
        (void)nanosleep(&nap, NULL);
    }
}

bool proof_is_about(const struct proof *proof, const struct level *level,
                    const struct setup *setup)
{
    return proof != NULL && strcmp(proof->level.id, level->id) == 0 &&
           memcmp(&proof->setup, setup, sizeof *setup) == 0;
}

const struct level *proof_question(const struct proof *proof)
{
    return &proof->level;
}

bool proof_done(const struct proof *proof)
{
    return proof->errand == NULL || errand_done(proof->errand);
}

uint64_t proof_states(const struct proof *proof)
{
    if (proof_done(proof) && proof->status == STATUS_OK) {
        return proof->answer.result.found.states;
    }
    return proof->errand == NULL ? proof->states : errand_states(proof->errand);
}

double proof_seconds(const struct proof *proof)
{
    return proof->errand == NULL ? 0 : errand_seconds(proof->errand);
}

const struct inquiry_answer *proof_answer(const struct proof *proof,
                                          const char **why)
{
    if (!proof_done(proof)) {
        *why = "";
        return NULL;
    }
    *why = proof->why.text[0] != '\0' ? proof->why.text
                                      : status_sentence(proof->status);
    return proof->status == STATUS_OK ? &proof->answer : NULL;
}

enum proof_shows proof_shows(const struct proof *proof)
{
    const char *why;
    const struct inquiry_answer *answer = proof_answer(proof, &why);
    if (answer == NULL || answer->result.found.verdict == SEARCH_UNKNOWN) {
        return PROOF_SHOWS_NOTHING;
    }
    if (proof->level.role == ROLE_LOYAL) {
        return answer->reached == POSSIBLE ? PROOF_SHOWS_NO_PLAN
                                           : PROOF_SHOWS_NOTHING;
    }
    if (answer->result.found.verdict == SEARCH_SAFE) {
        return PROOF_SHOWS_NOTHING;
    }
    if (answer->result.found.length > 0 || proof->schedule != NULL) {
        return PROOF_SHOWS_SIEGE;
    }
    return answer->result.found.means == SEARCH_BY_TREE ||
                   answer->result.found.means == SEARCH_BY_DOOR
               ? PROOF_SHOWS_TOO_LARGE
               : PROOF_SHOWS_NO_PLAN;
}

static enum status write_siege(const struct proof *proof, char **text,
                               size_t *length)
{
    const struct solver_result *result = &proof->answer.result;
    if (proof->schedule == NULL) {
        return inquiry_record(text, length, &proof->setup, proof->level.id,
                              result->answers, result->found.length);
    }
    *text = malloc(proof->schedule_length + 1);
    if (*text == NULL) {
        return STATUS_MEMORY;
    }
    memcpy(*text, proof->schedule, proof->schedule_length);
    *length = proof->schedule_length;
    return STATUS_OK;
}

enum status proof_watch(struct session **out, const struct proof *proof,
                        struct diag *why)
{
    struct level *level = malloc(sizeof *level);
    char *text = NULL;
    size_t length = 0;
    enum status status = STATUS_MEMORY;
    if (level != NULL) {
        *level = proof->level;
        level->role = ROLE_WATCH;
        level->player = NO_GENERAL;
        status = write_siege(proof, &text, &length);
    }
    if (status == STATUS_OK) {
        status = session_resume(out, level, text, length, why);
    } else {
        diag_set(why, "%s", status_sentence(status));
    }
    free(text);
    free(level);
    return status;
}

void proof_cancel(struct proof *proof)
{
    if (proof->errand != NULL) {
        errand_cancel(proof->errand);
    }
}

void proof_end(struct proof *proof)
{
    if (proof != NULL) {
        errand_end(proof->errand);
        inquiry_close(proof->inquiry);
        free(proof->answers);
        free(proof->plans);
        free(proof->breaking);
        free(proof->schedule);
        free(proof);
    }
}
