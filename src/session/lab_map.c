#include "session/lab_map.h"

#include <stdlib.h>
#include <string.h>

#include "rules/rules.h"
#include "session/solver.h"

/* Seconds that one siege is worth, and all sieges of a cell together. */
static const double siege_seconds = 2, cell_seconds = 8;

/* What is found while a class looks on. */
struct lab_range lab_map_range(enum rule_id rule)
{
    enum {
        SIGNED_MOST = 7,
        SIGNED_TRAITORS = 4,
        SIGNED_DEPTH = 3,
        RELAY_MOST = 10,
        PBFT_LEAST = 4
    };
    struct lab_range range = {.least = 2,
                              .most = GENERALS_MAX,
                              .traitors = LAB_TRAITORS_MAX,
                              .depth = LAB_DEPTH_MAX};
    if (rule == RULE_SIGNED) {
        range.most = SIGNED_MOST;
        range.traitors = SIGNED_TRAITORS;
        range.depth = SIGNED_DEPTH;
    } else if (rule == RULE_RELAY) {
        range.most = RELAY_MOST;
        range.depth = 0;
    } else if (rule == RULE_PBFT) {
        range.least = PBFT_LEAST;
        range.depth = 0;
    }
    return range;
}

struct lab_map *lab_map_open(enum rule_id rule, unsigned depth)
{
    struct lab_map *map = calloc(1, sizeof *map);
    if (map != NULL) {
        map->rule = (uint8_t)rule;
        map->range = lab_map_range(rule);
        map->depth =
            (uint8_t)(depth > map->range.depth ? map->range.depth : depth);
    }
    return map;
}

static void forget(struct lab_cell *cell)
{
    free(cell->answers);
    *cell = (struct lab_cell){.known = false};
}

void lab_map_close(struct lab_map *map)
{
    if (map == NULL) {
        return;
    }
    for (unsigned n = 0; n <= GENERALS_MAX; n++) {
        for (unsigned t = 0; t <= LAB_TRAITORS_MAX; t++) {
            forget(&map->cell[n][t]);
        }
    }
    forget(&map->draft);
    free(map);
}

bool lab_map_full(const struct lab_map *map)
{
    for (unsigned n = map->range.least; n <= map->range.most; n++) {
        for (unsigned t = 0; t <= map->range.traitors; t++) {
            if (!map->cell[n][t].known) {
                return false;
            }
        }
    }
    return true;
}

void lab_map_setup(const struct lab_map *map, unsigned n, unsigned t,
                   struct setup *out)
{
    const struct lab_cell *cell = &map->cell[n][t];
    setup_default(out, (enum rule_id)map->rule, n);
    out->depth = map->depth;
    if (out->rule == RULE_PBFT) {
        out->confirmations = 0; /* one view, as the sweep asks */
    }
    out->traitors = (uint16_t)(t >= n ? (1u << n) - 1u : ((1u << t) - 1u) << 1);
    out->order = 1;
    if (cell->known && cell->found.verdict == SEARCH_BROKEN) {
        out->traitors = cell->traitors;
        out->order = cell->order;
    }
}

/* ---- One siege ----------------------------------------------------------- */

static bool tick(void *context, uint64_t states)
{
    const struct lab_map *map = context;
    return errand_tick(map->errand, states) &&
           errand_seconds(map->errand) - map->begun <= siege_seconds;
}

/* Keep the siege that breaks the cell with the fewest lies so far. */
static enum status note(struct lab_map *map, const struct setup *setup,
                        const struct solver_result *result)
{
    struct lab_cell *draft = &map->draft;
    const struct search_result *found = &result->found;
    if (found->verdict != SEARCH_BROKEN ||
        (draft->known && draft->found.lies <= found->lies)) {
        return STATUS_OK;
    }
    forget(draft);
    draft->known = true;
    draft->found.lies = found->lies;
    draft->traitors = setup->traitors;
    draft->order = setup->order;
    if (found->length == 0) {
        return STATUS_OK;
    }
    draft->answers = malloc(found->length * sizeof *draft->answers);
    if (draft->answers == NULL) {
        return STATUS_MEMORY;
    }
    memcpy(draft->answers, result->answers,
           found->length * sizeof *draft->answers);
    draft->length = found->length;
    return STATUS_OK;
}

static void count_siege(struct lab_map *map)
{
    errand_lock(map->errand);
    map->sieges++;
    errand_unlock(map->errand);
}

static enum status ask(void *context, struct search_result *out,
                       const struct setup *setup, struct diag *why)
{
    struct lab_map *map = context;
    const struct solver_request asked = {.setup = *setup,
                                         .breaks = BREAKS_ANY,
                                         .fewest = true,
                                         .method = SOLVER_AUTO,
                                         .limit = siege_seconds,
                                         .stop = errand_stop(map->errand),
                                         .tick = tick,
                                         .context = map};
    struct solver_result result;
    enum status status;
    *out = (struct search_result){.verdict = SEARCH_UNKNOWN};
    map->begun = errand_seconds(map->errand);
    if (!errand_goes_on(map->errand) ||
        map->begun - map->cell_begun > cell_seconds) {
        return STATUS_OK;
    }
    count_siege(map);
    status = solver_run(map->solver, &result, &asked, why);
    if (status == STATUS_FULL || status == STATUS_MEMORY) {
        return STATUS_OK; /* too large for us: unknown */
    }
    if (status == STATUS_OK) {
        *out = result.found;
        status = note(map, setup, &result);
    }
    return status;
}

/* ---- All cells ----------------------------------------------------------- */

static void begin_cell(struct lab_map *map, unsigned n, unsigned t)
{
    forget(&map->draft);
    map->cell_begun = errand_seconds(map->errand);
    errand_lock(map->errand);
    map->at_n = (uint8_t)n;
    map->at_t = (uint8_t)t;
    errand_unlock(map->errand);
}

static void end_cell(struct lab_map *map, const struct sweep_cell *found)
{
    struct lab_cell *cell = &map->cell[map->at_n][map->at_t];
    errand_lock(map->errand);
    *cell = map->draft;
    cell->found = *found;
    cell->known = true;
    map->draft = (struct lab_cell){.known = false};
    errand_unlock(map->errand);
}

/* How the work stands: `why` says what is wrong, if anything is. */
static void set_status(struct lab_map *map, enum status status,
                       const struct diag *why)
{
    errand_lock(map->errand);
    map->status = (uint8_t)status;
    map->why = *why;
    errand_unlock(map->errand);
}

/* Fill one cell; what was stopped on the way is not known. */
static bool fill(struct lab_map *map, unsigned n, unsigned t)
{
    const struct sweep sweep = {.rule = map->rule, .ask = ask, .context = map};
    struct sweep_cell found = {
        .generals = (uint8_t)n, .depth = map->depth, .traitors = (uint8_t)t};
    struct diag why = {.line = 0};
    enum status status;
    begin_cell(map, n, t);
    status = sweep_cell(&found, &sweep, &why);
    if (status == STATUS_OK && errand_goes_on(map->errand)) {
        end_cell(map, &found);
        return true;
    }
    set_status(map, status, &why);
    return false;
}

static void fill_all(struct lab_map *map)
{
    for (unsigned n = map->range.least; n <= map->range.most; n++) {
        for (unsigned t = 0; t <= map->range.traitors; t++) {
            if (!map->cell[n][t].known && !fill(map, n, t)) {
                return;
            }
        }
    }
}

void lab_map_work(struct errand *errand, void *job)
{
    struct lab_map *map = job;
    struct diag why = {.line = 0};
    map->errand = errand;
    set_status(map, STATUS_OK, &why);
    map->solver = solver_open();
    if (map->solver == NULL) {
        diag_set(&why, "%s", status_sentence(STATUS_MEMORY));
        set_status(map, STATUS_MEMORY, &why);
        return;
    }
    fill_all(map);
    solver_close(map->solver);
    map->solver = NULL;
    errand_lock(errand);
    map->at_n = 0;
    errand_unlock(errand);
    map->errand = NULL;
}
