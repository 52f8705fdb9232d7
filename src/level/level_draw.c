/* From a level to what is played: secrets settled, puzzles stated. */
#include <string.h>

#include "level/level.h"

void level_from_setup(struct level *out, const struct setup *setup)
{
    memset(out, 0, sizeof *out);
    out->setup = *setup;
    out->others.seed = setup->seed;
    out->goal = GOAL_WATCH;
    out->role = ROLE_WATCH;
    out->possible = true;
    out->player = NO_GENERAL;
    out->predict_about = NO_GENERAL;
    out->text_used = 1;
    out->solution_plays = STRATEGY_COUNT;
}

static enum chooser player_chooser(enum level_role role)
{
    switch (role) {
    case ROLE_TRAITOR:
        return CHOOSER_TRAITOR;
    case ROLE_LOYAL:
        return CHOOSER_GENERAL;
    case ROLE_CITY:
        return CHOOSER_CITY;
    case ROLE_WATCH:
        break;
    }
    return CHOOSER_NOBODY;
}

void level_puzzle(const struct level *level, struct puzzle *out)
{
    memset(out, 0, sizeof *out);
    out->setup = level->setup;
    out->secret = level->secret;
    out->others = level->others;
    out->goal = level->goal;
    out->chooser = (uint8_t)player_chooser((enum level_role)level->role);
    out->player =
        level->role == ROLE_LOYAL ? level->player : (uint8_t)NO_GENERAL;
}

/* Counters of nature_draw that no question of a siege has. */
enum { DRAW_ORDER = 0x7fff0000, DRAW_TRAITORS };

/* `wanted` of the generals in `among`, each set as likely as any other: each
 * general is taken with the chance of those still wanted among those left. */
static uint16_t draw_traitors(uint16_t among, unsigned wanted, uint64_t seed)
{
    unsigned left = set_count(among);
    uint16_t drawn = 0;
    for (unsigned g = 0; g < GENERALS_MAX && wanted > 0; g++) {
        if ((among >> g & 1) == 0) {
            continue;
        }
        if (nature_below(seed, DRAW_TRAITORS + (uint64_t)g, left) < wanted) {
            drawn |= (uint16_t)(1u << g);
            wanted--;
        }
        left--;
    }
    return drawn;
}

void level_draw(const struct level *level, uint64_t seed, struct setup *setup,
                struct agents *others)
{
    *setup = level->setup;
    *others = level->others;
    setup->seed = seed;
    others->seed = seed;
    if (level->secret.order != 0) {
        setup->order =
            (uint8_t)nature_below(seed, DRAW_ORDER, level->setup.orders);
    }
    if (level->secret.traitors > 0) {
        setup->traitors =
            draw_traitors(level->secret.among, level->secret.traitors, seed);
    }
}
