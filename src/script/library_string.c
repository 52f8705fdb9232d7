/* The part of Lua's string library that is cheap and says the same
 * everywhere: no patterns, no addresses, ASCII letters only. */
#include <string.h>

#include "script/inside.h"

static int text_rep(lua_State *lua)
{
    size_t length, gap;
    const char *text = luaL_checklstring(lua, 1, &length);
    lua_Integer times = luaL_checkinteger(lua, 2);
    const char *between = luaL_optlstring(lua, 3, "", &gap);
    luaL_Buffer buffer;
    if (times <= 0) {
        lua_pushliteral(lua, "");
        return 1;
    }
    if (times > SCRIPT_STRING_MAX ||
        (length + gap) * (size_t)times > SCRIPT_STRING_MAX) {
        return luaL_error(lua, "string.rep makes texts up to 16 kB only");
    }
    script_charge(lua, (size_t)times);
    luaL_buffinit(lua, &buffer);
    for (lua_Integer i = 0; i < times; i++) {
        luaL_addlstring(&buffer, text, length);
        if (i + 1 < times) {
            luaL_addlstring(&buffer, between, gap);
        }
    }
    luaL_pushresult(&buffer);
    return 1;
}

/* Change every byte of a text; `change` knows nothing of the locale. */
static int text_map(lua_State *lua, char (*change)(char))
{
    size_t length;
    const char *text = luaL_checklstring(lua, 1, &length);
    luaL_Buffer buffer;
    char *out = luaL_buffinitsize(lua, &buffer, length);
    script_charge(lua, length / 8);
    for (size_t i = 0; i < length; i++) {
        out[i] = change(text[i]);
    }
    luaL_pushresultsize(&buffer, length);
    return 1;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static int text_lower(lua_State *lua)
{
    return text_map(lua, lower);
}

static int text_upper(lua_State *lua)
{
    return text_map(lua, upper);
}

/* string.byte: as many as there are general orders in a text, not a heap full.
 */
static int text_byte(lua_State *lua)
{
    size_t length;
    const char *text = luaL_checklstring(lua, 1, &length);
    lua_Integer size = (lua_Integer)length;
    lua_Integer from = luaL_optinteger(lua, 2, 1);
    from = from < 0 ? (from < -size ? 1 : size + from + 1) : from;
    lua_Integer to = luaL_optinteger(lua, 3, from);
    to = to < 0 ? (to < -size ? 0 : size + to + 1) : to;
    from = from < 1 ? 1 : from;
    to = to > size ? size : to;
    if (from > to) {
        return 0;
    }
    if (to - from >= 200) {
        return luaL_error(lua, "string.byte gives up to 200 bytes at once");
    }
    luaL_checkstack(lua, (int)(to - from + 1), NULL);
    for (lua_Integer i = from; i <= to; i++) {
        lua_pushinteger(lua, (unsigned char)text[i - 1]);
    }
    return (int)(to - from + 1);
}

/* Look at one directive that begins after '%'; returns its last letter's
 * place. What it shows of a value is a text, never an address. */
static const char *check_directive(lua_State *lua, const char *at, int *value)
{
    size_t flags = strspn(at, "-+ #0123456789.");
    char kind = at[flags];
    if (kind == '%' && flags == 0) {
        return at;
    }
    if (kind == '\0' || strchr("diuoxXcfgGeEsq", kind) == NULL) {
        (void)luaL_error(lua, "string.format does not know \"%%%c\"",
                         kind == '\0' ? '%' : kind);
    }
    (*value)++;
    if (kind == 's') {
        luaL_checkany(lua, *value);
        library_text(lua, *value);
        lua_replace(lua, *value);
    }
    return at + flags;
}

/* Upvalue: Lua's own. */
static int text_format(lua_State *lua)
{
    size_t length;
    const char *format = luaL_checklstring(lua, 1, &length);
    int value = 1;
    if (strlen(format) != length) {
        return luaL_error(lua, "string.format wants a text without \\0");
    }
    script_charge(lua, length);
    for (const char *at = format; *at != '\0'; at++) {
        if (*at == '%') {
            at = check_directive(lua, at + 1, &value);
        }
    }
    /* In this function's place, so that a fault has the script's line. */
    return lua_tocfunction(lua, lua_upvalueindex(1))(lua);
}

void library_open_string(lua_State *lua)
{
    static const char *const kept[] = {"char", "len", "reverse", "sub", NULL};
    static const luaL_Reg ours[] = {{.name = "rep", .func = text_rep},
                                    {.name = "lower", .func = text_lower},
                                    {.name = "upper", .func = text_upper},
                                    {.name = "byte", .func = text_byte},
                                    {.name = NULL, .func = NULL}};
    lua_newtable(lua);
    lua_pushcfunction(lua, luaopen_string);
    lua_call(lua, 0, 1);
    library_copy(lua, kept);
    (void)lua_getfield(lua, -1, "format");
    lua_pushcclosure(lua, text_format, 1);
    lua_setfield(lua, -3, "format");
    lua_pop(lua, 1);
    luaL_setfuncs(lua, ours, 0);
}
