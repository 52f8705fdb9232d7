#include "core/memory.h"

#include <stddef.h>

_Static_assert(sizeof(struct sealed) == 16, "struct sealed has padding");
_Static_assert(offsetof(struct memory_oral, letter) == 16 + GENERALS_MAX,
               "struct memory_oral has padding");
_Static_assert(offsetof(struct memory_signed, letter) == 16 + GENERALS_MAX,
               "struct memory_signed has padding");

_Static_assert(sizeof(struct block) == 52, "struct block has padding");
_Static_assert(sizeof(struct work_letter) == 20,
               "struct work_letter has padding");
_Static_assert(offsetof(struct memory_work, block) == 32 + 11 * GENERALS_MAX,
               "struct memory_work has padding");
_Static_assert(offsetof(struct memory_work, letter) ==
                   32 + 11 * GENERALS_MAX + 52 * BLOCKS_MAX,
               "struct memory_work has padding");

_Static_assert(sizeof(struct post_letter) == 24,
               "struct post_letter has padding");
_Static_assert(offsetof(struct post, letter) == 16, "struct post has padding");
_Static_assert(offsetof(struct memory_vote, post) ==
                   16 + 11 * GENERALS_MAX +
                       GENERALS_MAX * VOTE_AHEAD * VOTE_VALUES,
               "struct memory_vote has padding");
_Static_assert(offsetof(struct memory_pbft, post) ==
                   16 + 6 * GENERALS_MAX + GENERALS_MAX * GENERALS_MAX +
                       4 * GENERALS_MAX * ORDERS_MAX +
                       PBFT_VIEWS_MAX * (8 + 2 * ORDERS_MAX + 2 * GENERALS_MAX),
               "struct memory_pbft has padding");
_Static_assert(sizeof(struct memory_acks) == 8 + 4 * ACKS_LEGS_MAX,
               "struct memory_acks has padding");

_Static_assert(offsetof(struct memory_oral, letter) <= MEMORY_HEAD_MAX &&
                   offsetof(struct memory_signed, letter) <= MEMORY_HEAD_MAX &&
                   sizeof(struct memory_blank) <= MEMORY_HEAD_MAX,
               "a siege would begin with a memory that is not clear");

static size_t post_used(const struct post *post)
{
    return offsetof(struct post, letter) + post->used * sizeof post->letter[0];
}

size_t memory_used(enum rule_id rule, const union memory *memory)
{
    switch (rule) {
    case RULE_RELAY:
    case RULE_ORAL:
        return offsetof(struct memory_oral, letter) + memory->oral.letters;
    case RULE_SIGNED:
        return offsetof(struct memory_signed, letter) +
               memory->sealed.letters * sizeof memory->sealed.letter[0];
    case RULE_WORK:
        return offsetof(struct memory_work, letter) +
               memory->work.letters * sizeof memory->work.letter[0];
    case RULE_ACKS:
        return offsetof(struct memory_acks, leg) +
               memory->acks.legs * sizeof memory->acks.leg[0];
    case RULE_VOTE:
    case RULE_COIN:
        return offsetof(struct memory_vote, post) +
               post_used(&memory->vote.post);
    case RULE_PBFT:
        return offsetof(struct memory_pbft, post) +
               post_used(&memory->pbft.post);
    case RULE_BLANK:
    case RULE_COUNT:
        break;
    }
    return sizeof memory->blank;
}
