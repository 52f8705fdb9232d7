/* Numbers: what every machine reckons alike, and chance from the siege's
 * seed. */
#include "script/inside.h"

/* A draw depends on the seed, the question, the script and how many draws came
 * before it in the same turn. */
static uint64_t key_of(const struct script *script)
{
    uint64_t seed = nature_draw(script->agents->seed, UINT64_MAX);
    uint64_t turn = 2 * (uint64_t)script->asked->cursor + script->begun;
    return nature_draw(seed + script->slot, turn);
}

static uint64_t draw_below(struct script *script, uint64_t bound)
{
    uint64_t key = key_of(script);
    return bound == 0 ? nature_draw(key, script->draws++)
                      : nature_below(key, script->draws++, bound);
}

/* random(): at least 0, below 1. random(m): from 1 to m. random(m, n). */
static int math_random(lua_State *lua)
{
    struct script *script = script_of(lua);
    lua_Integer low = 1, high;
    uint64_t span;
    if (script->asked == NULL) {
        return luaL_error(lua, "chance begins with the siege: call "
                               "math.random in a function");
    }
    if (lua_gettop(lua) == 0) {
        uint64_t bits = draw_below(script, UINT64_C(1) << 53);
        lua_pushnumber(lua, (lua_Number)bits / (lua_Number)(UINT64_C(1) << 53));
        return 1;
    }
    high = luaL_checkinteger(lua, 1);
    if (lua_gettop(lua) > 1) {
        low = high;
        high = luaL_checkinteger(lua, 2);
    }
    luaL_argcheck(lua, low <= high, lua_gettop(lua) > 1 ? 2 : 1,
                  "there is nothing to choose from");
    span = (uint64_t)high - (uint64_t)low + 1; /* 0: all numbers */
    span = (uint64_t)low + draw_below(script, span);
    lua_pushinteger(lua, (lua_Integer)span);
    return 1;
}

void library_open_math(lua_State *lua)
{
    /* Roots are exact to the last digit by IEEE 754; sines are not. */
    static const char *const kept[] = {
        "abs",  "ceil",       "floor",      "fmod",      "max",  "min",
        "modf", "sqrt",       "ult",        "tointeger", "type", "huge",
        "pi",   "maxinteger", "mininteger", NULL};
    lua_newtable(lua);
    lua_pushcfunction(lua, luaopen_math);
    lua_call(lua, 0, 1);
    library_copy(lua, kept);
    lua_pop(lua, 1);
    lua_pushcfunction(lua, math_random);
    lua_setfield(lua, -2, "random");
}
