/* One turn: restore the heap where a siege begins, ask, and fall back to the
 * duty. */
#include <stdio.h>
#include <string.h>

#include "script/inside.h"

/* start(siege), where the file has it. */
static int protected_start(lua_State *lua)
{
    scene_push_siege(lua);
    lua_pushvalue(lua, -1);
    lua_setglobal(lua, "siege");
    if (lua_getglobal(lua, "start") == LUA_TFUNCTION) {
        lua_insert(lua, -2);
        lua_call(lua, 1, 0);
    }
    return 0;
}

/* Push the function that answers this kind of question. */
static bool push_handler(lua_State *lua, enum decision_kind kind)
{
    const char *name = question_handler(kind);
    if (name == NULL) {
        return false;
    }
    return lua_getglobal(lua, name) == LUA_TFUNCTION ||
           lua_getglobal(lua, "answer") == LUA_TFUNCTION;
}

/* An answer of nonsense is the fault of the function that gave it. */
static int complain(lua_State *lua)
{
    struct script *script = script_of(lua);
    lua_Debug at;
    (void)push_handler(lua, (enum decision_kind)script->asked->kind);
    (void)lua_getinfo(lua, ">S", &at);
    lua_pushfstring(lua, "%s:%d: %s", at.short_src, at.linedefined,
                    script->broken);
    return lua_error(lua);
}

static int protected_turn(lua_State *lua)
{
    struct script *script = script_of(lua);
    script->answer = 0;
    if (!push_handler(lua, (enum decision_kind)script->asked->kind)) {
        return 0;
    }
    question_renew(lua);
    lua_rawgeti(lua, LUA_REGISTRYINDEX, REGISTRY_QUESTION);
    lua_call(lua, 1, 1);
    return answer_read(lua) ? 0 : complain(lua);
}

static void lose(struct script *script, int result)
{
    if (script->report.first[0] == '\0') {
        script_say(script, result, script->report.first,
                   sizeof script->report.first);
    }
    script->report.lost++;
}

/* Lose a turn for which the script was not even asked. */
static uint64_t lose_unasked(struct script *script)
{
    script->report.lost++;
    return 0;
}

static bool ask(struct script *script, lua_CFunction what)
{
    uint64_t left = SCRIPT_SIEGE_WORK - script->spent;
    int result = script_call(script, what, NULL,
                             left < SCRIPT_TURN_WORK ? left : SCRIPT_TURN_WORK);
    script->spent += script->work < left ? script->work : left;
    if (result != LUA_OK) {
        lose(script, result);
    }
    return result == LUA_OK;
}

static bool begin(struct script *script)
{
    if (!script->fresh) {
        memcpy(script->memory, script->image, script->image_bytes);
    }
    script->fresh = false;
    script->failed = !ask(script, protected_start);
    script->begun = true;
    return !script->failed;
}

static uint64_t script_answer(struct script *script,
                              const struct agents *agents,
                              const struct world *world,
                              const struct decision *asked)
{
    script->report.turns++;
    if (script->lua == NULL || script->failed ||
        script->spent >= SCRIPT_SIEGE_WORK) {
        return lose_unasked(script);
    }
    script->agents = agents;
    script->world = world;
    script->asked = asked;
    if (!script->begun && !begin(script)) {
        return 0;
    }
    return ask(script, protected_turn) ? script->answer : 0;
}

void scripts_begin(struct scripts *scripts, bool blind)
{
    for (unsigned i = 0; scripts != NULL && i < scripts->count; i++) {
        struct script *script = scripts->slot[i];
        if (script == NULL) {
            continue;
        }
        script->slot = i;
        script->begun = script->failed = false;
        script->blind = blind;
        script->spent = 0;
        script->log_bytes = 0;
    }
}

/* Who answers, as a number of struct agents. */
static unsigned player(const struct agents *agents,
                       const struct decision *asked)
{
    if (asked->chooser == CHOOSER_CITY) {
        return agents->city;
    }
    return asked->chooser == CHOOSER_TRAITOR ? agents->general[asked->actor]
                                             : STRATEGY_LOYAL;
}

uint64_t scripts_answer(struct scripts *scripts, const struct agents *agents,
                        const struct world *world,
                        const struct decision *decision)
{
    unsigned who = player(agents, decision);
    if (who < STRATEGY_SCRIPT || scripts == NULL ||
        who - STRATEGY_SCRIPT >= scripts->count ||
        scripts->slot[who - STRATEGY_SCRIPT] == NULL) {
        return agents_answer(agents, world, decision);
    }
    return script_answer(scripts->slot[who - STRATEGY_SCRIPT], agents, world,
                         decision);
}
