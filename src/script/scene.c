/* What a side sees of its siege, as tables: facts, options, letters, generals,
 * blocks. */
#include "rules/ballot.h"
#include "rules/work.h"
#include "script/inside.h"

enum { LETTER_WORK = 40 };

static bool has_no_clock(const struct world *world)
{
    const struct rules *rules = rules_get((enum rule_id)world->setup.rule);
    return (rules->traits & RULES_NO_CLOCK) != 0;
}

/* Say whether the city reads what letters say: without a clock, where the
 * level does not forbid it. */
static bool city_reads(const struct script *script)
{
    return has_no_clock(script->world) && !script->blind;
}

static bool is_city(const struct script *script)
{
    return script->asked->chooser == CHOOSER_CITY;
}

bool scene_reads(const struct script *script)
{
    return !is_city(script) || city_reads(script);
}

uint16_t scene_eyes(const struct script *script)
{
    if (!is_city(script)) {
        return script->world->setup.traitors;
    }
    return has_no_clock(script->world) ? EYES_ALL : 0;
}

/* ---- Words ------------------------------------------------------------- */

const char *scene_post_word(unsigned post)
{
    static const char *const words[POST_KIND_COUNT] = {
        [POST_REPORT] = "report",           [POST_PROPOSAL] = "proposal",
        [POST_PRE_PREPARE] = "pre-prepare", [POST_PREPARE] = "prepare",
        [POST_COMMIT] = "commit",           [POST_VIEW_CHANGE] = "view-change",
        [POST_NEW_VIEW] = "new-view"};
    return post < POST_KIND_COUNT ? words[post] : NULL;
}

const char *scene_refusal_word(unsigned refusal)
{
    static const char *const words[REFUSAL_COUNT] = {
        [REFUSAL_SEAL] = "bad-seal",     [REFUSAL_ROUND] = "bad-round",
        [REFUSAL_PROOF] = "bad-proof",   [REFUSAL_PARENT] = "bad-parent",
        [REFUSAL_TARGET] = "bad-target",
    };
    return refusal < REFUSAL_COUNT ? words[refusal] : NULL;
}

static const char *state_word(unsigned state)
{
    static const char *const words[LETTER_STATE_COUNT] = {
        [LETTER_UNWRITTEN] = "silent", [LETTER_RIDING] = "riding",
        [LETTER_ARRIVED] = "arrived",  [LETTER_CAPTURED] = "captured",
        [LETTER_REFUSED] = "refused",  [LETTER_SENT] = "sent"};
    return state < LETTER_STATE_COUNT ? words[state] : NULL;
}

/* ---- Small parts ------------------------------------------------------- */

static void set_number(lua_State *lua, const char *key, lua_Integer value)
{
    lua_pushinteger(lua, value);
    lua_setfield(lua, -2, key);
}

/* NULL: no such field. */
static void set_word(lua_State *lua, const char *key, const char *word)
{
    if (word != NULL) {
        lua_pushstring(lua, word);
        lua_setfield(lua, -2, key);
    }
}

static void set_true(lua_State *lua, const char *key)
{
    lua_pushboolean(lua, 1);
    lua_setfield(lua, -2, key);
}

static void set_order(lua_State *lua, const char *key, unsigned order)
{
    if (order != ORDER_NONE) {
        scene_push_order(lua, order);
        lua_setfield(lua, -2, key);
    }
}

void scene_push_order(lua_State *lua, unsigned order)
{
    const struct setup *setup = &script_of(lua)->world->setup;
    if (order >= setup->orders) {
        lua_pushnil(lua);
        return;
    }
    lua_pushstring(lua, setup->order_id[order]);
}

void scene_push_path(lua_State *lua, const struct letter *letter)
{
    lua_createtable(lua, letter->length, 0);
    for (unsigned i = 0; i < letter->length; i++) {
        lua_pushinteger(lua, paths_at(letter->chain, i));
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
}

static void set_generals(lua_State *lua, const char *key, unsigned set)
{
    lua_Integer i = 0;
    lua_newtable(lua);
    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        if ((set >> g & 1) != 0) {
            lua_pushinteger(lua, (lua_Integer)g);
            lua_rawseti(lua, -2, ++i);
        }
    }
    lua_setfield(lua, -2, key);
}

/* ---- The siege --------------------------------------------------------- */

static void set_counts(lua_State *lua, const struct setup *setup)
{
    set_number(lua, "n", setup->generals);
    set_number(lua, "m", setup->depth);
    set_number(lua, "t", setup->faults);
    set_number(lua, "commander", setup->commander);
    set_number(lua, "quorum", setup->quorum);
    set_number(lua, "budget", setup->budget);
    set_number(lua, "confirmations", setup->confirmations);
    set_number(lua, "messengers", setup->messengers);
    set_number(lua, "deadline", setup->deadline);
}

void scene_push_siege(lua_State *lua)
{
    const struct script *script = script_of(lua);
    const struct setup *setup = &script->world->setup;
    bool told = !is_city(script) && setup_is_traitor(setup, setup->commander);
    lua_newtable(lua);
    set_word(lua, "rule", rules_get((enum rule_id)setup->rule)->id);
    set_word(lua, "side", is_city(script) ? "city" : "traitors");
    set_counts(lua, setup);
    if (scene_reads(script)) {
        set_generals(lua, "traitors", setup->traitors);
        set_generals(lua, "loyal",
                     ((1U << setup->generals) - 1U) &
                         ~(unsigned)setup->traitors);
    }
    if (told) {
        set_order(lua, "order", setup->order);
    }
    lua_createtable(lua, setup->orders, 0);
    for (unsigned o = 0; o < setup->orders; o++) {
        scene_push_order(lua, o);
        lua_rawseti(lua, -2, (lua_Integer)o + 1);
    }
    lua_setfield(lua, -2, "orders");
}

/* ---- Options ----------------------------------------------------------- */

/* What the verb of an option says: a general, an order, a number, or true. */
static void set_verb(lua_State *lua, const struct option *option)
{
    const char *verb = answer_verb((enum option_kind)option->kind);
    switch ((enum option_kind)option->kind) {
    case OPTION_SAY:
    case OPTION_FORGE:
        set_order(lua, verb, option->order);
        return;
    case OPTION_CLAIM:
        if (option->order == ORDER_NONE) {
            set_word(lua, verb, "nothing");
        } else {
            set_order(lua, verb, option->order);
            set_number(lua, "view", option->count);
        }
        return;
    case OPTION_FALL:
    case OPTION_TIMEOUT:
        set_number(lua, verb, option->general);
        return;
    case OPTION_DELIVER:
        set_number(lua, verb, option->letter);
        return;
    case OPTION_CAPTURE:
        if (option->letter != NO_LETTER) {
            set_number(lua, verb, option->letter);
        } else {
            set_true(lua, verb);
        }
        return;
    case OPTION_PUBLISH:
    case OPTION_BUILD:
        set_number(lua, verb, option->block);
        return;
    case OPTION_ALARM:
        set_number(lua, verb, option->minute);
        return;
    case OPTION_FLOOD:
        set_word(lua, verb, scene_refusal_word(option->refusal));
        return;
    case OPTION_SILENT:
    case OPTION_SEND:
    case OPTION_WITHHOLD:
    case OPTION_PASS:
    case OPTION_UNSURE:
    case OPTION_NOTHING:
    case OPTION_FOUND:
    case OPTION_ACCUSE:
    case OPTION_PROOF:
    case OPTION_DECIDE:
    case OPTION_TRUST:
    case OPTION_DEMAND:
    case OPTION_TOSS:
    case OPTION_COUNT:
        set_true(lua, verb);
        return;
    }
}

/* The letter that the city may let arrive or capture. */
static void describe_letter(lua_State *lua, const struct script *script,
                            uint32_t number)
{
    struct letter letter;
    game_letter(script->world, number, &letter);
    set_number(lua, "from", letter.from);
    set_number(lua, "to", letter.to);
    set_number(lua, "sent", letter.sent);
    set_word(lua, "post", scene_post_word(letter.post));
    set_number(lua, "phase", letter.phase);
    if (scene_reads(script)) {
        set_order(lua, "order", letter.order);
    }
}

static bool names_order(const struct option *option)
{
    return option->kind == OPTION_SEND || option->kind == OPTION_WITHHOLD ||
           option->kind == OPTION_PUBLISH || option->kind == OPTION_BUILD;
}

void scene_push_options(lua_State *lua)
{
    const struct script *script = script_of(lua);
    uint32_t count = script->asked->options;
    lua_createtable(lua, (int)count, 0);
    for (uint32_t i = 0; i < count; i++) {
        struct option option;
        script_charge(lua, LETTER_WORK);
        if (game_option(script->world, i, &option) != STATUS_OK) {
            return;
        }
        lua_createtable(lua, 0, option.letter == NO_LETTER ? 2 : 8);
        set_verb(lua, &option);
        if (names_order(&option)) {
            set_order(lua, "order", option.order);
        }
        if (option.letter != NO_LETTER) {
            describe_letter(lua, script, option.letter);
        }
        if (option.redundant != 0) {
            set_true(lua, "redundant");
        }
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
}

/* ---- Letters ----------------------------------------------------------- */

static void push_letter(lua_State *lua, const struct script *script,
                        const struct letter *letter)
{
    lua_createtable(lua, 0, 8);
    set_number(lua, "number", letter->index);
    set_number(lua, "from", letter->from);
    set_number(lua, "to", letter->to);
    set_number(lua, "round", letter->round);
    set_number(lua, "sent", letter->sent);
    if (letter->arrives != UINT32_MAX) {
        set_number(lua, "arrives", letter->arrives);
    }
    set_word(lua, "state", state_word(letter->state));
    set_word(lua, "post", scene_post_word(letter->post));
    if (letter->phase != 0) {
        set_number(lua, "phase", letter->phase);
    }
    if (scene_reads(script)) {
        set_order(lua, "order", letter->order);
    }
    if (letter->length > 0) {
        scene_push_path(lua, letter);
        lua_setfield(lua, -2, "path");
    }
    set_word(lua, "refusal", scene_refusal_word(letter->refusal));
}

void scene_push_letters(lua_State *lua)
{
    struct script *script = script_of(lua);
    size_t count = game_view(script->world, scene_eyes(script),
                             script->asked->minute, script->view, LETTERS_MAX);
    count = count < LETTERS_MAX ? count : LETTERS_MAX;
    script_charge(lua, count * 4);
    lua_createtable(lua, (int)count, 0);
    for (size_t i = 0; i < count; i++) {
        script_charge(lua, LETTER_WORK);
        push_letter(lua, script, &script->view[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
}

/* ---- Generals, for a city that sees everything ------------------------- */

static void describe_ballot(lua_State *lua, const struct world *world,
                            unsigned g)
{
    const struct memory_vote *vote = &world->memory.vote;
    bool proposes = ballot_proposes(vote->stage[g]);
    set_number(lua, "phase", ballot_phase(vote->stage[g]));
    set_word(lua, "stage", proposes ? "proposal" : "report");
    set_number(lua, "held", ballot_held(world, g));
    set_order(lua, "value", vote->value[g]);
    set_number(lua, "zeros", vote->tally[g][0][0]);
    set_number(lua, "ones", vote->tally[g][0][1]);
    if (proposes) {
        set_order(lua, "proposal", vote->proposal[g]);
    }
    if ((vote->fallen >> g & 1) != 0) {
        set_true(lua, "fallen");
    }
}

static void describe_replica(lua_State *lua, const struct world *world,
                             unsigned g)
{
    const struct memory_pbft *pbft = &world->memory.pbft;
    unsigned accepted = pbft->accepted[g];
    set_number(lua, "view", pbft->view[g]);
    if (pbft->active[g] != 0) {
        set_true(lua, "active");
    }
    if (accepted < ORDERS_MAX) {
        set_order(lua, "accepted", accepted);
        set_number(lua, "prepares", set_count(pbft->prepares[g][accepted]));
        set_number(lua, "commits", set_count(pbft->commits[g][accepted]));
    }
}

void scene_push_generals(lua_State *lua)
{
    const struct script *script = script_of(lua);
    const struct world *world = script->world;
    bool sees = is_city(script) && city_reads(script);
    lua_createtable(lua, world->setup.generals, 0);
    for (unsigned g = 0; g < world->setup.generals; g++) {
        bool traitor = setup_is_traitor(&world->setup, g);
        lua_createtable(lua, 0, 8);
        set_number(lua, "number", g);
        if (scene_reads(script) && traitor) {
            set_true(lua, "traitor");
        }
        if (sees && !traitor) {
            set_order(lua, "decided", world->decided[g]);
            if (world->setup.rule == RULE_PBFT) {
                describe_replica(lua, world, g);
            } else {
                describe_ballot(lua, world, g);
            }
        }
        lua_rawseti(lua, -2, (lua_Integer)g + 1);
    }
}

/* ---- Blocks, for traitors under proof of work -------------------------- */

void scene_push_blocks(lua_State *lua)
{
    const struct script *script = script_of(lua);
    const struct world *world = script->world;
    struct block_set known;
    lua_Integer count = 0;
    lua_newtable(lua);
    if (world->setup.rule != RULE_WORK || is_city(script)) {
        return;
    }
    work_known(world, scene_eyes(script), script->asked->minute, &known);
    for (unsigned b = 0; b < world->memory.work.blocks; b++) {
        const struct block *block = &world->memory.work.block[b];
        if (!block_set_has(&known, b)) {
            continue;
        }
        script_charge(lua, LETTER_WORK);
        lua_createtable(lua, 0, 8);
        set_number(lua, "number", b);
        set_number(lua, "height", block->height);
        set_number(lua, "minute", block->minute);
        if (block->parent != NO_BLOCK) {
            set_number(lua, "parent", block->parent);
            set_number(lua, "miner", block->miner);
        }
        set_order(lua, "order", work_order(world, b));
        lua_rawseti(lua, -2, ++count);
    }
}
