/* The setup's plain numbers, once: writing and reading a head derive from this
 * list. Private to this room. */
#ifndef RECORD_RECORD_FIELDS_H
#define RECORD_RECORD_FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "core/setup.h"

/* Members in the order of the record's lines, each with the largest value
 * that is read and the first format version that has it. */
#define RECORD_FIELDS(X)                                                       \
    X(generals, GENERALS_MAX, 1)                                               \
    X(depth, UINT8_MAX, 1)                                                     \
    X(commander, UINT8_MAX, 1)                                                 \
    X(order, UINT8_MAX, 1)                                                     \
    X(quorum, UINT8_MAX, 1)                                                    \
    X(faults, UINT8_MAX, 1)                                                    \
    X(budget, UINT8_MAX, 1)                                                    \
    X(confirmations, UINT8_MAX, 1)                                             \
    X(messengers, UINT8_MAX, 1)                                                \
    X(seed, UINT64_MAX, 1)                                                     \
    X(start, UINT32_MAX, 1)                                                    \
    X(deadline, UINT32_MAX, 1)                                                 \
    X(capture, UINT32_MAX, 1)                                                  \
    X(tries, UINT32_MAX, 2)                                                    \
    X(falls, UINT8_MAX, 3)

struct record_field {
    const char *key;
    size_t offset, size;
    uint64_t most;
    uint32_t since; /* format version */
};

/* The i-th of them, or NULL past the last. */
const struct record_field *record_field_at(size_t i);

#endif
