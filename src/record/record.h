/* A siege as text: the whole setup, every answer with the hash of the world
 * after it, and the end. Every byte is covered: each line must be exactly what
 * the program would write itself, so a changed byte is found on its line.
 * The format is described in src/README.md. No files here: text in the
 * caller's buffers. */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/status.h"
#include "core/world.h"

enum {
    RECORD_VERSION = 3,
    RECORD_LINE_MAX = 512,
    RECORD_HEAD_MAX = 16384,
    RECORD_LEVEL_MAX = 96
};

/* The head: what stands before the first answer. */
struct record_head {
    struct setup setup;
    uint32_t version;             /* 1 to 3; 0 stands for RECORD_VERSION */
    char level[RECORD_LEVEL_MAX]; /* id of the level played, or "" */
};

/* Write the head, its hash line included. `world` is the siege just begun
 * with head->setup. Returns the length it wanted, without the closing zero. */
size_t record_format_head(const struct record_head *head,
                          const struct world *begun, char *text, size_t room);

/* Write the line of one answer. `asked` is the question as it was, `option`
 * the answer given, `after` the world after it. The step's number, from 1, is
 * that of the question, from 0, and one. */
size_t record_format_step(const struct decision *asked,
                          const struct option *option, uint64_t answer,
                          const struct world *after, char *text, size_t room);

/* Write the last line: verdict and hash. */
size_t record_format_end(const struct world *over, char *text, size_t room);

/* What a replay came to. */
struct record_result {
    struct record_head head;
    uint32_t steps; /* answers replayed */
    bool complete;  /* the siege is over and the end line is there */
};

/* Called before each answer is applied; `after` is not yet known. Return
 * false to stop the replay early (it is then not an error). */
typedef bool record_visit(void *context, const struct world *before,
                          const struct decision *asked, uint64_t answer);
struct record_visitor {
    record_visit *visit;
    void *context; /* handed to visit */
};

/* Replay a record through the one door. `world` ends where the record ends.
 * A record that ends early (the program was killed) is no error: complete is
 * then false, a last line without a newline is left out.
 * Fails: STATUS_SYNTAX, STATUS_VERSION, STATUS_SETUP, STATUS_FULL,
 * STATUS_DRIFT; `why` then names the line and the step; `out` is untouched.
 * `visitor` may be NULL. */
STRATEGOS_CHECKED enum status
record_replay(struct record_result *out, struct world *world, const char *text,
              size_t length, const struct record_visitor *visitor,
              struct diag *why);

/* The hash of a world: seal_digest of world_write. */
uint64_t record_world_hash(const struct world *world);

#endif
