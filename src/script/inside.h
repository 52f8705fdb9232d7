/* What the files of this room share. Private to it. */
#ifndef SCRIPT_INSIDE_H
#define SCRIPT_INSIDE_H

#include <lauxlib.h>
#include <lua.h>
#include <lualib.h>

#include "rules/rules.h"
#include "script/arena.h"
#include "script/script.h"

/* Where the room keeps its own values in Lua's registry. */
enum registry_slot {
    REGISTRY_QUESTION = 16, /* the one question, a userdata */
    REGISTRY_FIELDS,        /* its fields: name -> enum field */
    REGISTRY_ORDERS,        /* order -> its id; [1] is order 0 */
    REGISTRY_CACHE          /* tables made for the present question */
};

/* The script that this state belongs to. */
struct script *script_of(lua_State *lua);

/* Count work that no instruction shows; raises an error when it is too much. */
void script_charge(lua_State *lua, size_t work);

/* Say whether the turn is over, whatever a script catches. */
bool script_is_over(const struct script *script);

/* End the turn for want of memory. */
void script_out_of_memory(lua_State *lua);

/* Make the interpreter. Returns false where there is no room. */
bool script_state(struct script *script);

/* Call a function with one light userdata, under a budget. Returns Lua's
 * result; the error is at the top. */
int script_call(struct script *script, lua_CFunction function, void *argument,
                uint64_t most);

/* Say why a call ended as it did; the error is at the top. Allocates nothing.
 */
void script_say(struct script *script, int result, char *out, size_t room);

/* Copy a text: what is no printable UTF-8 becomes '?'. */
void script_clean(char *out, size_t room, const char *text, size_t length);

/* Build what scripts may use, and make it the globals. Calls Lua: within a
 * protected call only. */
void library_open(lua_State *lua);
void library_open_string(lua_State *lua); /* leaves a table */
void library_open_table(lua_State *lua);
void library_open_math(lua_State *lua);

/* Copy `count` functions of the table at the top to the one below it. */
void library_copy(lua_State *lua, const char *const *names);

/* What stands for a value in a text: never an address. Pushes a string. */
void library_text(lua_State *lua, int index);

/* Sort what `less` and `swap` reach, 0 .. count - 1: always in about count log
 * count steps, whatever `less` says. */
struct sorting {
    lua_State *lua;
    void *items;
    bool (*less)(struct sorting *, size_t a, size_t b);
    void (*swap)(struct sorting *, size_t a, size_t b);
};
void library_sort(struct sorting *sorting, size_t count);

/* Questions: make the userdata once; forget what the last one showed. */
void question_open(lua_State *lua);
void question_renew(lua_State *lua);
const char *question_handler(enum decision_kind kind);

/* The facts of the siege as a table, for start(siege) and the global. */
void scene_push_siege(lua_State *lua);

/* Lists for q.options, q.letters, q.generals and q.blocks. */
void scene_push_options(lua_State *lua);
void scene_push_letters(lua_State *lua);
void scene_push_generals(lua_State *lua);
void scene_push_blocks(lua_State *lua);

/* The camps that the script may look into. */
uint16_t scene_eyes(const struct script *script);
bool scene_reads(const struct script *script);

/* An order's id, or nil for ORDER_NONE. */
void scene_push_order(lua_State *lua, unsigned order);
/* A chain of generals as a list. */
void scene_push_path(lua_State *lua, const struct letter *letter);
const char *scene_post_word(unsigned post);
const char *scene_refusal_word(unsigned refusal);

/* Turn the value at the top into script->answer. Returns false, with
 * script->broken set, when it is none. */
bool answer_read(lua_State *lua);

/* The word of an option in Lua: "say", "silent", ..; NULL when scripts are
 * never offered it. */
const char *answer_verb(enum option_kind kind);

#endif
