/* Lists: Lua's own functions seed their sort from the clock, or work long
 * without being counted; these do not. */
#include "script/inside.h"

/* ---- Sorting ----------------------------------------------------------- */

/* Let item `at` sink in a heap of `count`, the greatest on top. */
static void sink(struct sorting *sorting, size_t at, size_t count)
{
    for (size_t child = 2 * at + 1; child < count; child = 2 * at + 1) {
        if (child + 1 < count && sorting->less(sorting, child, child + 1)) {
            child++;
        }
        if (!sorting->less(sorting, at, child)) {
            return;
        }
        sorting->swap(sorting, at, child);
        at = child;
    }
}

void library_sort(struct sorting *sorting, size_t count)
{
    for (size_t i = count / 2; i-- > 0;) {
        sink(sorting, i, count);
    }
    for (size_t left = count; left-- > 1;) {
        sorting->swap(sorting, 0, left);
        sink(sorting, 0, left);
        script_charge(sorting->lua, 4);
    }
}

/* Items 0, 1, .. are t[1], t[2], ..; the comparison stands at 2, or nil. */
static bool item_less(struct sorting *sorting, size_t a, size_t b)
{
    lua_State *lua = sorting->lua;
    bool less;
    script_charge(lua, 2);
    if (lua_isnil(lua, 2)) {
        (void)lua_rawgeti(lua, 1, (lua_Integer)a + 1);
        (void)lua_rawgeti(lua, 1, (lua_Integer)b + 1);
        less = lua_compare(lua, -2, -1, LUA_OPLT) != 0;
        lua_pop(lua, 2);
        return less;
    }
    lua_pushvalue(lua, 2);
    (void)lua_rawgeti(lua, 1, (lua_Integer)a + 1);
    (void)lua_rawgeti(lua, 1, (lua_Integer)b + 1);
    lua_call(lua, 2, 1);
    less = lua_toboolean(lua, -1) != 0;
    lua_pop(lua, 1);
    return less;
}

static void item_swap(struct sorting *sorting, size_t a, size_t b)
{
    lua_State *lua = sorting->lua;
    (void)lua_rawgeti(lua, 1, (lua_Integer)a + 1);
    (void)lua_rawgeti(lua, 1, (lua_Integer)b + 1);
    lua_rawseti(lua, 1, (lua_Integer)a + 1);
    lua_rawseti(lua, 1, (lua_Integer)b + 1);
}

static int list_sort(lua_State *lua)
{
    struct sorting sorting = {.lua = lua, .less = item_less, .swap = item_swap};
    luaL_checktype(lua, 1, LUA_TTABLE);
    if (!lua_isnoneornil(lua, 2)) {
        luaL_checktype(lua, 2, LUA_TFUNCTION);
    }
    lua_settop(lua, 2);
    library_sort(&sorting, (size_t)lua_rawlen(lua, 1));
    return 0;
}

/* ---- The rest ---------------------------------------------------------- */

static int list_concat(lua_State *lua)
{
    size_t gap, total = 0;
    lua_Integer from, to;
    luaL_Buffer buffer;
    luaL_checktype(lua, 1, LUA_TTABLE);
    const char *between = luaL_optlstring(lua, 2, "", &gap);
    from = luaL_optinteger(lua, 3, 1);
    to = luaL_optinteger(lua, 4, (lua_Integer)lua_rawlen(lua, 1));
    luaL_buffinit(lua, &buffer);
    for (lua_Integer i = from; i <= to; i++) {
        int type = lua_rawgeti(lua, 1, i);
        if (type != LUA_TSTRING && type != LUA_TNUMBER) {
            return luaL_error(lua, "table.concat cannot join a %s",
                              lua_typename(lua, type));
        }
        total += gap + lua_rawlen(lua, -1);
        if (total > SCRIPT_STRING_MAX) {
            return luaL_error(lua, "table.concat makes texts up to 16 kB only");
        }
        luaL_addvalue(&buffer);
        script_charge(lua, 1);
        if (i == to) {
            break; /* the greatest number has none after it */
        }
        luaL_addlstring(&buffer, between, gap);
    }
    luaL_pushresult(&buffer);
    return 1;
}

static int list_unpack(lua_State *lua)
{
    lua_Integer from, to;
    luaL_checktype(lua, 1, LUA_TTABLE);
    from = luaL_optinteger(lua, 2, 1);
    to = luaL_optinteger(lua, 3, (lua_Integer)lua_rawlen(lua, 1));
    if (from > to) {
        return 0;
    }
    if ((lua_Unsigned)to - (lua_Unsigned)from >= 200) {
        return luaL_error(lua, "table.unpack gives up to 200 values at once");
    }
    luaL_checkstack(lua, (int)(to - from) + 1, NULL);
    for (lua_Integer i = from;; i++) {
        (void)lua_rawgeti(lua, 1, i);
        if (i == to) {
            return (int)(to - from) + 1;
        }
    }
}

/* Lua's own, after what it may move was counted; in this function's place, so
 * that a fault has the script's line. Upvalue: the function. */
static int counted(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    script_charge(lua, lua_rawlen(lua, 1) / 2);
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

/* Appending moves nothing. */
static int list_insert(lua_State *lua)
{
    if (lua_gettop(lua) == 2 && lua_type(lua, 1) == LUA_TTABLE) {
        lua_rawseti(lua, 1, (lua_Integer)lua_rawlen(lua, 1) + 1);
        return 0;
    }
    return counted(lua);
}

static int list_remove(lua_State *lua)
{
    if (lua_gettop(lua) == 1 && lua_type(lua, 1) == LUA_TTABLE) {
        lua_Integer last = (lua_Integer)lua_rawlen(lua, 1);
        (void)lua_rawgeti(lua, 1, last);
        lua_pushnil(lua);
        lua_rawseti(lua, 1, last);
        return 1;
    }
    return counted(lua);
}

static void set_counted(lua_State *lua, const char *name,
                        lua_CFunction function)
{
    (void)lua_getfield(lua, -1, name);
    lua_pushcclosure(lua, function, 1);
    lua_setfield(lua, -3, name);
}

void library_open_table(lua_State *lua)
{
    static const luaL_Reg ours[] = {{.name = "sort", .func = list_sort},
                                    {.name = "concat", .func = list_concat},
                                    {.name = "unpack", .func = list_unpack},
                                    {.name = NULL, .func = NULL}};
    static const char *const kept[] = {"pack", NULL};
    lua_newtable(lua);
    lua_pushcfunction(lua, luaopen_table);
    lua_call(lua, 0, 1);
    library_copy(lua, kept);
    set_counted(lua, "insert", list_insert);
    set_counted(lua, "remove", list_remove);
    lua_pop(lua, 1);
    luaL_setfuncs(lua, ours, 0);
}
