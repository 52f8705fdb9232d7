#include "session/lab_plans.h"

#include <stdlib.h>
#include <string.h>

#include "lab/sweep.h"

static const double sat_seconds = 20; /* that one question is worth */

/* ---- Which questions ----------------------------------------------------- */

/* Whose secrets are drawn for each siege, there is no one siege to ask about;
 * and a loyal player shall not read here who lies. */
static bool is_settled(const struct level *level)
{
    return level->secret.traitors == 0;
}

static bool lies(const struct lab_plans *plans)
{
    return plans->setup.traitors != 0 && is_settled(&plans->level) &&
           sweep_takes((enum rule_id)plans->setup.rule);
}

/* The goal is a question of its own where it is not about IC1 or IC2. */
static bool has_goal(const struct lab_plans *plans)
{
    return plans->of_level && plans->level.role != ROLE_WATCH &&
           inquiry_goal_breaks(&plans->level) == 0;
}

static void choose(struct lab_plans *plans)
{
    plans->finding[LAB_GOAL].asked = has_goal(plans);
    for (int i = LAB_IC1; i <= LAB_EITHER; i++) {
        plans->finding[i].asked = lies(plans);
    }
}

struct lab_plans *lab_plans_open(const struct level *level, bool of_level,
                                 uint64_t seed)
{
    struct lab_plans *plans = calloc(1, sizeof *plans);
    if (plans == NULL) {
        return NULL;
    }
    plans->level = *level;
    plans->of_level = of_level;
    plans->at = LAB_QUESTIONS;
    level_draw(level, seed, &plans->setup, &plans->agents);
    choose(plans);
    return plans;
}

static void forget(struct lab_finding *finding)
{
    free(finding->answers);
    free(finding->plans);
    free(finding->breaking);
}

void lab_plans_close(struct lab_plans *plans)
{
    for (int i = 0; plans != NULL && i < LAB_QUESTIONS; i++) {
        forget(&plans->finding[i]);
    }
    free(plans);
}

bool lab_plans_full(const struct lab_plans *plans)
{
    for (int i = 0; i < LAB_QUESTIONS; i++) {
        const struct lab_finding *finding = &plans->finding[i];
        if (finding->asked && !finding->counted) {
            return false;
        }
    }
    return true;
}

bool lab_plans_any(const struct lab_plans *plans)
{
    bool any = false;
    for (int i = 0; i < LAB_QUESTIONS; i++) {
        any = any || plans->finding[i].asked;
    }
    return any;
}

/* ---- One question -------------------------------------------------------- */

struct worker {
    struct errand *errand;
    double begun; /* seconds of the errand: this step */
    struct lab_plans *plans;
    struct inquiry *inquiry;
};

static bool tick(void *context, uint64_t states)
{
    const struct worker *worker = context;
    double limit = worker->plans->limit;
    return errand_tick(worker->errand, states) &&
           (limit <= 0 ||
            errand_seconds(worker->errand) - worker->begun <= limit);
}

static struct inquiry_request request_of(struct worker *worker,
                                         enum lab_question question)
{
    static const unsigned breaks[LAB_QUESTIONS] = {[LAB_IC1] = BREAKS_IC1,
                                                   [LAB_IC2] = BREAKS_IC2,
                                                   [LAB_EITHER] = BREAKS_ANY};
    const struct lab_plans *plans = worker->plans;
    return (struct inquiry_request){.level = &plans->level,
                                    .setup = &plans->setup,
                                    .agents = &plans->agents,
                                    .of_level = plans->of_level,
                                    .fewest = true,
                                    .breaks = breaks[question],
                                    .limit = sat_seconds,
                                    .stop = errand_stop(worker->errand),
                                    .tick = tick,
                                    .context = worker};
}

/* A fraction of two numbers of any length, from their first digits. */
static double share_of(const char *part, const char *whole)
{
    enum { DIGITS = 17 };
    char a[DIGITS + 1], b[DIGITS + 1];
    size_t skipped_a, skipped_b;
    double share;
    if (strcmp(part, "0") == 0 || strcmp(whole, "0") == 0) {
        return 0;
    }
    memset(a, 0, sizeof a);
    memset(b, 0, sizeof b);
    strncpy(a, part, DIGITS);
    strncpy(b, whole, DIGITS);
    skipped_a = strlen(part) - strlen(a);
    skipped_b = strlen(whole) - strlen(b);
    share = strtod(a, NULL) / strtod(b, NULL);
    for (; skipped_b > skipped_a && share > 0; skipped_b--) {
        share /= 10;
    }
    for (; skipped_a > skipped_b; skipped_a--) {
        share *= 10;
    }
    return share;
}

static uint64_t *copy_answers(const struct solver_result *result)
{
    size_t bytes = result->found.length * sizeof *result->answers;
    uint64_t *copy =
        bytes == 0 || result->answers == NULL ? NULL : malloc(bytes);
    if (copy != NULL) {
        memcpy(copy, result->answers, bytes);
    }
    return copy;
}

static void take_verdict(struct lab_finding *finding,
                         const struct inquiry_answer *answer)
{
    finding->answer = *answer;
    finding->answers = copy_answers(&answer->result);
    finding->answer.result.answers = finding->answers;
    if (finding->answers == NULL) {
        finding->answer.result.found.length = 0;
    }
    finding->answer.plans = finding->answer.breaking = NULL;
    finding->solved = true;
}

static void take_count(struct lab_finding *finding,
                       const struct inquiry_answer *answer)
{
    finding->answer.no_count = answer->no_count;
    if (answer->plans != NULL && answer->breaking != NULL) {
        finding->plans = strdup(answer->plans);
        finding->breaking = strdup(answer->breaking);
    }
    if (finding->plans != NULL && finding->breaking != NULL) {
        finding->share = share_of(finding->breaking, finding->plans);
    }
    finding->answer.plans = finding->plans;
    finding->answer.breaking = finding->breaking;
}

static void begin_step(struct worker *worker, enum lab_question question,
                       bool counting)
{
    errand_lock(worker->errand);
    worker->plans->at = (uint8_t)question;
    worker->plans->counting = counting;
    errand_unlock(worker->errand);
    (void)errand_tick(worker->errand, 0);
}

/* A goal is decided and counted in one go, being tried plan by plan. */
static bool asks_count(const struct worker *worker)
{
    return worker->plans->counting || worker->plans->at == LAB_GOAL;
}

static void fail(struct lab_finding *finding, enum status status,
                 const struct diag *why)
{
    struct diag *fault =
        finding->solved ? &finding->answer.no_count : &finding->fault;
    *fault = *why;
    if (fault->text[0] == '\0') {
        diag_set(fault, "%s", status_sentence(status));
    }
    finding->solved = finding->counted = true;
}

/* What was stopped has no answer, and stays open. */
static void end_step(struct worker *worker, enum status status,
                     const struct inquiry_answer *answer,
                     const struct diag *why, double seconds)
{
    struct lab_finding *finding = &worker->plans->finding[worker->plans->at];
    if (!errand_goes_on(worker->errand)) {
        return;
    }
    errand_lock(worker->errand);
    finding->seconds += seconds;
    if (status != STATUS_OK) {
        fail(finding, status, why);
    }
    if (status == STATUS_OK && !finding->solved) {
        take_verdict(finding, answer);
    }
    if (status == STATUS_OK && asks_count(worker)) {
        take_count(finding, answer);
        finding->counted = true;
    }
    errand_unlock(worker->errand);
}

/* The verdict first, since it is there first; then the numbers. */
static void step(struct worker *worker, enum lab_question question,
                 bool counting)
{
    struct inquiry_request request = request_of(worker, question);
    struct inquiry_answer answer = {.of_goal = false};
    struct diag why = {.line = 0};
    enum status status;
    worker->begun = errand_seconds(worker->errand);
    begin_step(worker, question, counting);
    request.count = asks_count(worker);
    request.fewest = !counting;
    status = inquiry_run(worker->inquiry, &answer, &request, &why);
    end_step(worker, status, &answer, &why,
             errand_seconds(worker->errand) - worker->begun);
}

static void answer_all(struct worker *worker)
{
    for (int i = 0; i < LAB_QUESTIONS; i++) {
        const struct lab_finding *finding = &worker->plans->finding[i];
        if (finding->asked && !finding->solved &&
            errand_goes_on(worker->errand)) {
            step(worker, (enum lab_question)i, false);
        }
        if (finding->asked && !finding->counted &&
            errand_goes_on(worker->errand)) {
            step(worker, (enum lab_question)i, true);
        }
    }
}

/* Nothing can be asked. */
static void fail_all(struct worker *worker)
{
    const struct diag why = {.line = 0};
    errand_lock(worker->errand);
    for (int i = 0; i < LAB_QUESTIONS; i++) {
        struct lab_finding *finding = &worker->plans->finding[i];
        if (finding->asked && !finding->counted) {
            fail(finding, STATUS_MEMORY, &why);
        }
    }
    errand_unlock(worker->errand);
}

void lab_plans_work(struct errand *errand, void *job)
{
    struct lab_plans *plans = job;
    struct worker worker = {
        .errand = errand, .plans = plans, .inquiry = inquiry_open()};
    if (worker.inquiry != NULL) {
        answer_all(&worker);
        inquiry_close(worker.inquiry);
    } else {
        fail_all(&worker);
    }
    errand_lock(errand);
    plans->at = LAB_QUESTIONS;
    errand_unlock(errand);
}
