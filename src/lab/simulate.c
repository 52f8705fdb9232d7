#include "lab/simulate.h"

#include <math.h>

#include "lab/jobs.h"
#include "rules/rules.h"

static void count_acks(struct simulate_tally *tally, const struct world *world)
{
    unsigned attackers = 0;
    for (unsigned g = 0; g < world->setup.generals; g++) {
        attackers += world->decided[g] != ORDER_NONE &&
                     world->decided[g] != ORDER_RETREAT;
    }
    tally->none += attackers == 0;
    tally->alone += attackers == 1;
    tally->both += attackers >= 2;
}

static void count_square(struct simulate_tally *tally, uint64_t low,
                         uint64_t high)
{
    tally->square_low += low;
    tally->square_high += high + (tally->square_low < low);
}

/* The phase in which the last loyal general that has not fallen decided. */
static void count_phase(struct simulate_tally *tally, const struct world *world)
{
    const struct memory_vote *vote = &world->memory.vote;
    uint64_t last = 0;
    for (unsigned g = 0; g < world->setup.generals; g++) {
        bool counts =
            !setup_is_traitor(&world->setup, g) && (vote->fallen >> g & 1) == 0;
        if (counts && vote->ended[g] > last) {
            last = vote->ended[g];
        }
    }
    tally->phases++;
    tally->phase_sum += last;
    count_square(tally, last * last, 0);
    if (last > SIMULATE_PHASES) {
        tally->beyond++;
    } else {
        tally->phase[last]++;
    }
}

static void count_run(struct simulate_tally *tally, const struct world *world)
{
    struct verdict verdict;
    game_judge(world, &verdict);
    tally->runs++;
    tally->agreement += verdict.agreement != 0;
    tally->judged += verdict.validity != TRI_VOID;
    tally->validity += verdict.validity == TRI_YES;
    tally->termination += verdict.termination != 0;
    tally->falls += verdict.falls != 0;
    tally->broken += verdict.agreement == 0 || verdict.validity == TRI_NO ||
                     verdict.termination == 0;
    if (world->setup.rule == RULE_ACKS) {
        count_acks(tally, world);
    }
    if (world->setup.rule == RULE_COIN && verdict.termination != 0) {
        count_phase(tally, world);
    }
}

static void draw_run(const struct simulation *simulation, uint64_t run,
                     struct setup *setup, struct agents *agents)
{
    level_draw(simulation->level, nature_draw(simulation->seed, run), setup,
               agents);
    for (unsigned g = 0; g < setup->generals; g++) {
        if (simulation->plays[g] != SIMULATE_AS_LEVEL &&
            setup_is_traitor(setup, g)) {
            agents->general[g] = simulation->plays[g];
        }
    }
    if (simulation->city != SIMULATE_AS_LEVEL) {
        agents->city = simulation->city;
    }
}

/* Answer the open question, and with it those like it that nobody needs to look
 * at. */
static enum status answer(struct world *world, struct scripts *scripts,
                          const struct agents *agents,
                          const struct decision *asked, uint64_t *lies)
{
    uint8_t answers[ROW_MAX];
    uint32_t row = asked->chooser == CHOOSER_TRAITOR ? game_row(world) : 1;
    if (asked->cursor + row > AGENTS_ANSWERS_MAX) {
        return STATUS_FULL;
    }
    if (row > 1 && agents_answer_row(agents, asked, answers, row)) {
        for (uint32_t i = 0; i < row; i++) {
            *lies += answers[i] != 0;
        }
        return game_apply_row(world, asked->cursor, answers, row);
    }
    struct action action = {.cursor = asked->cursor,
                            .answer =
                                scripts_answer(scripts, agents, world, asked)};
    *lies += asked->chooser == CHOOSER_TRAITOR && action.answer != 0;
    return game_apply(world, action, NULL);
}

static bool is_stopped(const struct simulation *simulation)
{
    return simulation->stop != NULL && atomic_load(simulation->stop);
}

/* Play to the end, or to where there is no room or no end in sight, or until
 * it is stopped. */
static enum status play(struct world *world,
                        const struct simulation *simulation,
                        const struct agents *agents, uint64_t *lies)
{
    enum status status = STATUS_OK;
    struct decision asked;
    game_ask(world, &asked);
    while (asked.chooser != CHOOSER_NOBODY && status == STATUS_OK &&
           !is_stopped(simulation)) {
        status = answer(world, simulation->scripts, agents, &asked, lies);
        game_ask(world, &asked);
    }
    return status;
}

enum status simulate_add(struct simulate_tally *tally,
                         const struct simulation *simulation, uint64_t first,
                         uint64_t end, struct world *world, struct diag *why)
{
    for (uint64_t run = first; run < end; run++) {
        struct setup setup;
        struct agents agents;
        enum status status;
        if (simulation->tick != NULL &&
            !simulation->tick(simulation->context)) {
            break;
        }
        draw_run(simulation, run, &setup, &agents);
        status = game_start(world, &setup, NULL, why);
        if (status != STATUS_OK) {
            return status;
        }
        scripts_begin(simulation->scripts, simulation->level->blind);
        uint64_t lies = 0;
        status = play(world, simulation, &agents, &lies);
        if (is_stopped(simulation)) {
            return STATUS_LIMIT;
        }
        tally->lies += lies;
        tally->stopped += status != STATUS_OK;
        count_run(tally, world);
    }
    return STATUS_OK;
}

void simulate_sum(struct simulate_tally *to, const struct simulate_tally *one)
{
    to->runs += one->runs;
    to->agreement += one->agreement;
    to->termination += one->termination;
    to->falls += one->falls;
    to->broken += one->broken;
    to->judged += one->judged;
    to->validity += one->validity;
    to->lies += one->lies;
    to->both += one->both;
    to->alone += one->alone;
    to->none += one->none;
    to->stopped += one->stopped;
    to->phases += one->phases;
    to->phase_sum += one->phase_sum;
    count_square(to, one->square_low, one->square_high);
    to->beyond += one->beyond;
    for (unsigned p = 0; p <= SIMULATE_PHASES; p++) {
        to->phase[p] += one->phase[p];
    }
}

static void work(void *argument)
{
    struct simulate_part *part = argument;
    struct simulation own = *part->simulation;
    own.scripts = part->scripts;
    own.context = part->context;
    part->status = simulate_add(&part->tally, &own, part->first, part->end,
                                &part->world, &part->why);
}

enum status simulate_jobs(struct simulate_tally *tally,
                          const struct simulation *simulation, uint64_t first,
                          uint64_t end, struct simulate_part *parts,
                          unsigned jobs, struct diag *why)
{
    enum status status = STATUS_OK;
    for (unsigned i = 0; i < jobs; i++) {
        parts[i].simulation = simulation;
        parts[i].first = jobs_cut(first, end - first, i, jobs);
        parts[i].end = jobs_cut(first, end - first, i + 1, jobs);
        parts[i].tally = (struct simulate_tally){.runs = 0};
    }
    jobs_run(work, parts, sizeof parts[0], jobs);
    for (unsigned i = 0; i < jobs; i++) {
        simulate_sum(tally, &parts[i].tally);
        if (status == STATUS_OK && parts[i].status != STATUS_OK) {
            status = parts[i].status;
            *why = parts[i].why;
        }
    }
    return status;
}

struct simulate_spread simulate_phases(const struct simulate_tally *tally)
{
    struct simulate_spread spread = {.mean = 0};
    double count = (double)tally->phases, square, excess;
    if (tally->phases == 0) {
        return spread;
    }
    spread.mean = (double)tally->phase_sum / count;
    square = ldexp((double)tally->square_high, 64) + (double)tally->square_low;
    excess = square - (double)tally->phase_sum * spread.mean;
    if (tally->phases > 1 && excess > 0) {
        spread.sd = sqrt(excess / (count - 1));
    }
    return spread;
}

unsigned simulate_last_phase(const struct simulate_tally *tally)
{
    unsigned p = SIMULATE_PHASES;
    while (p > 0 && tally->phase[p] == 0) {
        p--;
    }
    return p;
}
