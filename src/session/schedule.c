/* Schedules of a vote without a clock: a position that comes back, the lamp,
 * what all positions say about a goal. */
#include <stdlib.h>
#include <string.h>

#include "rules/ballot.h"
#include "session/inside.h"

/* Positions that are explored while somebody waits; and how far a general may
 * run ahead meanwhile, in stages, where coins would let it run for ever. */
enum { LAMP_BYTES = 16 << 20, LEAD_WITH_COINS = 3, LAMP_GENERALS = 3 };

enum lamp_state { LAMP_NEW, LAMP_READY, LAMP_DARK };

static bool is_ballot(const struct setup *setup)
{
    return setup->rule == RULE_VOTE || setup->rule == RULE_COIN;
}

/* ---- A position that comes back ------------------------------------------ */

/* Where coins fall a schedule cannot be repeated. */
static bool may_come_back(const struct session *session)
{
    return session->setup.rule == RULE_VOTE &&
           session->level.goal == GOAL_UNDECIDED &&
           session->world->stage == STAGE_ROADS;
}

static uint32_t slowest(const struct world *world)
{
    uint32_t stage = UINT32_MAX;
    for (unsigned g = 0; g < world->setup.generals; g++) {
        uint32_t own = world->memory.vote.stage[g];
        stage = !ballot_done(world, g) && own < stage ? own : stage;
    }
    return stage;
}

static void position_of(const struct world *world,
                        uint8_t out[SEAL_SHA256_BYTES])
{
    uint8_t key[BALLOT_KEY_MAX];
    const struct rules *rules = rules_get((enum rule_id)world->setup.rule);
    size_t length = rules->canon(world, key, sizeof key);
    seal_sha256(out, key, length < sizeof key ? length : sizeof key);
}

void schedule_note(const struct session *session, struct turn *turn)
{
    if (may_come_back(session)) {
        position_of(session->world, turn->position);
        turn->slowest = slowest(session->world);
        turn->step = session->world->clock / STEP_MINUTES;
    }
}

/* The slowest general has come on since: everybody who has not fallen took
 * steps, and what was in flight then has arrived. */
void schedule_look(struct session *session)
{
    uint8_t here[SEAL_SHA256_BYTES];
    session->comes_back = 0;
    if (!may_come_back(session)) {
        return;
    }
    position_of(session->world, here);
    for (size_t i = session->turn_now; i-- > 0;) {
        const struct turn *turn = &session->turns[i];
        if (memcmp(turn->position, here, sizeof here) == 0 &&
            turn->slowest < slowest(session->world)) {
            session->comes_back = i + 1;
            return;
        }
    }
}

/* ---- The lamp ------------------------------------------------------------ */

static struct valency_options options_for(const struct setup *setup)
{
    return (struct valency_options){
        .lead = setup->rule == RULE_COIN ? LEAD_WITH_COINS : 0};
}

void session_lamp_tick(struct session *session, search_tick *tick,
                       void *context)
{
    session->lamp_tick = tick;
    session->lamp_context = context;
}

static const struct lamp *lamp_of(struct session *session)
{
    struct valency_options options = options_for(&session->setup);
    options.tick = session->lamp_tick;
    options.context = session->lamp_context;
    if (session->lamp_state == LAMP_NEW) {
        /* Four generals have a hundred times as many positions as three. */
        bool few = session->setup.generals <= LAMP_GENERALS;
        enum status status = few && is_ballot(&session->setup)
                                 ? lamp_open(&session->lamp, &session->setup,
                                             &options, LAMP_BYTES, NULL)
                                 : STATUS_SETUP;
        session->lamp_state = status == STATUS_OK ? LAMP_READY : LAMP_DARK;
    }
    return session->lamp_state == LAMP_READY ? &session->lamp : NULL;
}

static const struct valency_position *find(struct session *session,
                                           const struct world *world)
{
    const struct lamp *lamp = lamp_of(session);
    return lamp == NULL ? NULL : valency_find(&lamp->map, world);
}

enum valency session_valency(struct session *session)
{
    const struct valency_position *here = find(session, session->world);
    return here == NULL ? VALENCY_COUNT : (enum valency)here->valency;
}

enum valency session_valency_at(struct session *session, uint32_t minute)
{
    const struct history *history = &session->history;
    const struct valency_position *then = NULL;
    uint32_t step = minute - minute % STEP_MINUTES;
    if (step >= session->world->clock) {
        return session_valency(session);
    }
    if (lamp_of(session) == NULL ||
        game_start(session->scratch, &session->setup, NULL, NULL) !=
            STATUS_OK) {
        return VALENCY_COUNT;
    }
    for (size_t i = 0; session->scratch->clock <= step; i++) {
        struct decision asked;
        game_ask(session->scratch, &asked);
        if (session->scratch->clock == step && asked.kind == DECISION_DELIVER) {
            then = find(session, session->scratch);
        }
        if (i >= history->used ||
            game_apply(session->scratch,
                       (struct action){.cursor = asked.cursor,
                                       .answer = history->answers[i]},
                       NULL) != STATUS_OK) {
            break;
        }
    }
    return then == NULL ? VALENCY_COUNT : (enum valency)then->valency;
}

/* The position after an answer; NULL where it is not known. */
static const struct valency_position *after(struct session *session,
                                            uint64_t answer)
{
    struct decision asked;
    world_copy(session->scratch, session->world);
    game_ask(session->scratch, &asked);
    if (asked.kind != DECISION_DELIVER ||
        game_apply(session->scratch,
                   (struct action){.cursor = asked.cursor, .answer = answer},
                   NULL) != STATUS_OK) {
        return NULL;
    }
    return find(session, session->scratch);
}

enum valency session_valency_after(struct session *session, uint32_t option)
{
    const struct valency_position *then = after(session, option);
    return then == NULL ? VALENCY_COUNT : (enum valency)then->valency;
}

/* ---- What all positions say ---------------------------------------------- */

bool schedule_has_answers(const struct level *level)
{
    return is_ballot(&level->setup) && level->role == ROLE_CITY &&
           level->solution_steps == 0;
}

/* How good a position is for the goal. Of those that live for ever none is
 * better than another: any of them comes back in the end. */
static unsigned worth(const struct session *session,
                      const struct valency_position *position)
{
    enum goal goal = (enum goal)session->level.goal;
    bool lives;
    if (position == NULL) { /* the scratch world is that after the answer */
        bool won = session->scratch->stage == STAGE_OVER &&
                   goal_reached(goal, session->scratch, NO_GENERAL);
        return won ? VALENCY_EVER + 2 : 0;
    }
    lives = (position->flags & VALENCY_LIVES) != 0;
    return goal == GOAL_UNDECIDED ? (unsigned)position->steps + lives
                                  : (unsigned)VALENCY_EVER - position->to_zero;
}

/* With coins and an end: the chance to hold out in each position after the next
 * step. Owner: the caller frees *scratch. NULL where it is not asked for. */
static const double *hopes(struct session *session, double **scratch)
{
    uint32_t end = session->setup.deadline / STEP_MINUTES;
    uint32_t step = session->world->clock / STEP_MINUTES;
    const struct lamp *lamp = lamp_of(session);
    *scratch = NULL;
    if (session->setup.rule == RULE_COIN && lamp != NULL && end > step &&
        session->level.goal == GOAL_UNDECIDED) {
        *scratch = malloc(2 * lamp->map.positions * sizeof **scratch);
    }
    return *scratch == NULL
               ? NULL
               : valency_hold(&lamp->map, end - step - 1, *scratch);
}

uint64_t schedule_answer(struct session *session)
{
    struct decision asked;
    double *scratch, most = 0;
    const double *hope = hopes(session, &scratch);
    uint64_t best = 0;
    game_ask(session->world, &asked);
    for (uint32_t i = 0; asked.kind == DECISION_DELIVER && i < asked.options;
         i++) {
        const struct valency_position *then = after(session, i);
        bool dear = desk_counts(session, &asked, i) &&
                    session->lies >= session->level.par;
        double here = dear ? 0
                      : then == NULL || hope == NULL
                          ? worth(session, then)
                          : hope[then - session->lamp.room.positions];
        if (here > most) {
            most = here;
            best = i;
        }
    }
    free(scratch);
    return best;
}

static unsigned inputs_of(const struct setup *setup)
{
    unsigned inputs = 0;
    for (unsigned g = 0; g < setup->generals; g++) {
        inputs |= (unsigned)setup->input[g] << g;
    }
    return inputs;
}

/* The chance to be undecided at the end, in the best schedule. */
static double chance_of(const struct setup *setup,
                        const struct valency_map *map)
{
    unsigned inputs = inputs_of(setup);
    const struct valency_position *start =
        &map->room->positions[map->start[inputs]];
    uint32_t end = setup->deadline / STEP_MINUTES;
    double chance = 0, *scratch;
    if ((start->flags & VALENCY_LIVES) != 0) {
        return 1;
    }
    if (end == 0 || start->steps > end || setup->rule == RULE_VOTE) {
        return end > 0 && start->steps > end;
    }
    scratch = malloc(2 * map->positions * sizeof *scratch);
    if (scratch != NULL) {
        chance = valency_hold(map, end, scratch)[map->start[inputs]];
    }
    free(scratch);
    return chance;
}

/* Fewer than a quorum attack: they decide retreat, or too many have fallen, or
 * they never decide. */
static bool can_stand(const struct setup *setup, const struct valency_map *map)
{
    unsigned left = setup->generals - (unsigned)setup->falls;
    const struct valency_position *start =
        &map->room->positions[map->start[inputs_of(setup)]];
    return (start->valency & VALENCY_ZERO) != 0 || left < setup->quorum ||
           chance_of(setup, map) > 0.5;
}

/* Say whether two generals can decide differently: whether a position that can
 * be reached from the start has both decisions. */
static enum possibility can_split(const struct setup *setup,
                                  const struct valency_map *map)
{
    const struct valency_room *room = map->room;
    uint32_t *queue = malloc(map->positions * sizeof *queue);
    uint8_t *seen = calloc(map->positions, sizeof *seen);
    size_t used = 0;
    bool split = false, room_was = queue != NULL && seen != NULL;
    if (room_was) {
        queue[used++] = map->start[inputs_of(setup)];
        seen[queue[0]] = 1;
    }
    for (size_t i = 0; i < used && !split; i++) {
        const struct valency_position *at = &room->positions[queue[i]];
        split = at->decided == VALENCY_BOTH;
        for (uint64_t k = at->next; k < at->next + at->count; k++) {
            uint32_t to = room->edges[k];
            if (seen[to] == 0) {
                seen[to] = 1;
                queue[used++] = to;
            }
        }
    }
    free(queue);
    free(seen);
    if (split) {
        return POSSIBLE;
    }
    return room_was && !map->bounded ? IMPOSSIBLE : UNKNOWN;
}

/* Say whether all can begin with one value and somebody decide the other. */
static enum possibility can_disobey(const struct setup *setup,
                                    const struct valency_map *map)
{
    unsigned inputs = inputs_of(setup), all = (1u << setup->generals) - 1;
    const struct valency_position *start =
        &map->room->positions[map->start[inputs]];
    if (inputs != 0 && inputs != all) {
        return IMPOSSIBLE;
    }
    if ((start->valency & (inputs == 0 ? VALENCY_ONE : VALENCY_ZERO)) != 0) {
        return POSSIBLE;
    }
    return map->bounded ? UNKNOWN : IMPOSSIBLE;
}

static enum possibility can_break(const struct level *level,
                                  const struct valency_map *map)
{
    enum possibility split = level->goal == GOAL_DISOBEY
                                 ? IMPOSSIBLE
                                 : can_split(&level->setup, map);
    enum possibility disobey = level->goal == GOAL_SPLIT
                                   ? IMPOSSIBLE
                                   : can_disobey(&level->setup, map);
    if (split == POSSIBLE || disobey == POSSIBLE) {
        return POSSIBLE;
    }
    return split == IMPOSSIBLE && disobey == IMPOSSIBLE ? IMPOSSIBLE : UNKNOWN;
}

static bool breaks(const struct level *level)
{
    return level->goal == GOAL_SPLIT || level->goal == GOAL_DISOBEY ||
           level->goal == GOAL_BREAK;
}

static enum possibility judge(const struct level *level,
                              const struct valency_map *map, double *chance)
{
    const struct setup *setup = &level->setup;
    if (level->goal == GOAL_UNDECIDED) {
        *chance = chance_of(setup, map);
        return *chance >= 0.5 ? POSSIBLE : IMPOSSIBLE;
    }
    if (level->goal == GOAL_STANDS && setup->rule == RULE_VOTE) {
        return can_stand(setup, map) ? POSSIBLE : IMPOSSIBLE;
    }
    return breaks(level) ? can_break(level, map) : UNKNOWN;
}

enum possibility schedule_possible(const struct level *level,
                                   const struct possible_room *room,
                                   uint64_t *states, double *chance)
{
    struct valency_options options = options_for(&level->setup);
    struct lamp lamp;
    enum possibility possible = UNKNOWN;
    *states = 0;
    *chance = 0;
    options.tick = room->tick;
    options.context = room->context;
    if (!is_ballot(&level->setup) || level->role != ROLE_CITY) {
        return UNKNOWN;
    }
    if (lamp_open(&lamp, &level->setup, &options, 0, NULL) == STATUS_OK) {
        possible = judge(level, &lamp.map, chance);
    }
    *states = lamp.map.positions;
    lamp_close(&lamp);
    return possible;
}

enum possibility session_positions(const struct level *level, double *chance)
{
    uint64_t states;
    return schedule_possible(level, &(struct possible_room){.tick = NULL},
                             &states, chance);
}
