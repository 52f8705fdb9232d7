/* What only shows when the parts of a level are put together. */
#include "level/read.h"

/* The key that a fault is about, or the whole file where it is not written. */
static const config_setting_t *at(const struct level_reader *reader,
                                  const char *key)
{
    const config_setting_t *member =
        config_setting_get_member(reader->root, key);
    return member == NULL ? reader->root : member;
}

static bool written(const struct level_reader *reader, const char *key)
{
    return config_setting_get_member(reader->root, key) != NULL;
}

#define GOAL_BIT(goal) (1u << (goal))
static const unsigned role_goals[] = {
    [ROLE_TRAITOR] = GOAL_BIT(GOAL_SPLIT) | GOAL_BIT(GOAL_DISOBEY) |
                     GOAL_BIT(GOAL_BREAK) | GOAL_BIT(GOAL_STANDS) |
                     GOAL_BIT(GOAL_UNDO) | GOAL_BIT(GOAL_SHARE),
    [ROLE_LOYAL] = GOAL_BIT(GOAL_FALLS) | GOAL_BIT(GOAL_HOLD) |
                   GOAL_BIT(GOAL_ACCUSE) | GOAL_BIT(GOAL_TOGETHER),
    [ROLE_CITY] = GOAL_BIT(GOAL_SPLIT) | GOAL_BIT(GOAL_DISOBEY) |
                  GOAL_BIT(GOAL_BREAK) | GOAL_BIT(GOAL_STANDS) |
                  GOAL_BIT(GOAL_UNDECIDED),
    [ROLE_WATCH] = GOAL_BIT(GOAL_WATCH),
};
static const char *const role_goals_said[] = {
    [ROLE_TRAITOR] =
        "split, disobey, break or stands, and for \"work\" undo or share",
    [ROLE_LOYAL] = "falls, hold, together or accuse",
    [ROLE_CITY] = "split, disobey, break or stands; without a clock undecided",
    [ROLE_WATCH] = "watch",
};

static void check_goal(struct level_reader *reader)
{
    const struct level *level = reader->level;
    if (level->goal >= GOAL_COUNT || !reader->has_role) {
        return; /* told already */
    }
    if ((role_goals[level->role] & GOAL_BIT(level->goal)) == 0) {
        level_fault_at(reader, at(reader, "goal"),
                       "the role \"%s\" cannot have the goal \"%s\"; its goals "
                       "are: %s",
                       level_role_id((enum level_role)level->role),
                       goal_id((enum goal)level->goal),
                       role_goals_said[level->role]);
    }
    if (goal_for_work((enum goal)level->goal) && reader->has_rule &&
        level->setup.rule != RULE_WORK) {
        level_fault_at(reader, at(reader, "goal"),
                       "the goal \"%s\" is about blocks: write rule = "
                       "\"work\"; or choose another goal",
                       goal_id((enum goal)level->goal));
    }
    if (level->goal == GOAL_DISOBEY &&
        setup_is_traitor(&level->setup, level->setup.commander)) {
        level_fault_at(reader, at(reader, "goal"),
                       "nobody can disobey a commander who is a traitor (IC2 "
                       "is void): choose the goal \"split\"");
    }
    if (level->role == ROLE_WATCH && !level->possible &&
        written(reader, "claim")) {
        level_fault_at(reader, at(reader, "claim"),
                       "who only watches reaches the goal: write claim = "
                       "\"possible\";");
    }
}

static void check_accuse(struct level_reader *reader)
{
    const struct level *level = reader->level;
    const struct rules *rules = rules_get((enum rule_id)level->setup.rule);
    bool accuse = false;
    (void)level_get_bool(reader->root, "accuse", &accuse);
    if (accuse && reader->has_role && level->role != ROLE_LOYAL) {
        level_fault_at(reader, at(reader, "accuse"),
                       "only a loyal player accuses: take \"accuse\" away or "
                       "write role = \"loyal\";");
    }
    if (level->goal != GOAL_ACCUSE) {
        return;
    }
    if (!accuse) {
        level_fault_at(reader, at(reader, "goal"),
                       "the goal \"accuse\" needs accuse = true;");
    }
    if (rules != NULL && (rules->traits & RULES_SIGNED) == 0) {
        level_fault_at(reader, at(reader, "goal"),
                       "without seals nothing can be proven: the goal "
                       "\"accuse\" needs rule = \"signed\";");
    }
}

static void check_traitor_player(struct level_reader *reader)
{
    const struct level *level = reader->level;
    if (!reader->good_generals) {
        return; /* told already */
    }
    if (level->setup.traitors == 0) {
        level_fault_at(reader, at(reader, "role"),
                       "the player is the traitors, but no general is one: "
                       "write traitor = true; for one of them");
    } else if (reader->has_player &&
               !setup_is_traitor(&level->setup, level->player)) {
        level_fault_at(reader, at(reader, "player"),
                       "the player \"%s\" is no traitor: write traitor = true; "
                       "there or choose role = \"loyal\";",
                       reader->general[level->player]);
    }
}

static void check_loyal_player(struct level_reader *reader)
{
    const struct level *level = reader->level;
    if (!written(reader, "player")) {
        level_fault_at(reader, reader->root,
                       "role \"loyal\" needs to know who the player is; add "
                       "for example: player = \"leo\";");
    } else if (reader->has_player &&
               setup_is_traitor(&level->setup, level->player)) {
        level_fault_at(reader, at(reader, "player"),
                       "the player \"%s\" is a traitor and cannot be loyal: "
                       "choose another one or role = \"traitor\";",
                       reader->general[level->player]);
    }
}

static void check_player(struct level_reader *reader)
{
    const struct level *level = reader->level;
    if (!reader->has_role) {
        return;
    }
    switch ((enum level_role)level->role) {
    case ROLE_TRAITOR:
        check_traitor_player(reader);
        return;
    case ROLE_LOYAL:
        check_loyal_player(reader);
        return;
    case ROLE_CITY:
        if (level->setup.budget == 0 && !level_has_steps(reader)) {
            level_fault_at(reader, at(reader, "role"),
                           "a player who is the city needs scouts; add for "
                           "example: scouts = { budget = 1; watch = \"all\"; "
                           "};");
        }
        break;
    case ROLE_WATCH:
        break;
    }
    if (written(reader, "player")) {
        level_fault_at(reader, at(reader, "player"),
                       "the role \"%s\" plays no general: take \"player\" away",
                       level_role_id((enum level_role)level->role));
    }
}

static void check_scripts(struct level_reader *reader)
{
    const struct level *level = reader->level;
    const config_setting_t *generals =
        level_get(reader->root, "generals", VALUE_LIST);
    unsigned may = level->setup.traitors | (unsigned)level->secret.among;
    for (unsigned g = 0; g < level->setup.generals; g++) {
        if ((reader->scripted >> g & 1) != 0 && (may >> g & 1) == 0) {
            level_fault_at(
                reader,
                config_setting_get_member(config_setting_get_elem(generals, g),
                                          "plays"),
                "a loyal general does the duty: take \"plays\" away or "
                "write traitor = true;");
        }
    }
}

static void check_predict(struct level_reader *reader)
{
    const struct level *level = reader->level;
    if (written(reader, "predict") != written(reader, "predict_about")) {
        bool asked = written(reader, "predict");
        level_fault_at(reader, at(reader, asked ? "predict" : "predict_about"),
                       "\"predict\" and \"predict_about\" go together: add the "
                       "other one");
    }
    if (level->predict_about != NO_GENERAL &&
        setup_is_traitor(&level->setup, level->predict_about)) {
        level_fault_at(reader, at(reader, "predict_about"),
                       "a traitor decides nothing that could be predicted: "
                       "ask about a loyal general");
    }
}

static void check_quorum(struct level_reader *reader)
{
    static const unsigned range[] = {1, GENERALS_MAX};
    struct level *level = reader->level;
    struct setup *setup = &level->setup;
    unsigned quorum = setup->quorum, traitors = setup_traitors(setup);
    traitors = level->secret.traitors > 0 ? level->secret.traitors : traitors;
    unsigned loyal =
        traitors < setup->generals ? setup->generals - traitors : 0;
    if (!level_get_int(reader, reader->root, "quorum", range, &quorum)) {
        return;
    }
    setup->quorum = (uint8_t)quorum;
    if (quorum > loyal) {
        level_fault_at(reader, at(reader, "quorum"),
                       "a quorum of %u cannot be reached: only %u armies are "
                       "loyal; write at most that",
                       quorum, loyal);
    }
}

static void check_claim(struct level_reader *reader)
{
    const struct level *level = reader->level;
    const char *claim = level_get_word(reader->root, "claim");
    if (level->possible || claim == NULL || claim[0] != 'i') {
        return;
    }
    if (level->par != 0) {
        level_fault_at(reader, at(reader, "par"),
                       "what is impossible has no par: take \"par\" away");
    }
    if (written(reader, "solution") || written(reader, "solution_plays")) {
        level_fault_at(reader,
                       at(reader, written(reader, "solution")
                                      ? "solution"
                                      : "solution_plays"),
                       "what is impossible has no solution: take it away or "
                       "write claim = \"possible\";");
    }
}

static void check_secret(struct level_reader *reader)
{
    const struct level *level = reader->level;
    const struct secret *secret = &level->secret;
    const config_setting_t *place = at(reader, "secret");
    unsigned named = setup_traitors(&level->setup);
    if (!written(reader, "secret") || !reader->has_role) {
        return;
    }
    if (level->role == ROLE_TRAITOR || level->role == ROLE_CITY) {
        level_fault_at(reader, place,
                       "only a loyal player or a watcher has secrets to find "
                       "out: take \"secret\" away");
    }
    if (secret->traitors == 0) {
        return;
    }
    if (secret->traitors > set_count(secret->among)) {
        level_fault_at(reader, place,
                       "%u traitors cannot be among %u generals: name more of "
                       "them",
                       secret->traitors, set_count(secret->among));
    }
    if (level->player != NO_GENERAL &&
        (secret->among >> level->player & 1) != 0) {
        level_fault_at(reader, place,
                       "the player is loyal and cannot be among the possible "
                       "traitors: take \"%s\" out",
                       reader->general[level->player]);
    }
    if (named != 0 && (named != secret->traitors ||
                       (level->setup.traitors & ~secret->among) != 0)) {
        level_fault_at(reader, place,
                       "the generals with traitor = true are not %u of those "
                       "that the secret names: mark nobody, or just so many",
                       secret->traitors);
    }
}

/* A chain has one letter a round: its own roads, one after the other, from the
 * commander to the others in ascending number. */
static uint32_t chain_bell(const struct setup *setup)
{
    uint32_t sum = 0;
    unsigned from = setup->commander;
    for (unsigned to = 0; to < setup->generals; to++) {
        if (to != setup->commander) {
            sum += setup->road[from][to];
            from = to;
        }
    }
    return sum;
}

/* Minutes until the watch bell of the last round can ring. */
static uint32_t last_bell(const struct setup *setup)
{
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    uint32_t longest = 0;
    unsigned rounds = 0;
    for (unsigned i = 0; i < setup->generals; i++) {
        for (unsigned j = 0; j < setup->generals; j++) {
            longest = setup->road[i][j] > longest ? setup->road[i][j] : longest;
        }
    }
    if ((rules->traits & RULES_CHAIN) != 0) {
        return chain_bell(setup);
    }
    if ((rules->traits & RULES_TWO) != 0) {
        return level_legs_end(setup);
    }
    if ((rules->traits & RULES_DEPTH) != 0) {
        rounds = setup->depth + 1u;
        rounds = rounds < setup->generals ? rounds : setup->generals - 1u;
    }
    return longest * rounds;
}

static void check_times(struct level_reader *reader)
{
    if (level_has_steps(reader)) {
        return; /* nobody knows when the last letter arrives */
    }
    const struct setup *setup = &reader->level->setup;
    uint32_t bell = last_bell(setup);
    for (unsigned o = 1; o < setup->orders; o++) {
        if (setup->order_minute[o] > 0 && setup->order_minute[o] < bell) {
            level_fault_at(reader, at(reader, "orders"),
                           "the hour of order \"%s\" is %u minutes after the "
                           "start, before the last watch bell can ring (%u): "
                           "make it later, or the roads shorter",
                           setup->order_id[o], (unsigned)setup->order_minute[o],
                           (unsigned)bell);
        }
    }
}

static void check_rule(struct level_reader *reader)
{
    struct world begun;
    struct diag why;
    const config_setting_t *place = at(reader, "rule");
    if (reader->level->setup.rule == RULE_WORK) {
        if (!reader->good_work) {
            return; /* told already */
        }
        /* what is left to refuse is when the work ends */
        place = config_setting_get_member(at(reader, "work"), "deadline");
    }
    if (game_start(&begun, &reader->level->setup, NULL, &why) != STATUS_OK) {
        level_fault_at(reader, place, "the rule \"%s\" cannot be played so: %s",
                       level_get_word(reader->root, "rule"), why.text);
    }
}

void level_check_whole(struct level_reader *reader)
{
    check_goal(reader);
    check_accuse(reader);
    check_player(reader);
    check_scripts(reader);
    check_predict(reader);
    check_quorum(reader);
    check_claim(reader);
    check_secret(reader);
    check_times(reader);
    level_check_work(reader);
    level_check_acks(reader);
    level_check_network(reader);
    if (reader->good_generals) {
        level_check_names(reader);
    }
    if (reader->has_rule && reader->good_generals) {
        check_rule(reader);
    }
    if (reader->has_rule && reader->good_generals && reader->has_role) {
        level_check_solution(reader);
    }
}
