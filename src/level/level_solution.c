/* The solution of a level, step by step, and whether its letters exist. */
#include <string.h>

#include "level/read.h"

static const struct level_key step_keys[] = {
    LEVEL_KEY("from", false, VALUE_WORD, "from = \"leo\";"),
    LEVEL_KEY("to", false, VALUE_WORD, "to = \"anna\";"),
    LEVEL_KEY("about", false, VALUE_NAMES, "about = [ \"bardas\" ];"),
    LEVEL_KEY("say", false, VALUE_WORD, "say = \"retreat\";"),
    LEVEL_KEY("seals", false, VALUE_NAMES, "seals = [ \"bardas\", \"leo\" ];"),
    LEVEL_KEY("order", false, VALUE_WORD, "order = \"attack\";"),
    LEVEL_KEY("send", false, VALUE_BOOL, "send = true;"),
    LEVEL_KEY("forge", false, VALUE_BOOL, "forge = true;"),
    LEVEL_KEY("write", false, VALUE_WORD, "write = \"prepare\";"),
    LEVEL_KEY("view", false, VALUE_INT, "view = 0;"),
    LEVEL_KEY("capture", false, VALUE_NAMES,
              "capture = [ \"leo\", \"anna\" ];"),
    LEVEL_KEY("round", false, VALUE_INT, "round = 1;"),
    LEVEL_KEY("accuse", false, VALUE_WORD, "accuse = \"leo\";"),
    LEVEL_KEY("decide", false, VALUE_WORD, "decide = \"attack\";"),
    LEVEL_KEY("demand", false, VALUE_INT, "demand = 1;"),
};

/* What each form of a step needs; the first key tells the forms apart. */
struct form {
    const char *keys[5]; /* needed ones, ends with NULL */
    const char *right;
};
enum {
    FORM_POST,
    FORM_SAY,
    FORM_SEAL,
    FORM_FORGE,
    FORM_CAPTURE,
    FORM_ACCUSE,
    FORM_DECIDE,
    FORM_DEMAND,
    FORM_COUNT
};
static const struct form forms[FORM_COUNT] = {
    [FORM_POST] = {.keys = {"write", "from", "to", "order"},
                   .right = "{ from = \"leo\"; to = \"anna\"; write = "
                            "\"prepare\"; order = \"retreat\"; }"},
    [FORM_SAY] = {.keys = {"say", "from", "to"},
                  .right = "{ from = \"leo\"; to = \"anna\"; about = [ "
                           "\"bardas\" ]; say = \"retreat\"; }"},
    [FORM_SEAL] = {.keys = {"seals", "from", "to", "order"},
                   .right = "{ from = \"leo\"; to = \"anna\"; seals = [ "
                            "\"bardas\", \"leo\" ]; order = \"attack\"; }"},
    [FORM_FORGE] = {.keys = {"forge", "from", "to", "order"},
                    .right = "{ from = \"leo\"; to = \"anna\"; order = "
                             "\"attack\"; forge = true; }"},
    [FORM_CAPTURE] = {.keys = {"capture", "round"},
                      .right = "{ capture = [ \"leo\", \"anna\" ]; round = 1; "
                               "}"},
    [FORM_ACCUSE] = {.keys = {"accuse"}, .right = "{ accuse = \"leo\"; }"},
    [FORM_DECIDE] = {.keys = {"decide"}, .right = "{ decide = \"attack\"; }"},
    [FORM_DEMAND] = {.keys = {"demand"}, .right = "{ demand = 1; }"},
};

static bool has(const config_setting_t *group, const char *name)
{
    return config_setting_get_member(group, name) != NULL;
}

static unsigned find_form(struct level_reader *reader,
                          const config_setting_t *group)
{
    for (unsigned f = 0; f < FORM_COUNT; f++) {
        if (!has(group, forms[f].keys[0])) {
            continue;
        }
        for (unsigned k = 1; forms[f].keys[k] != NULL; k++) {
            if (!has(group, forms[f].keys[k])) {
                level_fault_at(reader, group,
                               "this step lacks \"%s\", as in: %s",
                               forms[f].keys[k], forms[f].right);
                return FORM_COUNT;
            }
        }
        return f;
    }
    level_fault_at(reader, group,
                   "a step says, seals, forges, captures, accuses, demands or "
                   "decides, as in: %s",
                   forms[FORM_SAY].right);
    return FORM_COUNT;
}

/* A chain of generals, the sender last. */
static bool read_chain(struct level_reader *reader,
                       const config_setting_t *group, const char *name,
                       struct level_step *step)
{
    const config_setting_t *names = level_get(group, name, VALUE_NAMES);
    uint8_t who[GENERALS_MAX];
    unsigned count = 0;
    if (names != NULL && !level_get_generals(reader, names, who, &count)) {
        return false;
    }
    bool closed = count > 0 && who[count - 1] == step->from;
    if (!closed && count < GENERALS_MAX) {
        who[count++] = step->from;
    }
    step->chain = paths_pack(who, count);
    step->length = (uint8_t)count;
    return true;
}

bool level_read_ends(struct level_reader *reader, const config_setting_t *group,
                     struct level_step *step)
{
    bool from = level_get_general(reader, group, "from", &step->from);
    bool to = level_get_general(reader, group, "to", &step->to);
    if (from && to && step->from == step->to) {
        level_fault_at(reader, group,
                       "nobody writes to himself: change \"to\"");
        return false;
    }
    return from && to;
}

static bool read_say(struct level_reader *reader, const config_setting_t *group,
                     struct level_step *step)
{
    const char *say = level_get_word(group, "say");
    bool well = level_read_ends(reader, group, step);
    step->kind = OPTION_SAY;
    if (say != NULL && strcmp(say, "silence") == 0) {
        step->kind = OPTION_SILENT;
        step->order = ORDER_NONE;
    } else {
        well = level_get_order(reader, group, "say", &step->order) && well;
    }
    return well && read_chain(reader, group, "about", step);
}

static bool read_seal(struct level_reader *reader,
                      const config_setting_t *group, struct level_step *step)
{
    bool send = true;
    bool well = level_read_ends(reader, group, step);
    (void)level_get_bool(group, "send", &send);
    step->kind = send ? OPTION_SEND : OPTION_WITHHOLD;
    well = level_get_order(reader, group, "order", &step->order) && well;
    return well && read_chain(reader, group, "seals", step);
}

static bool read_forge(struct level_reader *reader,
                       const config_setting_t *group, struct level_step *step)
{
    bool well = level_read_ends(reader, group, step);
    step->kind = OPTION_FORGE;
    step->chain = step->from;
    step->length = 1;
    return level_get_order(reader, group, "order", &step->order) && well;
}

static bool read_capture(struct level_reader *reader,
                         const config_setting_t *group, struct level_step *step)
{
    static const unsigned range[] = {1, ROUNDS_MAX};
    const config_setting_t *names = level_get(group, "capture", VALUE_NAMES);
    uint8_t who[GENERALS_MAX];
    unsigned count = 0, round = 0;
    bool well = names != NULL && level_get_generals(reader, names, who, &count);
    well = level_get_int(reader, group, "round", range, &round) && well;
    if (well && count != 2) {
        level_fault_at(reader, names,
                       "a captured messenger rides from one general to "
                       "another, as in [ \"leo\", \"anna\" ]");
        return false;
    }
    step->kind = OPTION_CAPTURE;
    step->from = well ? who[0] : NO_GENERAL;
    step->to = well ? who[1] : NO_GENERAL;
    step->length = (uint8_t)round;
    return well;
}

static bool read_demand(struct level_reader *reader,
                        const config_setting_t *group, struct level_step *step)
{
    static const unsigned range[] = {0, ACKS_LEGS_MAX - 1};
    unsigned wanted = 0;
    step->kind = OPTION_DEMAND;
    if (!level_get_int(reader, group, "demand", range, &wanted)) {
        return false;
    }
    step->length = (uint8_t)wanted;
    return true;
}

static bool read_step(struct level_reader *reader,
                      const config_setting_t *group, struct level_step *step)
{
    step->from = reader->level->player;
    step->to = NO_GENERAL;
    step->order = ORDER_NONE;
    switch (find_form(reader, group)) {
    case FORM_POST:
        return level_read_post(reader, group, step);
    case FORM_SAY:
        return read_say(reader, group, step);
    case FORM_SEAL:
        return read_seal(reader, group, step);
    case FORM_FORGE:
        return read_forge(reader, group, step);
    case FORM_CAPTURE:
        return read_capture(reader, group, step);
    case FORM_ACCUSE:
        step->kind = OPTION_ACCUSE;
        return level_get_general(reader, group, "accuse", &step->to);
    case FORM_DEMAND:
        return read_demand(reader, group, step);
    case FORM_DECIDE:
        step->kind = OPTION_DECIDE;
        return level_get_order(reader, group, "decide", &step->order);
    }
    return false;
}

void level_read_solution(struct level_reader *reader)
{
    static const struct level_keys keys = {.what = "a step of the solution",
                                           .keys = step_keys,
                                           .count = sizeof step_keys /
                                                    sizeof step_keys[0]};
    struct level *level = reader->level;
    const config_setting_t *solution =
        level_get(reader->root, "solution", VALUE_LIST);
    int count = solution == NULL ? 0 : config_setting_length(solution);
    if (count > LEVEL_STEPS_MAX) {
        level_fault_at(reader, solution,
                       "the solution has %d steps; at most %d fit", count,
                       (int)LEVEL_STEPS_MAX);
        count = LEVEL_STEPS_MAX;
    }
    for (int i = 0; i < count; i++) {
        const config_setting_t *group =
            config_setting_get_elem(solution, (unsigned)i);
        struct level_step step = {.kind = OPTION_COUNT};
        if (config_setting_type(group) != CONFIG_TYPE_GROUP) {
            level_fault_at(reader, group, "a step must be a group, as in: %s",
                           forms[FORM_SAY].right);
            continue;
        }
        level_check_keys(reader, group, &keys);
        if (read_step(reader, group, &step)) {
            reader->step_line[level->solution_steps] = level_line(group);
            reader->step_number[level->solution_steps] = (unsigned)i + 1;
            level->solution[level->solution_steps++] = step;
        }
    }
}

/* The siege in which everybody does the duty. */
static bool play_duty(struct world *world, const struct setup *setup)
{
    struct decision asked;
    if (game_start(world, setup, NULL, NULL) != STATUS_OK) {
        return false;
    }
    game_ask(world, &asked);
    while (asked.chooser != CHOOSER_NOBODY) {
        struct action duty = {.cursor = asked.cursor, .answer = 0};
        if (game_apply(world, duty, NULL) != STATUS_OK) {
            return false;
        }
        game_ask(world, &asked);
    }
    return true;
}

static bool letter_exists(const struct world *over,
                          const struct level_step *step)
{
    for (uint32_t i = 0; i < game_letters(over); i++) {
        struct letter letter;
        game_letter(over, i, &letter);
        if (letter.from == step->from && letter.to == step->to &&
            (step->kind == OPTION_CAPTURE ||
             (letter.length == step->length && letter.chain == step->chain)) &&
            letter.round == step->length) {
            return true;
        }
    }
    return false;
}

/* Sealed letters depend on what was sent before; what can be said without
 * playing is the form of their chain. */
static const char *sealed_fault(const struct setup *setup,
                                const struct level_step *step)
{
    if (paths_at(step->chain, 0) != setup->commander) {
        return "the first seal is always the commander's";
    }
    for (unsigned i = 0; i < step->length; i++) {
        if (paths_at(step->chain, i) == step->to) {
            return "the receiver has not sealed the letter before";
        }
    }
    if (step->length > setup->depth + 1u) {
        return "a letter has at most depth + 1 seals";
    }
    return setup_is_traitor(setup, step->to)
               ? "letters between traitors are no choices: they share all"
               : NULL;
}

/* What a loyal player chooses. */
static bool judges(const struct level_step *step)
{
    return step->kind == OPTION_ACCUSE || step->kind == OPTION_DECIDE ||
           step->kind == OPTION_DEMAND;
}

static const char *demand_fault(const struct level *level,
                                const struct level_step *step)
{
    for (const struct level_step *i = level->solution; i < step; i++) {
        if (i->kind == OPTION_DEMAND) {
            return "the confirmations are demanded once";
        }
    }
    if (level->setup.rule != RULE_ACKS ||
        level->player != level->setup.commander) {
        return "only the commander under rule = \"acks\"; demands "
               "confirmations";
    }
    return step->length > level->setup.confirmations
               ? "the legs do not allow so many confirmations"
               : NULL;
}

static const char *judgement_fault(const struct level *level,
                                   const struct level_step *step)
{
    if (step->kind == OPTION_DEMAND) {
        return demand_fault(level, step);
    }
    if (step->kind == OPTION_DECIDE) {
        return NULL;
    }
    if (step->to == level->player) {
        return "nobody accuses himself";
    }
    return level->setup.accusers == 0
               ? "the player may only accuse with accuse = true;"
               : NULL;
}

/* Whether the sender chooses this letter, and whether it is written as the
 * rule's letters are. */
static const char *sender_fault(const struct setup *setup,
                                const struct level_step *step)
{
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    bool seals = (rules->traits & RULES_SIGNED) != 0;
    bool views = (rules->traits & RULES_VIEWS) != 0;
    bool plain = step->kind == OPTION_SAY || step->kind == OPTION_SILENT;
    if (!setup_is_traitor(setup, step->from)) {
        return "only traitors choose what they write, and the sender is loyal";
    }
    if (views != (step->post != POST_NONE)) {
        return views ? "letters of this rule are named: write = \"prepare\""
                     : "only letters of \"pbft\" are named by \"write\"";
    }
    if (views) {
        return NULL;
    }
    if (seals && plain) {
        return "letters of this rule bear seals: write seals = [ .. ]";
    }
    return !seals && !plain
               ? "letters of this rule bear no seals: write say = \"..\""
               : NULL;
}

static const char *letter_fault(const struct setup *setup,
                                const struct level_step *step,
                                const struct world *over)
{
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    if ((rules->traits & RULES_VIEWS) != 0) {
        return level_post_fault(setup, step);
    }
    if (step->kind == OPTION_SEND || step->kind == OPTION_WITHHOLD) {
        return sealed_fault(setup, step);
    }
    if ((rules->traits & RULES_SIGNED) != 0 || letter_exists(over, step)) {
        return NULL;
    }
    return "no letter of this rule has this sender, receiver and \"about\" "
           "(or round)";
}

static const char *step_fault(const struct level *level,
                              const struct level_step *step,
                              const struct world *over)
{
    const struct setup *setup = &level->setup;
    const char *fault = NULL;
    if (judges(step)) {
        return judgement_fault(level, step);
    }
    if (setup->road[step->from][step->to] == 0) {
        return "there is no road between these two";
    }
    if (step->kind != OPTION_CAPTURE) {
        fault = sender_fault(setup, step);
    } else if ((setup->watched[step->from] >> step->to & 1) == 0) {
        fault = "the scouts do not watch this road";
    }
    return fault != NULL ? fault : letter_fault(setup, step, over);
}

static bool fits_role(const struct level *level, const struct level_step *step)
{
    switch ((enum level_role)level->role) {
    case ROLE_TRAITOR:
        return !judges(step) && step->kind != OPTION_CAPTURE;
    case ROLE_LOYAL:
        return judges(step);
    case ROLE_CITY:
        return step->kind == OPTION_CAPTURE;
    case ROLE_WATCH:
        return false;
    }
    return false;
}

void level_check_solution(struct level_reader *reader)
{
    const struct level *level = reader->level;
    struct world over;
    if (level->solution_steps == 0 || !play_duty(&over, &level->setup)) {
        return;
    }
    for (unsigned i = 0; i < level->solution_steps; i++) {
        const struct level_step *step = &level->solution[i];
        const char *fault = fits_role(level, step)
                                ? step_fault(level, step, &over)
                                : "the player's role does not choose this";
        if (fault != NULL) {
            level_fault(reader, reader->step_line[i],
                        "step %u of the solution is impossible: %s",
                        reader->step_number[i], fault);
        }
    }
}
