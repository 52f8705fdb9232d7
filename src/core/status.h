/* How things end: status codes, their sentences, and faults with a place.
 * This module formats nothing but its own sentences and prints nothing. */
#ifndef CORE_STATUS_H
#define CORE_STATUS_H

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define STRATEGOS_CHECKED __attribute__((warn_unused_result))
#define STRATEGOS_PRINTF(f, a) __attribute__((format(printf, f, a)))
#else
#define STRATEGOS_CHECKED
#define STRATEGOS_PRINTF(f, a)
#endif

/* Every expected failure of the program. The list feeds status_sentence(). */
#define STATUS_LIST(X)                                                         \
    X(STATUS_OK, "done")                                                       \
    X(STATUS_STALE, "this answers a question that is no longer open")          \
    X(STATUS_RANGE, "this is not one of the answers to the open question")     \
    X(STATUS_OVER, "the siege is over; no question is open")                   \
    X(STATUS_FULL, "the siege has more letters than there is room for")        \
    X(STATUS_SETUP, "the rules are not defined for this setup")                \
    X(STATUS_SYNTAX, "the text is not well formed")                            \
    X(STATUS_VERSION, "the file was written in another format version")        \
    X(STATUS_DRIFT, "the record does not replay as it was written")            \
    X(STATUS_MISSING, "there is no such thing")                                \
    X(STATUS_LIMIT, "the limit was reached before the answer")                 \
    X(STATUS_IO, "a file could not be read or written")                        \
    X(STATUS_MEMORY, "there is not enough memory")

#define STATUS_ENUM(name, sentence) name,
enum status { STATUS_LIST(STATUS_ENUM) STATUS_COUNT };
#undef STATUS_ENUM

/* One fault, and where it is. `file` and `line` are empty and 0 where there is
 * no file. `text` is one sentence that says what is wrong and what would be
 * right; it has no newline. */
struct diag {
    char file[256];
    uint32_t line;
    char text[320];
};

/* The faults of one file, in the caller's array. `count` may exceed `room`:
 * then the later ones were counted but not kept. */
struct diag_list {
    struct diag *items;
    size_t room, count;
};

/* Name the status in one lower-case clause without a full stop.
 * Owner: static text. */
const char *status_sentence(enum status status);

/* Set `why` (may be NULL) to a formatted fault without file and line. */
void diag_set(struct diag *why, const char *format, ...) STRATEGOS_PRINTF(2, 3);

/* Set `why` (may be NULL) to a formatted fault at a place in a file. */
void diag_set_at(struct diag *why, const char *file, uint32_t line,
                 const char *format, ...) STRATEGOS_PRINTF(4, 5);

/* Add a formatted fault to the list; count it even when there is no room. */
void diag_add(struct diag_list *list, const char *file, uint32_t line,
              const char *format, ...) STRATEGOS_PRINTF(4, 5);

#endif
