/* Which solver a level's goal is put to, and what its answer means. */
#include "session/inquiry.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "record/record.h"
#include "rules/rules.h"

enum {
    GOAL_ANSWERS = 50000000, /* that a level's goal is worth */
    GOAL_ROOM = 16384,       /* answers of a siege that reaches it */
    COUNT_ROOM = 24          /* digits of 64 bits */
};

struct inquiry {
    struct solver *solver;
    const struct inquiry_request *request;
    struct plans_result goal;
    char *plans, *breaking; /* libgmp's, or ours */
    struct world world;
    uint64_t answers[GOAL_ROOM]; /* of the siege that reaches the goal */
};

struct inquiry *inquiry_open(void)
{
    struct inquiry *inquiry = malloc(sizeof *inquiry);
    if (inquiry == NULL) {
        return NULL;
    }
    inquiry->plans = inquiry->breaking = NULL;
    inquiry->solver = solver_open();
    if (inquiry->solver == NULL) {
        free(inquiry);
        return NULL;
    }
    return inquiry;
}

static void forget(struct inquiry *inquiry)
{
    free(inquiry->plans);
    free(inquiry->breaking);
    inquiry->plans = inquiry->breaking = NULL;
}

void inquiry_close(struct inquiry *inquiry)
{
    if (inquiry != NULL) {
        forget(inquiry);
        solver_close(inquiry->solver);
        free(inquiry);
    }
}

/* ---- The question -------------------------------------------------------- */

/* What a goal asks to be broken; 0: it is about something else. */
static unsigned breaks_of(enum goal goal)
{
    if (goal == GOAL_SPLIT) {
        return BREAKS_IC1;
    }
    if (goal == GOAL_DISOBEY) {
        return BREAKS_IC2;
    }
    return goal == GOAL_BREAK ? BREAKS_ANY : 0;
}

unsigned inquiry_goal_breaks(const struct level *level)
{
    return level->role == ROLE_TRAITOR && level->setup.rule != RULE_WORK
               ? breaks_of((enum goal)level->goal)
               : 0;
}

static unsigned asked_breaks(const struct inquiry_request *request)
{
    unsigned goal = request->of_level ? inquiry_goal_breaks(request->level) : 0;
    return request->breaks != 0 ? request->breaks
           : goal != 0          ? goal
                                : (unsigned)BREAKS_ANY;
}

/* The goal itself is tried, unless the question is about IC1 and IC2. */
static bool is_of_goal(const struct inquiry_request *request)
{
    return request->of_level && request->breaks == 0 &&
           inquiry_goal_breaks(request->level) == 0 &&
           request->level->role != ROLE_WATCH;
}

/* A level's city and loyal generals may play scripts; a setup's do their
 * duty, and luck with captures is tried both ways. */
static void set_others(struct solver_request *out,
                       const struct inquiry_request *request)
{
    const struct setup *setup = request->setup;
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    bool matters =
        setup_can_capture(setup) || (rules->traits & RULES_NO_CLOCK) != 0;
    if (request->of_level) {
        out->others = matters ? request->agents : NULL;
    } else {
        out->chances = setup->capture > 0 || (rules->traits & RULES_COINS) != 0;
    }
}

static struct solver_request for_solver(const struct inquiry_request *request)
{
    struct solver_request out = {.setup = *request->setup,
                                 .breaks = asked_breaks(request),
                                 .fewest = request->fewest,
                                 .method = request->method,
                                 .limit = request->limit,
                                 .dimacs = request->dimacs,
                                 .stop = request->stop,
                                 .tick = request->tick,
                                 .context = request->context};
    set_others(&out, request);
    return out;
}

/* ---- A goal that is tried ------------------------------------------------ */

/* Play the siege that reaches the goal, as a record of it will. */
static enum status play_goal(struct inquiry *inquiry,
                             struct inquiry_answer *answer, struct diag *why)
{
    const struct inquiry_request *request = inquiry->request;
    struct search_result *found = &answer->result.found;
    struct witness witness;
    struct verdict verdict;
    enum status status;
    if (inquiry->goal.witness_length == 0 ||
        inquiry->goal.witness_length > GOAL_ROOM) {
        return STATUS_OK;
    }
    status =
        witness_play(&witness, &inquiry->world, request->setup,
                     inquiry->answers, inquiry->goal.witness_length, 0, why);
    if (status != STATUS_OK) {
        return status;
    }
    if (!goal_reached((enum goal)request->level->goal, &inquiry->world,
                      NO_GENERAL)) {
        diag_set(why, "the siege that was found does not reach the goal");
        return STATUS_DRIFT;
    }
    game_judge(&inquiry->world, &verdict);
    found->breaks = (uint8_t)witness_breaks(&verdict);
    found->length = witness.length;
    found->means = SEARCH_BY_DOOR;
    answer->result.answers = inquiry->answers;
    return STATUS_OK;
}

static enum search_means means_of(const struct setup *setup)
{
    if (setup->rule == RULE_WORK) {
        return SEARCH_BY_FORMULA;
    }
    return setup->rule == RULE_VOTE || setup->rule == RULE_COIN
               ? SEARCH_BY_POSITIONS
               : SEARCH_BY_EXHAUSTION;
}

/* From depth 2 on there are too many plans to try them for a loyal player; that
 * the rule itself reaches the goal may be seen otherwise. */
static bool take_apart(const struct level *level, struct inquiry_answer *answer)
{
    if (level->setup.depth < 2 || session_by_parts(level) != POSSIBLE) {
        return false;
    }
    answer->of_goal = true;
    answer->reached = POSSIBLE;
    answer->result.method = SOLVER_SEARCH;
    answer->result.found = (struct search_result){
        .lies = UINT32_MAX, .verdict = SEARCH_SAFE, .means = SEARCH_BY_PARTS};
    return true;
}

/* A loyal general who reaches the goal has nothing broken. */
static enum status try_goal(struct inquiry *inquiry,
                            struct inquiry_answer *answer, struct diag *why)
{
    const struct level *level = inquiry->request->level;
    struct search_result *found = &answer->result.found;
    bool loyal = level->role == ROLE_LOYAL;
    const struct possible_room room = {.limit = GOAL_ANSWERS,
                                       .witness = inquiry->answers,
                                       .witness_room = GOAL_ROOM,
                                       .tick = inquiry->request->tick,
                                       .context = inquiry->request->context};
    enum status status = session_possible(&inquiry->goal, level, &room);
    if (status != STATUS_OK) {
        diag_set(why, "%s", status_sentence(status));
        return status;
    }
    answer->of_goal = true;
    answer->reached = (uint8_t)inquiry->goal.possible;
    answer->result.method = SOLVER_SEARCH;
    *found = (struct search_result){.states = inquiry->goal.states,
                                    .lies = UINT32_MAX,
                                    .verdict = SEARCH_UNKNOWN};
    if (inquiry->goal.possible == UNKNOWN) {
        return STATUS_OK;
    }
    bool reached = inquiry->goal.possible == POSSIBLE;
    found->verdict = reached != loyal ? SEARCH_BROKEN : SEARCH_SAFE;
    found->means = (uint8_t)means_of(inquiry->request->setup);
    if (loyal || !reached) {
        return STATUS_OK;
    }
    found->lies = inquiry->goal.fewest;
    found->minimal = inquiry->goal.exhausted;
    return play_goal(inquiry, answer, why);
}

/* ---- Counts -------------------------------------------------------------- */

static enum status count_goal(struct inquiry *inquiry,
                              struct inquiry_answer *answer, struct diag *why)
{
    bool loyal = inquiry->request->level->role == ROLE_LOYAL;
    if (!inquiry->goal.exhausted || loyal) {
        diag_set(&answer->no_count, "this goal is not one that plans reach");
        return STATUS_OK;
    }
    inquiry->plans = malloc(COUNT_ROOM);
    inquiry->breaking = malloc(COUNT_ROOM);
    if (inquiry->plans == NULL || inquiry->breaking == NULL) {
        diag_set(why, "%s", status_sentence(STATUS_MEMORY));
        return STATUS_MEMORY;
    }
    (void)snprintf(inquiry->plans, COUNT_ROOM, "%" PRIu64, inquiry->goal.plans);
    (void)snprintf(inquiry->breaking, COUNT_ROOM, "%" PRIu64,
                   inquiry->goal.reaching);
    return STATUS_OK;
}

static enum status count_siege(struct inquiry *inquiry,
                               struct inquiry_answer *answer, struct diag *why)
{
    const struct solver_request asked = for_solver(inquiry->request);
    mpz_t plans, breaking;
    enum status status;
    mpz_inits(plans, breaking, NULL);
    status = solver_count(inquiry->solver, plans, breaking, &asked,
                          &answer->no_count);
    if (status == STATUS_OK) {
        inquiry->plans = mpz_get_str(NULL, 10, plans);
        inquiry->breaking = mpz_get_str(NULL, 10, breaking);
    } else if (answer->no_count.text[0] == '\0') {
        diag_set(&answer->no_count, "it was stopped before it was done");
    }
    mpz_clears(plans, breaking, NULL);
    if (status == STATUS_OK || status == STATUS_LIMIT) {
        return STATUS_OK;
    }
    if (why != NULL) {
        *why = answer->no_count;
    }
    return status;
}

/* Whoever finds a plan must know what the others answer to it. */
static enum status refuse_script(const struct inquiry_request *request,
                                 struct diag *why)
{
    if (!request->of_level || !session_script_matters(request->level)) {
        return STATUS_OK;
    }
    diag_set(why,
             "%s plays in this level, and no solver can follow a strategy in "
             "Lua: strategos run and simulate do",
             request->level->script[0].name);
    return STATUS_SETUP;
}

/* ---- The door ------------------------------------------------------------ */

/* What the verdict means for the goal, where it is about that. */
static void compare(struct inquiry_answer *answer,
                    const struct inquiry_request *request)
{
    unsigned goal = inquiry_goal_breaks(request->level);
    answer->reached = UNKNOWN;
    if (request->of_level && goal != 0 && answer->breaks == goal &&
        answer->result.found.verdict != SEARCH_UNKNOWN) {
        answer->reached = answer->result.found.verdict == SEARCH_BROKEN
                              ? POSSIBLE
                              : IMPOSSIBLE;
    }
}

static enum status solve_siege(struct inquiry *inquiry,
                               struct inquiry_answer *answer, struct diag *why)
{
    const struct solver_request asked = for_solver(inquiry->request);
    enum status status =
        solver_run(inquiry->solver, &answer->result, &asked, why);
    if (status == STATUS_OK) {
        compare(answer, inquiry->request);
    }
    return status;
}

/* Formulas say what breaks IC1 and IC2, and nothing else. */
static enum status check_method(const struct inquiry_request *request,
                                struct diag *why)
{
    if (is_of_goal(request) &&
        (request->method == SOLVER_SAT || request->dimacs != NULL)) {
        diag_set(why,
                 "there is no formula for the goal of %s: leave --method sat "
                 "and --dimacs out, or ask about IC1 and IC2 with --breaks any",
                 request->level->id);
        return STATUS_SETUP;
    }
    return STATUS_OK;
}

enum status inquiry_run(struct inquiry *inquiry, struct inquiry_answer *out,
                        const struct inquiry_request *request, struct diag *why)
{
    struct inquiry_answer answer = {.breaks = asked_breaks(request)};
    bool goal = is_of_goal(request);
    enum status status = check_method(request, why);
    if (status != STATUS_OK) {
        return status;
    }
    forget(inquiry);
    inquiry->request = request;
    inquiry->goal = (struct plans_result){.possible = UNKNOWN};
    status = refuse_script(request, why);
    if (status == STATUS_OK && !(goal && take_apart(request->level, &answer))) {
        status = goal ? try_goal(inquiry, &answer, why)
                      : solve_siege(inquiry, &answer, why);
    }
    if (status == STATUS_OK && request->count) {
        status = goal ? count_goal(inquiry, &answer, why)
                      : count_siege(inquiry, &answer, why);
    }
    if (status == STATUS_OK) {
        answer.plans = inquiry->plans;
        answer.breaking = inquiry->breaking;
        *out = answer;
    }
    return status;
}

/* ---- The record ---------------------------------------------------------- */

struct lines {
    FILE *file;
    struct world world;
    char line[RECORD_HEAD_MAX + RECORD_LINE_MAX];
};

static enum status write_steps(struct lines *lines, const uint64_t *answers,
                               uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        struct decision asked;
        struct option option;
        struct action action = {.answer = answers[i]};
        enum status status;
        game_ask(&lines->world, &asked);
        action.cursor = asked.cursor;
        status = game_option(&lines->world, action.answer, &option);
        if (status == STATUS_OK) {
            status = game_apply(&lines->world, action, NULL);
        }
        if (status != STATUS_OK) {
            return status;
        }
        (void)record_format_step(&asked, &option, action.answer, &lines->world,
                                 lines->line, sizeof lines->line);
        (void)fputs(lines->line, lines->file);
    }
    (void)record_format_end(&lines->world, lines->line, sizeof lines->line);
    (void)fputs(lines->line, lines->file);
    return STATUS_OK;
}

static enum status write_record(struct lines *lines,
                                const struct record_head *head,
                                const uint64_t *answers, uint32_t count)
{
    enum status status = game_start(&lines->world, &head->setup, NULL, NULL);
    if (status != STATUS_OK) {
        return status;
    }
    (void)record_format_head(head, &lines->world, lines->line,
                             sizeof lines->line);
    (void)fputs(lines->line, lines->file);
    return write_steps(lines, answers, count);
}

enum status inquiry_record(char **text, size_t *length,
                           const struct setup *setup, const char *level,
                           const uint64_t *answers, uint32_t count)
{
    struct record_head head = {.setup = *setup};
    struct lines *lines = malloc(sizeof *lines);
    char *written = NULL;
    enum status status = STATUS_MEMORY;
    (void)snprintf(head.level, sizeof head.level, "%s", level);
    if (lines == NULL) {
        return status;
    }
    lines->file = open_memstream(&written, length);
    if (lines->file != NULL) {
        status = write_record(lines, &head, answers, count);
        if (fclose(lines->file) != 0) {
            status = STATUS_MEMORY;
        }
    }
    free(lines);
    if (status != STATUS_OK) {
        free(written);
        return status;
    }
    *text = written;
    return STATUS_OK;
}
