/* The tree of "who said that who said": OM(m) names a letter by the distinct
 * generals who passed it on, the commander first and the receiver last.
 *
 * Letters are numbered by round (round 1 first) and within a round
 * lexicographically by general number. A letter of round r is a path of r + 1
 * generals; round r has (n-1)(n-2)..(n-r) of them, and the letters that pass
 * one letter on are consecutive.
 * Source: Lamport, Shostak and Pease 1982, section 3; the exponential
 * information gathering tree of Bar-Noy et al. 1987. */
#ifndef CORE_PATHS_H
#define CORE_PATHS_H

#include <stdint.h>

#include "core/setup.h"

/* A path packed four bits a general, the first general in the lowest bits. */
typedef uint64_t path_bits;

/* Number of letters of one round. Range: round >= 1; 0 when round >= n. */
uint32_t paths_in_round(unsigned generals, unsigned round);

/* Number of letters of all rounds before `round`; the index of its first.
 * Saturates at UINT32_MAX. */
uint32_t paths_before_round(unsigned generals, unsigned round);

/* Number of letters of OM(depth): all of rounds 1 .. depth + 1.
 * Saturates at UINT32_MAX. */
uint32_t paths_total(unsigned generals, unsigned depth);

/* Unpack letter `index` into who[0..length-1]; returns the length, round + 1.
 * Range: index < paths_total(generals, generals - 2). */
unsigned paths_unpack(unsigned generals, unsigned commander, uint32_t index,
                      uint8_t who[GENERALS_MAX]);

/* The index of the letter with this path. Range: length >= 2, distinct
 * generals, who[0] is the commander. */
uint32_t paths_index(unsigned generals, const uint8_t *who, unsigned length);

/* Pack and read packed chains. */
path_bits paths_pack(const uint8_t *who, unsigned length);
unsigned paths_at(path_bits path, unsigned position);

#endif
