/* Passes with more and more lies, and the witness played. */
#include "solve/search.h"

#include "rules/rules.h"
#include "solve/first_view.h"
#include "solve/later_view.h"
#include "solve/search_walk.h"

const char *search_verdict_id(enum search_verdict verdict)
{
    static const char *const ids[] = {[SEARCH_BROKEN] = "broken",
                                      [SEARCH_SAFE] = "safe",
                                      [SEARCH_UNKNOWN] = "unknown"};
    return ids[verdict];
}

static enum status refuse(const struct setup *setup, struct diag *why)
{
    if (setup->rule == RULE_WORK) {
        diag_set(why, "under proof of work blocks are found by chance and "
                      "there is no list of plans: use strategos race");
        return STATUS_SETUP;
    }
    return STATUS_OK;
}

/* The round whose letters are read by their receivers only. */
static unsigned last_round(const struct setup *setup)
{
    unsigned longest = setup->generals < 2 ? 0 : setup->generals - 2u;
    if ((setup->rule != RULE_ORAL && setup->rule != RULE_SIGNED) ||
        setup_can_capture(setup)) {
        return 0;
    }
    return (setup->depth < longest ? setup->depth : longest) + 1u;
}

/* ---- The witness --------------------------------------------------------- */

/* The duty, unless the city, the loyal or chance have something else to do. */
static uint64_t usual(const struct search *search, const struct world *world,
                      const struct decision *asked)
{
    if (search->request->others == NULL || asked->chooser == CHOOSER_TRAITOR ||
        (asked->chooser == CHOOSER_CHANCE && search->chances)) {
        return 0;
    }
    return agents_answer(search->request->others, world, asked);
}

/* What the plan that was kept answers to this question. */
static uint64_t kept(const struct search *search, const struct world *world,
                     const struct decision *asked)
{
    const uint64_t *pairs =
        search->room->answers + search->room->answers_room / 2;
    for (uint32_t i = 0; i < search->length; i++) {
        if (pairs[i * 2UL] == asked->cursor) {
            return pairs[i * 2UL + 1];
        }
    }
    return usual(search, world, asked);
}

/* What the letters' lies answer to this question. */
static uint64_t told(const struct tree_room *room, uint32_t lies,
                     const struct world *world, const struct decision *asked)
{
    struct letter letter;
    struct tree_lie one;
    if (asked->kind != DECISION_LETTER) {
        return 0;
    }
    game_letter(world, asked->item, &letter);
    one = (struct tree_lie){.path = letter.chain,
                            .length = letter.length,
                            .to = letter.to,
                            .order = letter.duty};
    return game_find_option(world, OPTION_SAY,
                            tree_says(room->lie, lies, &one));
}

/* A plan that was found. */
struct plan {
    const struct first_view *first; /* against pbft, if not NULL: in its first
                                       view, */
    const struct later_view *later; /* or in two; */
    uint32_t lies; /* else of the tree, or UINT32_MAX: the one that was kept */
};

static const struct plan kept_plan = {.lies = UINT32_MAX};

static uint64_t planned(const struct search *search, const struct plan *plan,
                        const struct world *world, const struct decision *asked)
{
    if (plan->first != NULL || plan->later != NULL) {
        return asked->chooser != CHOOSER_TRAITOR ? usual(search, world, asked)
               : plan->first != NULL ? first_view_answer(plan->first, world)
                                     : later_view_answer(plan->later, world);
    }
    return plan->lies == UINT32_MAX
               ? kept(search, world, asked)
               : told(search->room->tree, plan->lies, world, asked);
}

/* Spell the plan out, answer by answer. */
static enum status spell(const struct search *search, const struct plan *plan,
                         struct search_result *out)
{
    const struct search_room *room = search->room;
    struct world *world = &room->stack[0];
    struct decision asked;
    enum status status =
        game_start(world, &search->request->setup, NULL, search->why);
    out->length = 0;
    for (game_ask(world, &asked);
         status == STATUS_OK && asked.chooser != CHOOSER_NOBODY;
         game_ask(world, &asked)) {
        uint64_t answer = planned(search, plan, world, &asked);
        if (out->length >= room->answers_room / 2) {
            diag_set(search->why, "the siege has too many questions");
            return STATUS_MEMORY;
        }
        room->answers[out->length++] = answer;
        status = game_apply(
            world, (struct action){.cursor = asked.cursor, .answer = answer},
            NULL);
    }
    return status;
}

static enum status play(const struct search *search, const struct plan *plan,
                        struct search_result *out)
{
    struct witness witness;
    enum status status = spell(search, plan, out);
    if (status == STATUS_OK) {
        status =
            witness_play(&witness, &search->room->stack[0],
                         &search->request->setup, search->room->answers,
                         out->length, search->request->breaks, search->why);
    }
    if (status == STATUS_OK && plan->later != NULL) {
        out->lies = witness.lies;
    }
    if (status == STATUS_OK && witness.lies != out->lies) {
        diag_set(search->why, "the plan that was found has %u lies, not %u",
                 (unsigned)witness.lies, (unsigned)out->lies);
        status = STATUS_DRIFT;
    }
    if (status == STATUS_OK) {
        out->breaks = witness.breaks;
        out->means = SEARCH_BY_DOOR;
    }
    return status;
}

/* ---- OM(m) taken apart --------------------------------------------------- */

/* A siege that no world holds is judged on the bare tree. */
static enum status play_bare(const struct search *search,
                             struct search_result *out)
{
    const struct setup *setup = &search->request->setup;
    bool treason = setup_is_traitor(setup, setup->commander);
    uint8_t decided[GENERALS_MAX];
    unsigned common = ORDER_NONE;
    tree_decide(decided, setup, search->room->tree->lie, out->lies);
    for (unsigned g = 0; g < setup->generals; g++) {
        if (decided[g] == ORDER_NONE) {
            continue;
        }
        if (common != ORDER_NONE && decided[g] != common) {
            out->breaks |= BREAKS_IC1;
        }
        if (!treason && decided[g] != setup->order) {
            out->breaks |= BREAKS_IC2;
        }
        common = decided[g];
    }
    out->means = SEARCH_BY_TREE;
    if ((out->breaks & search->request->breaks) == 0) {
        diag_set(search->why, "the bare tree does not confirm the plan");
        return STATUS_DRIFT;
    }
    return STATUS_OK;
}

/* Nobody can play that many letters: what the tables say is not told. */
static bool is_too_large(const struct setup *setup)
{
    enum { LETTERS = 1 << 22 };
    return paths_total(setup->generals, setup->depth) > LETTERS;
}

static enum status take_apart(const struct search *search, bool fits,
                              struct search_result *out)
{
    struct tree_result tree;
    tree_solve(&tree, &search->request->setup, search->request->breaks,
               search->room->tree);
    *out = (struct search_result){
        .states = tree.cells, .verdict = SEARCH_SAFE, .means = SEARCH_BY_PARTS};
    if (!tree.broken) {
        return STATUS_OK;
    }
    if (!fits && is_too_large(&search->request->setup)) {
        *out = (struct search_result){.states = tree.cells,
                                      .verdict = SEARCH_UNKNOWN,
                                      .stop = SEARCH_TOO_LARGE};
        return STATUS_OK;
    }
    out->verdict = SEARCH_BROKEN;
    out->lies = tree.lies;
    out->minimal = true;
    return fits ? play(search, &(struct plan){.lies = tree.lies}, out)
                : play_bare(search, out);
}

/* ---- Passes -------------------------------------------------------------- */

/* More lies are allowed: 0, 1, 2, 3, 4, 6, 9 and so on. */
static uint32_t more(uint32_t bound)
{
    enum { FEW = 4, MANY = 4096 };
    if (bound < FEW) {
        return bound + 1;
    }
    return bound < MANY ? bound + bound / 2 : UINT32_MAX;
}

/* No plan with fewer lies than the best one is left, in a pass that was done.
 */
static bool is_best(const struct search *search)
{
    return search->fewest <= search->bound ||
           search->fewest == search->bound + 1;
}

static enum status pass_by_pass(struct search *search,
                                struct search_result *out)
{
    struct world *begun = &search->room->stack[0];
    struct search_way all = {.only = NO_GENERAL};
    bool done = true;
    *out = (struct search_result){.verdict = SEARCH_UNKNOWN};
    for (search->bound = 0;; search->bound = more(search->bound)) {
        search->cut = false;
        if (game_start(begun, &search->request->setup, NULL, search->why) !=
            STATUS_OK) {
            return STATUS_SETUP;
        }
        done = search_walk(search, &all);
        if (!done || !search->cut || is_best(search)) {
            break;
        }
        out->at_least = search->bound + 1;
    }
    out->states = search->states;
    if (search->status != STATUS_OK) {
        out->stop = SEARCH_TOO_LONG;
        return search->status;
    }
    if (search->fewest < search->known) {
        out->verdict = SEARCH_BROKEN;
        out->lies = search->fewest;
        out->minimal = search->request->fewest && done;
        return play(search, &kept_plan, out);
    }
    if (done && search->known != UINT32_MAX) {
        out->at_least = search->known;
    } else if (done) {
        out->verdict = SEARCH_SAFE;
        out->means = SEARCH_BY_EXHAUSTION;
    }
    return STATUS_OK;
}

/* ---- pbft ---------------------------------------------------------------- */

/* A plan with so many lies is known: is there one with fewer? */
static enum status walk_for_fewer(struct search *search,
                                  const struct plan *plan,
                                  struct search_result *out)
{
    struct search_result walked = {.verdict = SEARCH_UNKNOWN};
    uint64_t before = out->states;
    enum status status;
    search->known = search->fewest = out->lies;
    status = pass_by_pass(search, &walked);
    if (walked.verdict == SEARCH_BROKEN) {
        *out = walked;
    } else if (status == STATUS_OK || status == STATUS_MEMORY) {
        status = play(search, plan, out);
        out->minimal = walked.at_least >= out->lies;
    }
    out->states = before + walked.states;
    return status;
}

/* With view changes: play the plan, and walk where it does not break it after
 * all or fewer lies are asked for. `surely`: it must break it. */
static enum status try_plan(struct search *search, const struct plan *plan,
                            bool surely, struct search_result *out)
{
    struct search_result played = *out;
    enum status status;
    played.verdict = SEARCH_BROKEN;
    status = play(search, plan, &played);
    if (status == STATUS_FULL || status == STATUS_MEMORY ||
        (status == STATUS_DRIFT && !surely)) {
        return pass_by_pass(search, out);
    }
    *out = played;
    return status == STATUS_OK && search->request->fewest
               ? walk_for_fewer(search, plan, out)
               : status;
}

/* One view is decided. What breaks the first view breaks pbft, unless a city
 * drives generals out of it before; where it holds, a traitor may lead a later
 * one. */
static enum status by_numbers(struct search *search, struct search_result *out)
{
    const struct setup *setup = &search->request->setup;
    struct first_view first;
    struct later_view later;
    enum status status;
    first_view_solve(&first, setup, search->request->breaks);
    *out = (struct search_result){.states = first.cells, .lies = first.lies};
    if (setup->confirmations == 0) {
        out->verdict = first.broken ? SEARCH_BROKEN : SEARCH_SAFE;
        out->means = SEARCH_BY_NUMBERS;
        out->minimal = first.broken;
        return first.broken ? play(search, &(struct plan){.first = &first}, out)
                            : STATUS_OK;
    }
    if (first.broken) {
        return try_plan(search, &(struct plan){.first = &first},
                        search->request->others == NULL, out);
    }
    status = later_view_plan(&later, setup, search->request->breaks)
                 ? try_plan(search, &(struct plan){.later = &later}, false, out)
                 : pass_by_pass(search, out);
    out->first_view = out->verdict == SEARCH_UNKNOWN;
    return status;
}

static bool may_take_apart(const struct search_request *request,
                           const struct search_room *room)
{
    return !request->plain && room->tree != NULL && tree_fits(&request->setup);
}

enum status search_run(struct search_result *out,
                       const struct search_request *request,
                       const struct search_room *room, struct diag *why)
{
    const struct setup *setup = &request->setup;
    struct search search = {.request = request,
                            .room = room,
                            .why = why,
                            .chances = request->chances,
                            .fewest = UINT32_MAX,
                            .known = UINT32_MAX,
                            .last = (uint8_t)last_round(setup),
                            .merges = setup->rule == RULE_SIGNED &&
                                      !setup_can_capture(setup)};
    struct search_result found = {.verdict = SEARCH_UNKNOWN};
    enum status status = refuse(setup, why);
    if (status == STATUS_OK) {
        status = game_start(&room->stack[0], setup, NULL, why);
    }
    if (status == STATUS_FULL && may_take_apart(request, room)) {
        status = take_apart(&search, false, &found);
    } else if (status == STATUS_OK && may_take_apart(request, room)) {
        status = take_apart(&search, true, &found);
    } else if (status == STATUS_OK) {
        search.rules = rules_get((enum rule_id)setup->rule);
        status = !request->plain && first_view_fits(setup)
                     ? by_numbers(&search, &found)
                     : pass_by_pass(&search, &found);
    }
    if (status == STATUS_OK || status == STATUS_MEMORY) {
        *out = found;
    }
    return status;
}
