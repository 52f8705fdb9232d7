/* The question as scripts see it: one userdata whose fields are looked up when
 * they are asked for, so that a short answer is a cheap one. */
#include <string.h>

#include "rules/ballot.h"
#include "rules/pbft.h"
#include "script/inside.h"

#define FIELD_LIST(X)                                                          \
    X(FIELD_KIND, "kind")                                                      \
    X(FIELD_ACTOR, "actor")                                                    \
    X(FIELD_TARGET, "target")                                                  \
    X(FIELD_ROUND, "round")                                                    \
    X(FIELD_MINUTE, "minute")                                                  \
    X(FIELD_NUMBER, "number")                                                  \
    X(FIELD_DUTY, "duty")                                                      \
    X(FIELD_ORDER, "order")                                                    \
    X(FIELD_PATH, "path")                                                      \
    X(FIELD_POST, "post")                                                      \
    X(FIELD_PHASE, "phase")                                                    \
    X(FIELD_BUDGET, "budget")                                                  \
    X(FIELD_OPTIONS, "options")                                                \
    X(FIELD_LETTERS, "letters")                                                \
    X(FIELD_GENERALS, "generals")                                              \
    X(FIELD_BLOCKS, "blocks")

#define FIELD_ENUM(id, name) id,
enum field { FIELD_LIST(FIELD_ENUM) FIELD_COUNT };
#undef FIELD_ENUM

const char *question_handler(enum decision_kind kind)
{
    static const char *const names[DECISION_COUNT] = {
        [DECISION_LETTER] = "letter",   [DECISION_SEAL] = "seal",
        [DECISION_FORGE] = "forge",     [DECISION_CAPTURE] = "capture",
        [DECISION_PUBLISH] = "publish", [DECISION_BUILD] = "build",
        [DECISION_ALARM] = "alarm",     [DECISION_DELIVER] = "deliver",
        [DECISION_VOTE] = "vote",       [DECISION_VOUCH] = "vouch"};
    return kind < DECISION_COUNT ? names[kind] : NULL;
}

static void push_general(lua_State *lua, unsigned general)
{
    if (general == NO_GENERAL) {
        lua_pushnil(lua);
    } else {
        lua_pushinteger(lua, (lua_Integer)general);
    }
}

static struct option duty_of(const struct world *world)
{
    struct option duty = {.kind = OPTION_COUNT, .order = ORDER_NONE};
    if (game_option(world, 0, &duty) != STATUS_OK) {
        duty.kind = OPTION_COUNT;
    }
    return duty;
}

/* Who said that who said; nothing where the letter is not the side's own. */
static void push_path(lua_State *lua, const struct script *script)
{
    struct letter letter;
    if (script->asked->item == NO_LETTER ||
        script->asked->chooser == CHOOSER_CITY) {
        lua_pushnil(lua);
        return;
    }
    game_letter(script->world, script->asked->item, &letter);
    scene_push_path(lua, &letter);
}

/* What letter is asked for without a clock: its kind, its phase or view. */
static void push_post(lua_State *lua, const struct script *script, bool phase)
{
    const struct world *world = script->world;
    unsigned kind = POST_NONE, number = 0;
    if (world->setup.rule == RULE_PBFT &&
        script->asked->chooser == CHOOSER_TRAITOR) {
        struct pbft_question asked;
        pbft_asked(world, &asked);
        kind = asked.kind;
        number = asked.view;
    } else if (script->asked->kind == DECISION_VOTE) {
        uint32_t stage = world->memory.vote.stage[script->asked->actor];
        kind = ballot_proposes(stage) ? POST_PROPOSAL : POST_REPORT;
        number = ballot_phase(stage);
    }
    if (kind == POST_NONE) {
        lua_pushnil(lua);
    } else if (phase) {
        lua_pushinteger(lua, (lua_Integer)number);
    } else {
        lua_pushstring(lua, scene_post_word(kind));
    }
}

/* A list that is made once a question. */
static void push_list(lua_State *lua, enum field field)
{
    (void)lua_rawgeti(lua, LUA_REGISTRYINDEX, REGISTRY_CACHE);
    if (lua_rawgeti(lua, -1, (lua_Integer)field) != LUA_TNIL) {
        return;
    }
    lua_pop(lua, 1);
    if (field == FIELD_OPTIONS) {
        scene_push_options(lua);
    } else if (field == FIELD_LETTERS) {
        scene_push_letters(lua);
    } else if (field == FIELD_GENERALS) {
        scene_push_generals(lua);
    } else {
        scene_push_blocks(lua);
    }
    lua_pushvalue(lua, -1);
    lua_rawseti(lua, -3, (lua_Integer)field);
}

static void push_number(lua_State *lua, uint32_t number, uint32_t none)
{
    if (number == none) {
        lua_pushnil(lua);
    } else {
        lua_pushinteger(lua, number);
    }
}

static void push_field(lua_State *lua, const struct script *script,
                       enum field field)
{
    const struct decision *asked = script->asked;
    switch (field) {
    case FIELD_KIND:
        lua_pushstring(lua, question_handler((enum decision_kind)asked->kind));
        break;
    case FIELD_ACTOR:
        push_general(lua, asked->actor);
        break;
    case FIELD_TARGET:
        push_general(lua, asked->target);
        break;
    case FIELD_ROUND:
        lua_pushinteger(lua, asked->round);
        break;
    case FIELD_MINUTE:
        lua_pushinteger(lua, asked->minute);
        break;
    case FIELD_NUMBER:
        push_number(lua, asked->item, NO_LETTER);
        break;
    case FIELD_DUTY:
        lua_pushstring(
            lua, answer_verb((enum option_kind)duty_of(script->world).kind));
        break;
    case FIELD_ORDER:
        scene_push_order(lua, asked->chooser == CHOOSER_CITY
                                  ? ORDER_NONE
                                  : duty_of(script->world).order);
        break;
    case FIELD_PATH:
        push_path(lua, script);
        break;
    case FIELD_POST:
    case FIELD_PHASE:
        push_post(lua, script, field == FIELD_PHASE);
        break;
    case FIELD_BUDGET:
        lua_pushinteger(lua, script->world->budget);
        break;
    case FIELD_OPTIONS:
    case FIELD_LETTERS:
    case FIELD_GENERALS:
    case FIELD_BLOCKS:
        push_list(lua, field);
        break;
    case FIELD_COUNT:
        lua_pushnil(lua);
        break;
    }
}

/* q.NAME. Upvalue: the names. */
static int question_index(lua_State *lua)
{
    lua_settop(lua, 2);
    lua_pushvalue(lua, 2);
    if (lua_rawget(lua, lua_upvalueindex(1)) != LUA_TNUMBER) {
        library_text(lua, 2);
        return luaL_error(lua, "a question has no field \"%s\"",
                          lua_tostring(lua, -1));
    }
    push_field(lua, script_of(lua), (enum field)lua_tointeger(lua, -1));
    return 1;
}

static int question_newindex(lua_State *lua)
{
    return luaL_error(lua, "a question cannot be changed");
}

void question_open(lua_State *lua)
{
#define FIELD_NAME(id, name) [id] = name,
    static const char *const names[FIELD_COUNT] = {FIELD_LIST(FIELD_NAME)};
#undef FIELD_NAME
    (void)lua_newuserdatauv(lua, 0, 0);
    lua_createtable(lua, 0, 3);
    lua_createtable(lua, 0, FIELD_COUNT);
    for (int i = 0; i < FIELD_COUNT; i++) {
        lua_pushinteger(lua, i);
        lua_setfield(lua, -2, names[i]);
    }
    lua_pushcclosure(lua, question_index, 1);
    lua_setfield(lua, -2, "__index");
    lua_pushcfunction(lua, question_newindex);
    lua_setfield(lua, -2, "__newindex");
    lua_pushliteral(lua, "question");
    lua_setfield(lua, -2, "__name");
    (void)lua_setmetatable(lua, -2);
    lua_rawseti(lua, LUA_REGISTRYINDEX, REGISTRY_QUESTION);
    lua_newtable(lua);
    lua_rawseti(lua, LUA_REGISTRYINDEX, REGISTRY_CACHE);
}

void question_renew(lua_State *lua)
{
    (void)lua_rawgeti(lua, LUA_REGISTRYINDEX, REGISTRY_CACHE);
    for (int i = FIELD_OPTIONS; i <= FIELD_BLOCKS; i++) {
        lua_pushnil(lua);
        lua_rawseti(lua, -2, i);
    }
    lua_pop(lua, 1);
}
