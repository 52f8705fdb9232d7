/* One pass over all plans with at most so many lies. */
#include "solve/search_walk.h"

enum turn { TURN_BRANCH, TURN_LEAF, TURN_LATE, TURN_STOP };

/* Its receiver has this order, or gets it before in the same round. */
static bool is_idle(const struct world *world, const struct decision *asked)
{
    const struct memory_signed *memory = &world->memory.sealed;
    const struct sealed *letter = &memory->letter[asked->item];
    if (asked->kind != DECISION_SEAL) {
        return false;
    }
    if ((memory->known[letter->to] >> letter->order & 1) != 0) {
        return true;
    }
    for (uint32_t i = memory->first; i < asked->item; i++) {
        const struct sealed *other = &memory->letter[i];
        if (other->to == letter->to && other->order == letter->order &&
            (other->flags & SEALED_WRITTEN) != 0) {
            return true;
        }
    }
    return false;
}

/* Answer without the checks of the door: the answer is one of the list. */
static void apply(struct search *search, struct world *world, uint64_t answer)
{
    enum { TICKS = 0xfff };
    const struct search_request *request = search->request;
    search->states++;
    if ((search->states & TICKS) == 0 && request->tick != NULL &&
        !request->tick(request->context, search->states)) {
        search->stopped = true;
    }
    world->cursor++;
    search->rules->apply(world, answer, NULL);
}

/* All is written, and the loyal will do their duty: nobody need ask them. */
static bool is_settled(const struct search *search, const struct world *world,
                       const struct decision *asked)
{
    return asked->chooser == CHOOSER_NOBODY ||
           (asked->chooser == CHOOSER_GENERAL &&
            (search->rules->traits & RULES_SYNCHRONOUS) != 0 &&
            world->stage >= STAGE_ACCUSE);
}

static enum turn turn_at(const struct search *search,
                         const struct search_way *way,
                         const struct world *world,
                         const struct decision *asked)
{
    if (is_settled(search, world, asked)) {
        return TURN_LEAF;
    }
    if (asked->chooser == CHOOSER_CHANCE) {
        return search->chances ? TURN_BRANCH : TURN_STOP;
    }
    if (asked->chooser != CHOOSER_TRAITOR) {
        return TURN_STOP;
    }
    if (way->only == NO_GENERAL && search->last != 0 &&
        world->round == search->last) {
        return TURN_LATE;
    }
    if (way->only != NO_GENERAL && asked->target != way->only) {
        return TURN_STOP;
    }
    return search->merges && is_idle(world, asked) ? TURN_STOP : TURN_BRANCH;
}

/* Go on while nothing is to be tried. TURN_STOP: the tick said so. */
static enum turn go_along(struct search *search, const struct search_way *way,
                          struct world *world, struct decision *asked)
{
    while (!search->stopped) {
        enum turn turn;
        uint64_t answer = 0;
        search->rules->ask(world, asked);
        turn = turn_at(search, way, world, asked);
        if (turn != TURN_STOP) {
            return turn;
        }
        if (search->request->others != NULL &&
            asked->chooser != CHOOSER_TRAITOR) {
            answer = agents_answer(search->request->others, world, asked);
        }
        apply(search, world, answer);
    }
    return TURN_STOP;
}

uint32_t search_lies(const struct search *search, const struct search_way *way,
                     size_t top)
{
    return top > way->base ? search->room->steps[top - 1].lies : 0;
}

/* A lie more than is allowed, or than the best plan has. */
bool search_is_dear(struct search *search, uint32_t lies)
{
    if (lies > search->bound || lies >= search->fewest) {
        search->cut = search->cut || lies > search->bound;
        return true;
    }
    return false;
}

/* Try the next answer of the last question that was opened. False when there is
 * none. */
static bool next_answer(struct search *search, const struct search_way *way,
                        size_t top)
{
    struct search_step *step = &search->room->steps[top - 1];
    const struct world *here = &search->room->stack[top - 1];
    uint32_t before = search_lies(search, way, top - 1);
    while (step->next < step->options) {
        uint32_t answer = step->next++;
        struct option option;
        step->lies = before + (answer > 0 && !step->free);
        search->rules->option(here, answer, &option);
        if (option.redundant || (step->free && option.weight == 0) ||
            search_is_dear(search, step->lies)) {
            continue;
        }
        step->answer = answer;
        world_copy(&search->room->stack[top], here);
        apply(search, &search->room->stack[top], answer);
        return true;
    }
    return false;
}

static bool open_question(struct search *search, const struct decision *asked,
                          size_t top)
{
    if (top + 2 >= search->room->depth) {
        search->status = STATUS_MEMORY;
        diag_set(search->why,
                 "there are more than %zu questions one after the other to be "
                 "tried; that is too much for a search",
                 search->room->depth - 2);
        return false;
    }
    search->room->steps[top] =
        (struct search_step){.cursor = asked->cursor,
                             .options = asked->options,
                             .free = asked->chooser == CHOOSER_CHANCE};
    return true;
}

/* ---- Plans that break something ------------------------------------------ */

/* The best plan is kept as pairs of cursor and answer in the second half of
 * the answers. */
void search_keep(struct search *search, uint32_t cursor, uint64_t answer)
{
    size_t half = search->room->answers_room / 2;
    uint64_t *pair = search->room->answers + half + search->length * 2UL;
    if (half + search->length * 2UL + 1 < search->room->answers_room) {
        pair[0] = cursor;
        pair[1] = answer;
        search->length++;
    }
}

void search_keep_steps(struct search *search, size_t top)
{
    search->length = 0;
    for (size_t i = 0; i < top; i++) {
        const struct search_step *step = &search->room->steps[i];
        if (step->answer != 0) {
            search_keep(search, step->cursor, step->answer);
        }
    }
}

/* What each loyal general decides, told or not. */
static unsigned breaks_of(const struct search *search,
                          const struct world *world)
{
    struct verdict verdict;
    if (world->stage < STAGE_ACCUSE || world->stage == STAGE_OVER ||
        (search->rules->traits & RULES_SYNCHRONOUS) == 0) {
        search->rules->judge(world, &verdict);
        return witness_breaks(&verdict);
    }
    unsigned common = ORDER_NONE, breaks = 0;
    bool treason = setup_is_traitor(&world->setup, world->setup.commander);
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (setup_is_traitor(&world->setup, g)) {
            continue;
        }
        if (common != ORDER_NONE && world->duty[g] != common) {
            breaks |= BREAKS_IC1;
        }
        if (!treason && world->duty[g] != world->setup.order) {
            breaks |= BREAKS_IC2;
        }
        common = world->duty[g];
    }
    return breaks;
}

static void end_plan(struct search *search, const struct search_way *way,
                     size_t top)
{
    uint32_t lies = search_lies(search, way, top);
    unsigned breaks = breaks_of(search, &search->room->stack[top]);
    if ((breaks & search->request->breaks) != 0 && lies < search->fewest) {
        search->fewest = lies;
        search_keep_steps(search, top);
    }
}

/* ---- The walk ------------------------------------------------------------ */

/* Any plan will do, and there is one. */
static bool is_enough(const struct search *search, const struct search_way *way)
{
    return way->only == NO_GENERAL && !search->request->fewest &&
           search->fewest != UINT32_MAX;
}

bool search_walk(struct search *search, const struct search_way *way)
{
    size_t top = way->base;
    for (;;) {
        struct decision asked;
        switch (go_along(search, way, &search->room->stack[top], &asked)) {
        case TURN_STOP:
            return false;
        case TURN_BRANCH:
            if (!open_question(search, &asked, top)) {
                return false;
            }
            top++;
            break;
        case TURN_LEAF:
            if (way->only == NO_GENERAL) {
                end_plan(search, way, top);
            } else {
                search_end_late(search, way, top);
            }
            break;
        case TURN_LATE:
            if (!search_end_round(search, top)) {
                return false;
            }
            break;
        }
        if (is_enough(search, way)) {
            return true;
        }
        while (top > way->base && !next_answer(search, way, top)) {
            top--;
        }
        if (top == way->base) {
            return true;
        }
    }
}
