/* From what a script returned to the number of an option: nothing for the
 * duty, an option's number, or a table such as {say = "retreat"}. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "level/nearest.h"
#include "script/inside.h"

/* What an answer asks for; what it leaves open fits everything. */
struct wanted {
    const char *verb; /* "say" */
    const char *word; /* its value, when it is a text */
    lua_Integer number;
    bool has_number, is_true, has_view, broken;
    unsigned verbs;
    const char *culprit; /* the key that is broken: the least of several */
    const char *order;   /* of the key order; NULL: any */
    lua_Integer view;
};

const char *answer_verb(enum option_kind kind)
{
    static const char *const verbs[OPTION_COUNT] = {
        [OPTION_SAY] = "say",         [OPTION_SILENT] = "silent",
        [OPTION_SEND] = "send",       [OPTION_WITHHOLD] = "withhold",
        [OPTION_FORGE] = "forge",     [OPTION_PASS] = "pass",
        [OPTION_CAPTURE] = "capture", [OPTION_PUBLISH] = "publish",
        [OPTION_FLOOD] = "flood",     [OPTION_BUILD] = "build",
        [OPTION_ALARM] = "alarm",     [OPTION_DELIVER] = "deliver",
        [OPTION_FALL] = "fall",       [OPTION_TIMEOUT] = "timeout",
        [OPTION_UNSURE] = "unsure",   [OPTION_CLAIM] = "claim"};
    return kind < OPTION_COUNT ? verbs[kind] : NULL;
}

static const char *find_verb(const char *word)
{
    for (unsigned kind = 0; kind < OPTION_COUNT; kind++) {
        const char *verb = answer_verb((enum option_kind)kind);
        if (verb != NULL && strcmp(verb, word) == 0) {
            return verb;
        }
    }
    return NULL;
}

/* Keys that only describe an option of q.options. */
static bool only_describes(const char *key)
{
    static const char *const keys[] = {"from",  "to",   "sent",
                                       "phase", "post", "redundant"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (strcmp(keys[i], key) == 0) {
            return true;
        }
    }
    return false;
}

STRATEGOS_PRINTF(2, 3)
static bool broken(struct script *script, const char *format, ...)
{
    char text[sizeof script->broken];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    script_clean(script->broken, sizeof script->broken, text, strlen(text));
    return false;
}

static bool unknown_key(struct script *script, const char *key)
{
    struct nearest nearest = {.wanted = key};
    for (unsigned kind = 0; kind < OPTION_COUNT; kind++) {
        const char *verb = answer_verb((enum option_kind)kind);
        if (verb != NULL) {
            nearest_offer(&nearest, verb);
        }
    }
    return broken(script, "an answer has no \"%.20s\"; %s", key,
                  nearest_advice(&nearest));
}

/* Take the value at the top for the verb. */
static bool take_value(lua_State *lua, struct script *script,
                       struct wanted *wanted)
{
    switch (lua_type(lua, -1)) {
    case LUA_TSTRING:
        wanted->word = lua_tostring(lua, -1);
        return true;
    case LUA_TBOOLEAN:
        wanted->is_true = lua_toboolean(lua, -1) != 0;
        if (wanted->is_true) {
            return true;
        }
        break;
    case LUA_TNUMBER:
        wanted->has_number = true;
        if (lua_isinteger(lua, -1) != 0) {
            wanted->number = lua_tointeger(lua, -1);
            return true;
        }
        break;
    default:
        break;
    }
    return broken(script, "\"%s\" cannot be a %s like that", wanted->verb,
                  luaL_typename(lua, -1));
}

/* Take one key (below the top) and its value (the top). */
static bool take(lua_State *lua, struct script *script, struct wanted *wanted)
{
    const char *key, *verb;
    if (lua_type(lua, -2) != LUA_TSTRING) {
        return broken(script, "an answer is a table like {say = \"retreat\"}, "
                              "not a list");
    }
    key = lua_tostring(lua, -2);
    verb = find_verb(key);
    if (verb != NULL) {
        wanted->verb = verb;
        wanted->verbs++;
        return take_value(lua, script, wanted);
    }
    if (strcmp(key, "order") == 0 && lua_type(lua, -1) == LUA_TSTRING) {
        wanted->order = lua_tostring(lua, -1);
        return true;
    }
    if (strcmp(key, "view") == 0 && lua_isinteger(lua, -1) != 0) {
        wanted->has_view = true;
        wanted->view = lua_tointeger(lua, -1);
        return true;
    }
    return only_describes(key) || unknown_key(script, key);
}

static bool is_order(const struct world *world, const char *word,
                     unsigned order)
{
    return order < world->setup.orders &&
           strcmp(world->setup.order_id[order], word) == 0;
}

/* Say whether the verb's value is this option's. */
static bool value_fits(const struct world *world, const struct wanted *wanted,
                       const struct option *option)
{
    switch ((enum option_kind)option->kind) {
    case OPTION_SAY:
    case OPTION_FORGE:
        return wanted->word != NULL &&
               is_order(world, wanted->word, option->order);
    case OPTION_CLAIM:
        return wanted->word != NULL &&
               (option->order == ORDER_NONE
                    ? strcmp(wanted->word, "nothing") == 0
                    : is_order(world, wanted->word, option->order));
    case OPTION_FLOOD:
        return wanted->word != NULL &&
               strcmp(wanted->word, scene_refusal_word(option->refusal)) == 0;
    case OPTION_FALL:
    case OPTION_TIMEOUT:
        return wanted->has_number && wanted->number == option->general;
    case OPTION_DELIVER:
        return wanted->has_number && wanted->number == option->letter;
    case OPTION_CAPTURE:
        return option->letter == NO_LETTER
                   ? wanted->is_true
                   : wanted->has_number && wanted->number == option->letter;
    case OPTION_PUBLISH:
    case OPTION_BUILD:
        return wanted->has_number && wanted->number == option->block;
    case OPTION_ALARM:
        return wanted->has_number && wanted->number == option->minute;
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
        return wanted->is_true;
    }
    return false;
}

static bool fits(const struct world *world, const struct wanted *wanted,
                 const struct option *option)
{
    const char *verb = answer_verb((enum option_kind)option->kind);
    if (verb == NULL || strcmp(verb, wanted->verb) != 0 ||
        !value_fits(world, wanted, option)) {
        return false;
    }
    if (wanted->order != NULL && option->kind != OPTION_DELIVER &&
        option->kind != OPTION_CAPTURE &&
        !is_order(world, wanted->order, option->order)) {
        return false;
    }
    return !wanted->has_view || wanted->view == option->count;
}

static bool not_offered(struct script *script, const struct wanted *wanted)
{
    const char *kind =
        question_handler((enum decision_kind)script->asked->kind);
    if (wanted->word != NULL) {
        return broken(script, "{%s = \"%.40s\"} is no answer to \"%s\" here",
                      wanted->verb, wanted->word, kind);
    }
    if (wanted->has_number) {
        return broken(script, "{%s = %lld} is no answer to \"%s\" here",
                      wanted->verb, wanted->number, kind);
    }
    return broken(script, "{%s = true} is no answer to \"%s\" here",
                  wanted->verb, kind);
}

static bool find(lua_State *lua, struct script *script,
                 const struct wanted *wanted)
{
    for (uint32_t i = 0; i < script->asked->options; i++) {
        struct option option;
        if (game_option(script->world, i, &option) == STATUS_OK &&
            fits(script->world, wanted, &option)) {
            script->answer = i;
            return true;
        }
        script_charge(lua, 1);
    }
    return not_offered(script, wanted);
}

/* Take the pair at the top. Of several broken ones the least key is told: the
 * order of a table's keys is anyone's guess. */
static void take_pair(lua_State *lua, struct script *script,
                      struct wanted *wanted)
{
    char kept[sizeof script->broken];
    const char *key =
        lua_type(lua, -2) == LUA_TSTRING ? lua_tostring(lua, -2) : "";
    if (wanted->broken) {
        memcpy(kept, script->broken, sizeof kept);
    }
    if (take(lua, script, wanted)) {
        return;
    }
    if (wanted->broken && strcmp(wanted->culprit, key) < 0) {
        memcpy(script->broken, kept, sizeof kept);
        return;
    }
    wanted->broken = true;
    wanted->culprit = key;
}

static bool read_table(lua_State *lua, struct script *script)
{
    struct wanted wanted = {.verb = NULL};
    int table = lua_gettop(lua);
    lua_pushnil(lua);
    while (lua_next(lua, table) != 0) {
        take_pair(lua, script, &wanted);
        lua_pop(lua, 1);
        script_charge(lua, 1);
    }
    if (wanted.verbs > 1) {
        return broken(script, "an answer has one verb, not %u", wanted.verbs);
    }
    if (wanted.broken) {
        return false;
    }
    if (wanted.verb == NULL) {
        return broken(script, "the answer says nothing; "
                              "write {say = \"retreat\"}, or nil for the duty");
    }
    return find(lua, script, &wanted);
}

bool answer_read(lua_State *lua)
{
    struct script *script = script_of(lua);
    lua_Integer number;
    switch (lua_type(lua, -1)) {
    case LUA_TNIL:
        script->answer = 0;
        return true;
    case LUA_TTABLE:
        return read_table(lua, script);
    case LUA_TNUMBER:
        number = lua_isinteger(lua, -1) != 0 ? lua_tointeger(lua, -1) : 0;
        if (number < 1 || number > script->asked->options) {
            return broken(script, "there are answers 1 to %u here",
                          (unsigned)script->asked->options);
        }
        script->answer = (uint64_t)number - 1;
        return true;
    default:
        return broken(script,
                      "a %s is no answer; return a table like "
                      "{say = \"retreat\"}, or nil for the duty",
                      luaL_typename(lua, -1));
    }
}
