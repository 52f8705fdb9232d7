/* Budget and memory of a script, and what is said when it fails. */
#include "script/script.h"

#include <stdio.h>
#include <string.h>

#include "level/utf8.h"
#include "script/inside.h"

enum {
    HOOK_EVERY = 1000,
    BYTES_FOR_ONE = 64,
    REFUSAL_WORK = 20000,
    VALUES_MOST = 250,
    VALUES_LEVELS = 32
};

/* ---- Budget and memory ------------------------------------------------ */

bool script_is_over(const struct script *script)
{
    return script->over != SPENT_NOTHING;
}

/* The innermost line of the file that is being run. */
static int line_now(lua_State *lua)
{
    lua_Debug at;
    for (int level = 0; lua_getstack(lua, level, &at) != 0; level++) {
        if (lua_getinfo(lua, "l", &at) != 0 && at.currentline > 0) {
            return at.currentline;
        }
    }
    return 0;
}

static void end_turn(struct script *script, enum script_spent why)
{
    if (!script_is_over(script)) {
        script->over = why;
        script->line = script->running ? line_now(script->lua) : 0;
    }
}

static void count_work(struct script *script, size_t work)
{
    script->work += work;
    if (script->work > script->work_most) {
        end_turn(script, SPENT_WORK);
    }
}

/* lua_Alloc. A refusal makes Lua collect everything that nobody uses and ask
 * once more; the second one is an error that nothing catches. */
static void *allocate(void *user, void *block, size_t old, size_t size)
{
    struct script *script = user;
    bool is_string = block == NULL && old == LUA_TSTRING;
    void *out;
    old = block == NULL ? 0 : old;
    if (size <= old) {
        return arena_resize(script->arena, block, old, size);
    }
    if (script->running) {
        count_work(script, 1 + size / BYTES_FOR_ONE);
    }
    if (script_is_over(script)) {
        return NULL;
    }
    if (is_string && size > SCRIPT_STRING_MAX) {
        end_turn(script, SPENT_STRING);
        return NULL;
    }
    out = arena_resize(script->arena, block, old, size);
    if (out == NULL && script->running) {
        script->line = line_now(script->lua);
        count_work(script, REFUSAL_WORK);
    }
    return out;
}

void script_out_of_memory(lua_State *lua)
{
    struct script *script = script_of(lua);
    if (!script_is_over(script)) {
        script->over = SPENT_MEMORY;
    }
}

struct script *script_of(lua_State *lua)
{
    void *user;
    (void)lua_getallocf(lua, &user);
    return user;
}

void script_charge(lua_State *lua, size_t work)
{
    struct script *script = script_of(lua);
    count_work(script, work);
    if (script_is_over(script)) {
        (void)lua_pushnil(lua);
        (void)lua_error(lua);
    }
}

/* Say whether a function that is running was given very many values by "...":
 * handing them on is one instruction, however many there are. */
static bool holds_many_values(lua_State *lua)
{
    lua_Debug at;
    for (int level = 0; level < VALUES_LEVELS; level++) {
        if (lua_getstack(lua, level, &at) == 0) {
            return false;
        }
        if (lua_getlocal(lua, &at, -VALUES_MOST) != NULL) {
            lua_pop(lua, 1);
            return true;
        }
    }
    return false;
}

static void hook(lua_State *lua, lua_Debug *at)
{
    (void)at;
    if (holds_many_values(lua)) {
        end_turn(script_of(lua), SPENT_VALUES);
    }
    script_charge(lua, HOOK_EVERY);
}

bool script_state(struct script *script)
{
    script->lua = lua_newstate(allocate, script);
    if (script->lua != NULL) {
        lua_sethook(script->lua, hook, LUA_MASKCOUNT, HOOK_EVERY);
    }
    return script->lua != NULL;
}

/* ---- Faults ----------------------------------------------------------- */

void script_clean(char *out, size_t room, const char *text, size_t length)
{
    size_t used = 0;
    for (size_t i = 0; i < length;) {
        size_t size = utf8_sequence(text + i, length - i);
        bool plain = size > 0 && utf8_is_tame(text + i, size);
        size_t take = plain ? size : 1;
        if (used + take >= room) {
            break;
        }
        memcpy(out + used, plain ? text + i : "?", take);
        used += take;
        i += size > 0 ? size : 1;
    }
    out[used] = '\0';
}

/* What the error at the top says, without allocating; it begins with the
 * file's name, and with the line where Lua knows it. */
static void say_error(const struct script *script, char *out, size_t room)
{
    lua_State *lua = script->lua;
    size_t length, name = strlen(script->name), used = 0;
    const char *text;
    if (lua_type(lua, -1) != LUA_TSTRING) {
        (void)snprintf(out, room, "%s: the error is a %s, not a text",
                       script->name, luaL_typename(lua, -1));
        return;
    }
    text = lua_tolstring(lua, -1, &length);
    if (strncmp(text, script->name, name) != 0 || text[name] != ':') {
        used = (size_t)snprintf(out, room, "%s: ", script->name);
    }
    script_clean(out + used, room - used, text, length);
}

static const char *spent_sentence(enum script_spent over)
{
    switch (over) {
    case SPENT_WORK:
        return "it took too long (does it loop?)";
    case SPENT_MEMORY:
        return "it used more than 8 MB of memory";
    case SPENT_STRING:
        return "it made a text of more than 16 kB";
    case SPENT_VALUES:
        return "it gave a function more than 250 values";
    case SPENT_NOTHING:
        break;
    }
    return "";
}

void script_say(struct script *script, int result, char *out, size_t room)
{
    if (result == LUA_ERRMEM && !script_is_over(script)) {
        script->over = SPENT_MEMORY;
    }
    if (!script_is_over(script)) {
        say_error(script, out, room);
    } else if (script->line > 0) {
        (void)snprintf(out, room, "%s:%d: %s", script->name, script->line,
                       spent_sentence(script->over));
    } else {
        (void)snprintf(out, room, "%s: %s", script->name,
                       spent_sentence(script->over));
    }
}

void script_report_sum(struct script_report *to,
                       const struct script_report *later)
{
    to->turns += later->turns;
    to->lost += later->lost;
    if (to->first[0] == '\0') {
        memcpy(to->first, later->first, sizeof to->first);
    }
}

/* ---- Calls ------------------------------------------------------------ */

int script_call(struct script *script, lua_CFunction function, void *argument,
                uint64_t most)
{
    lua_State *lua = script->lua;
    int result;
    lua_settop(lua, 0);
    lua_pushcfunction(lua, function);
    lua_pushlightuserdata(lua, argument);
    script->work = 0;
    script->work_most = most;
    script->over = SPENT_NOTHING;
    script->line = 0;
    script->draws = 0;
    script->running = true;
    result = lua_pcall(lua, 1, 0, 0);
    script->running = false;
    return result;
}
