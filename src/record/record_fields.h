/* The setup's plain numbers, once: writing and reading a head derive from this
 * list. Private to this room. */
#ifndef RECORD_RECORD_FIELDS_H
#define RECORD_RECORD_FIELDS_H

#include <stddef.h>
#include <stdint.h>

#include "core/setup.h"

/* Members in the order of the record's lines, each with the largest value
 * that is read. */
#define RECORD_FIELDS(X)                                                       \
    X(generals, GENERALS_MAX)                                                  \
    X(depth, UINT8_MAX)                                                        \
    X(commander, UINT8_MAX)                                                    \
    X(order, UINT8_MAX)                                                        \
    X(quorum, UINT8_MAX)                                                       \
    X(faults, UINT8_MAX)                                                       \
    X(budget, UINT8_MAX)                                                       \
    X(confirmations, UINT8_MAX)                                                \
    X(messengers, UINT8_MAX)                                                   \
    X(seed, UINT64_MAX)                                                        \
    X(start, UINT32_MAX)                                                       \
    X(deadline, UINT32_MAX)                                                    \
    X(capture, UINT32_MAX)

struct record_field {
    const char *key;
    size_t offset, size;
    uint64_t most;
};

/* The i-th of them, or NULL past the last. */
const struct record_field *record_field_at(size_t i);

#endif
