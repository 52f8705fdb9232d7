/* What a script may call of Lua's own, and what stands in for the rest:
 * nothing that opens files, loads code, shows an address, depends on the order
 * of a hash, or works long without being counted. */
#include <string.h>

#include "script/inside.h"

void library_copy(lua_State *lua, const char *const *names)
{
    for (; *names != NULL; names++) {
        (void)lua_getfield(lua, -1, *names);
        lua_setfield(lua, -3, *names);
    }
}

void library_text(lua_State *lua, int index)
{
    switch (lua_type(lua, index)) {
    case LUA_TNIL:
        lua_pushliteral(lua, "nil");
        break;
    case LUA_TBOOLEAN:
        lua_pushstring(lua, lua_toboolean(lua, index) ? "true" : "false");
        break;
    case LUA_TNUMBER:
        lua_pushvalue(lua, index);
        (void)lua_tostring(lua, -1);
        break;
    case LUA_TSTRING:
        lua_pushvalue(lua, index);
        break;
    case LUA_TUSERDATA:
        lua_pushliteral(lua, "question");
        break;
    default:
        lua_pushstring(lua, luaL_typename(lua, index));
        break;
    }
}

static int base_tostring(lua_State *lua)
{
    luaL_checkany(lua, 1);
    library_text(lua, 1);
    return 1;
}

/* A turn that is over stays over. */
static int base_pcall(lua_State *lua)
{
    int result;
    luaL_checkany(lua, 1);
    result = lua_pcall(lua, lua_gettop(lua) - 1, LUA_MULTRET, 0);
    if (result == LUA_ERRMEM) {
        script_out_of_memory(lua);
    }
    if (script_is_over(script_of(lua))) {
        return lua_error(lua);
    }
    lua_pushboolean(lua, result == LUA_OK);
    lua_insert(lua, 1);
    return lua_gettop(lua);
}

/* print: into the log, as far as there is room. */
static int base_print(lua_State *lua)
{
    struct script *script = script_of(lua);
    int count = lua_gettop(lua);
    for (int i = 1; i <= count; i++) {
        size_t length, left = SCRIPT_LOG_MAX - 2 - script->log_bytes;
        const char *text;
        library_text(lua, i);
        text = lua_tolstring(lua, -1, &length);
        length = length < left ? length : left;
        memcpy(script->log + script->log_bytes, text, length);
        script->log_bytes += (uint32_t)length;
        lua_pop(lua, 1);
        if (i < count && length < left) {
            script->log[script->log_bytes++] = ' ';
        }
    }
    if (script->log_bytes < SCRIPT_LOG_MAX - 2) {
        script->log[script->log_bytes++] = '\n';
    }
    return 0;
}

/* ---- pairs: in ascending order of the keys ----------------------------- */

struct key {
    const char *text; /* of a string; the table holds it */
    size_t length;
    lua_Integer whole;
    lua_Number number;
    int type; /* LUA_TNUMBER, LUA_TSTRING, LUA_TBOOLEAN in this order */
    bool is_whole;
};

static int rank(int type)
{
    return type == LUA_TNUMBER ? 0 : type == LUA_TSTRING ? 1 : 2;
}

static bool number_less(lua_State *lua, const struct key *a,
                        const struct key *b)
{
    bool less;
    if (a->is_whole && b->is_whole) {
        return a->whole < b->whole;
    }
    for (const struct key *key = a; key != NULL; key = key == a ? b : NULL) {
        if (key->is_whole) {
            lua_pushinteger(lua, key->whole);
        } else {
            lua_pushnumber(lua, key->number);
        }
    }
    less = lua_compare(lua, -2, -1, LUA_OPLT) != 0;
    lua_pop(lua, 2);
    return less;
}

static bool key_less(struct sorting *sorting, size_t a, size_t b)
{
    const struct key *x = (struct key *)sorting->items + a;
    const struct key *y = (struct key *)sorting->items + b;
    size_t least = x->length < y->length ? x->length : y->length;
    int order;
    if (x->type != y->type) {
        return rank(x->type) < rank(y->type);
    }
    if (x->type == LUA_TNUMBER) {
        return number_less(sorting->lua, x, y);
    }
    if (x->type == LUA_TBOOLEAN) {
        return x->whole < y->whole;
    }
    order = least == 0 ? 0 : memcmp(x->text, y->text, least);
    return order != 0 ? order < 0 : x->length < y->length;
}

static void key_swap(struct sorting *sorting, size_t a, size_t b)
{
    struct key *keys = sorting->items;
    struct key kept = keys[a];
    keys[a] = keys[b];
    keys[b] = kept;
}

/* Read the key at the top. */
static void read_key(lua_State *lua, struct key *key)
{
    key->type = lua_type(lua, -1);
    switch (key->type) {
    case LUA_TNUMBER:
        key->is_whole = lua_isinteger(lua, -1) != 0;
        key->whole = key->is_whole ? lua_tointeger(lua, -1) : 0;
        key->number = lua_tonumber(lua, -1);
        break;
    case LUA_TSTRING:
        key->text = lua_tolstring(lua, -1, &key->length);
        break;
    case LUA_TBOOLEAN:
        key->whole = lua_toboolean(lua, -1);
        break;
    default:
        luaL_error(lua, "pairs has no order for a key that is a %s",
                   lua_typename(lua, key->type));
    }
}

static size_t count_keys(lua_State *lua)
{
    size_t count = 0;
    lua_pushnil(lua);
    while (lua_next(lua, 1) != 0) {
        lua_pop(lua, 1);
        count++;
    }
    return count;
}

static void push_key(lua_State *lua, const struct key *key)
{
    if (key->type == LUA_TSTRING) {
        (void)lua_pushlstring(lua, key->text, key->length);
    } else if (key->type == LUA_TBOOLEAN) {
        lua_pushboolean(lua, key->whole != 0);
    } else if (key->is_whole) {
        lua_pushinteger(lua, key->whole);
    } else {
        lua_pushnumber(lua, key->number);
    }
}

/* Push a list of the keys of the table at 1, in order. */
static void push_keys(lua_State *lua)
{
    size_t count = count_keys(lua), i = 0;
    struct sorting sorting = {.lua = lua, .less = key_less, .swap = key_swap};
    struct key *keys = lua_newuserdatauv(lua, count * sizeof *keys, 0);
    if (count > 0) {
        memset(keys, 0, count * sizeof *keys);
    }
    script_charge(lua, 8 * count);
    lua_pushnil(lua);
    while (lua_next(lua, 1) != 0) {
        lua_pop(lua, 1);
        read_key(lua, &keys[i++]);
    }
    sorting.items = keys;
    library_sort(&sorting, count);
    lua_createtable(lua, (int)count, 0);
    for (i = 0; i < count; i++) {
        push_key(lua, &keys[i]);
        lua_rawseti(lua, -2, (lua_Integer)i + 1);
    }
}

/* The next key that still has a value. Upvalues: the keys, how far it is. */
static int next_pair(lua_State *lua)
{
    lua_Integer i = lua_tointeger(lua, lua_upvalueindex(2));
    luaL_checktype(lua, 1, LUA_TTABLE);
    lua_settop(lua, 1);
    for (;;) {
        lua_settop(lua, 1);
        i++;
        if (lua_rawgeti(lua, lua_upvalueindex(1), i) == LUA_TNIL) {
            return 1;
        }
        lua_pushvalue(lua, 2);
        if (lua_rawget(lua, 1) != LUA_TNIL) {
            break;
        }
        script_charge(lua, 1);
    }
    lua_pushinteger(lua, i);
    lua_replace(lua, lua_upvalueindex(2));
    return 2;
}

static int base_pairs(lua_State *lua)
{
    luaL_checktype(lua, 1, LUA_TTABLE);
    push_keys(lua);
    lua_pushinteger(lua, 0);
    lua_pushcclosure(lua, next_pair, 2);
    lua_pushvalue(lua, 1);
    return 2;
}

/* ---- The globals ------------------------------------------------------- */

/* Another order than this one: the next in the list of orders. */
static int base_other(lua_State *lua)
{
    const struct script *script = script_of(lua);
    const char *id = luaL_checkstring(lua, 1);
    unsigned order;
    if (script->asked == NULL) {
        return luaL_error(lua, "there is no siege yet");
    }
    order = setup_find_order(&script->world->setup, id);
    if (order == ORDER_NONE) {
        return luaL_error(lua, "there is no order \"%s\"", id);
    }
    scene_push_order(lua, (order + 1) % script->world->setup.orders);
    return 1;
}

/* Let ("text"):upper() find our functions, not Lua's. The table is at the top.
 */
static void set_text_methods(lua_State *lua)
{
    lua_pushliteral(lua, "");
    if (lua_getmetatable(lua, -1) != 0) {
        lua_pushvalue(lua, -3);
        lua_setfield(lua, -2, "__index");
        lua_pop(lua, 1);
    }
    lua_pop(lua, 1);
}

void library_open(lua_State *lua)
{
    static const char *const kept[] = {
        "assert", "error",  "ipairs", "rawequal", "rawget", "rawlen",
        "rawset", "select", "type",   "tonumber", NULL};
    static const luaL_Reg ours[] = {{.name = "pcall", .func = base_pcall},
                                    {.name = "pairs", .func = base_pairs},
                                    {.name = "print", .func = base_print},
                                    {.name = "other", .func = base_other},
                                    {.name = "tostring", .func = base_tostring},
                                    {.name = NULL, .func = NULL}};
    lua_newtable(lua);
    lua_pushcfunction(lua, luaopen_base);
    lua_call(lua, 0, 1);
    library_copy(lua, kept);
    lua_pop(lua, 1);
    luaL_setfuncs(lua, ours, 0);
    library_open_string(lua);
    set_text_methods(lua);
    lua_setfield(lua, -2, "string");
    library_open_table(lua);
    lua_setfield(lua, -2, "table");
    library_open_math(lua);
    lua_setfield(lua, -2, "math");
    lua_rawseti(lua, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
}
