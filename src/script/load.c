/* From a file's text to a heap that is ready for the first question. */
#include <stdio.h>
#include <string.h>

#include "level/utf8.h"
#include "script/inside.h"

/* A file's text, on its way into the protected call. */
struct source {
    const char *text;
    size_t length;
};

static int protected_open(lua_State *lua)
{
    library_open(lua);
    question_open(lua);
    return 0;
}

static int protected_load(lua_State *lua)
{
    const struct source *source = lua_touserdata(lua, 1);
    char chunk[SCRIPT_NAME_MAX + 1];
    (void)snprintf(chunk, sizeof chunk, "@%s", script_of(lua)->name);
    if (luaL_loadbufferx(lua, source->text, source->length, chunk, "t") !=
        LUA_OK) {
        return lua_error(lua);
    }
    lua_call(lua, 0, 0);
    return 0;
}

static enum status refuse(struct script *script, struct diag *why, int line,
                          const char *text)
{
    diag_set_at(why, script->name, (uint32_t)line, "%s", text);
    script->lua = NULL;
    return STATUS_SYNTAX;
}

/* The line of the first byte that is no text, or 0. */
static int strange_line(const char *text, size_t length)
{
    int line = 1;
    for (size_t i = 0; i < length;) {
        size_t size = utf8_sequence(text + i, length - i);
        if (size == 0 || text[i] == '\0') {
            return line;
        }
        line += text[i] == '\n';
        i += size;
    }
    return 0;
}

/* The line that has this word, or 0. */
static int word_line(const struct source *source, const char *word)
{
    size_t size = strlen(word);
    int line = 1;
    for (size_t i = 0; i + size <= source->length; i++) {
        if (memcmp(source->text + i, word, size) == 0) {
            return line;
        }
        line += source->text[i] == '\n';
    }
    return 0;
}

static enum status check_text(struct script *script,
                              const struct source *source, struct diag *why)
{
    int line;
    if (source->length == 0) {
        return refuse(script, why, 0, "the file is empty");
    }
    if (source->text[0] == LUA_SIGNATURE[0]) {
        return refuse(script, why, 0,
                      "this is compiled Lua; a strategy is a text");
    }
    if (source->length > SCRIPT_FILE_MAX) {
        return refuse(script, why, 0, "the file has more than 64 kB");
    }
    line = strange_line(source->text, source->length);
    if (line != 0) {
        return refuse(script, why, line, "the text is not UTF-8");
    }
    line = word_line(source, "_ENV");
    return line == 0 ? STATUS_OK
                     : refuse(script, why, line, "there is no _ENV here");
}

/* A fault of Lua's begins with its place, "NAME:LINE: ": that goes into the
 * diag's own members. */
static enum status refuse_failure(struct script *script, int result,
                                  struct diag *why)
{
    char text[sizeof why->text];
    size_t name = strlen(script->name);
    int line = 0;
    size_t at = 0;
    script_say(script, result, text, sizeof text);
    if (strncmp(text, script->name, name) == 0 && text[name] == ':') {
        at = name + 1;
        while (text[at] >= '0' && text[at] <= '9' && line < 1000000) {
            line = line * 10 + (text[at++] - '0');
        }
        at += text[at] == ':';
        at += text[at] == ' ';
    }
    return refuse(script, why, line, text + at);
}

static bool is_function(lua_State *lua, const char *name, bool *wrong)
{
    int type = lua_getglobal(lua, name);
    lua_pop(lua, 1);
    *wrong = *wrong || (type != LUA_TNIL && type != LUA_TFUNCTION);
    return type == LUA_TFUNCTION;
}

static unsigned side_of(enum decision_kind kind)
{
    return kind == DECISION_CAPTURE || kind == DECISION_DELIVER
               ? SCRIPT_CITY
               : SCRIPT_TRAITORS;
}

/* Find out which side it plays: argument 1 is where a fault's sentence goes.
 */
static int protected_sides(lua_State *lua)
{
    struct script *script = script_of(lua);
    bool wrong = false;
    for (unsigned kind = 0; kind < DECISION_COUNT; kind++) {
        const char *name = question_handler((enum decision_kind)kind);
        if (name != NULL && is_function(lua, name, &wrong)) {
            script->sides |= side_of((enum decision_kind)kind);
        }
        if (wrong) {
            return luaL_error(lua, "%s must be a function", name);
        }
    }
    if (is_function(lua, "answer", &wrong)) {
        script->sides |= SCRIPT_TRAITORS | SCRIPT_CITY;
    }
    (void)is_function(lua, "start", &wrong);
    if (wrong || script->sides == 0) {
        return luaL_error(
            lua, "%s: %s", script->name,
            wrong ? "answer and start must be functions"
                  : "it answers nothing; write function letter(q) .. end");
    }
    if (lua_getglobal(lua, "plays") != LUA_TNIL) {
        const char *plays = lua_tostring(lua, -1);
        bool city = plays != NULL && strcmp(plays, "city") == 0;
        if (!city && (plays == NULL || strcmp(plays, "traitors") != 0)) {
            return luaL_error(lua, "%s: plays must be \"traitors\" or \"city\"",
                              script->name);
        }
        script->sides = city ? SCRIPT_CITY : SCRIPT_TRAITORS;
    }
    return 0;
}

static int protected_tidy(lua_State *lua)
{
    lua_gc(lua, LUA_GCCOLLECT);
    lua_gc(lua, LUA_GCINC, 1000, 0, 0);
    return 0;
}

static enum status begin_state(struct script *script, struct diag *why)
{
    script->arena = arena_begin(script->memory, sizeof script->memory);
    script->work_most = SCRIPT_LOAD_WORK;
    if (!script_state(script) ||
        script_call(script, protected_open, NULL, SCRIPT_LOAD_WORK) != LUA_OK) {
        return refuse(script, why, 0, "there is no room for Lua");
    }
    return STATUS_OK;
}

static enum status keep_image(struct script *script, struct diag *why)
{
    size_t bytes = script->arena->top;
    if (bytes > sizeof script->image) {
        return refuse(script, why, 0,
                      "it holds more than 1 MB before the first question");
    }
    memcpy(script->image, script->memory, bytes);
    script->image_bytes = bytes;
    script->fresh = true;
    return STATUS_OK;
}

/* Some editors begin a text with a byte order mark. */
static struct source source_of(const char *text, size_t length)
{
    static const char mark[] = "\xEF\xBB\xBF";
    size_t skip = sizeof mark - 1;
    if (length < skip || memcmp(text, mark, skip) != 0) {
        skip = 0;
    }
    return (struct source){.text = text + skip, .length = length - skip};
}

enum status script_load(struct script *out, const char *name, const char *text,
                        size_t length, struct diag *why)
{
    struct source source = source_of(text, length);
    const char *last = strrchr(name, '/');
    enum status status;
    int result;
    memset(out, 0, offsetof(struct script, view));
    last = last == NULL ? name : last + 1;
    script_clean(out->name, sizeof out->name, last, strlen(last));
    status = check_text(out, &source, why);
    if (status == STATUS_OK) {
        status = begin_state(out, why);
    }
    if (status != STATUS_OK) {
        return status;
    }
    result = script_call(out, protected_load, &source, SCRIPT_LOAD_WORK);
    if (result == LUA_OK) {
        result = script_call(out, protected_sides, NULL, SCRIPT_LOAD_WORK);
    }
    if (result == LUA_OK) {
        result = script_call(out, protected_tidy, NULL, SCRIPT_LOAD_WORK);
    }
    return result == LUA_OK ? keep_image(out, why)
                            : refuse_failure(out, result, why);
}
