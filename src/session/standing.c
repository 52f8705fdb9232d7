/* Standing orders: what is done with every letter to a receiver unless it is
 * set by hand. */
#include "session/inside.h"

static bool is_letter(const struct decision *asked)
{
    return asked->kind == DECISION_LETTER || asked->kind == DECISION_SEAL ||
           asked->kind == DECISION_PUBLISH || asked->kind == DECISION_VOTE ||
           asked->kind == DECISION_VOUCH;
}

/* Say whether the question is only whether a letter is sent as it is. */
static bool is_as_it_is(const struct decision *asked)
{
    return asked->kind == DECISION_SEAL || asked->kind == DECISION_VOUCH;
}

/* What silence is called for this question. */
static enum option_kind silence(const struct decision *asked)
{
    return asked->kind == DECISION_LETTER || asked->kind == DECISION_VOTE
               ? OPTION_SILENT
               : OPTION_WITHHOLD;
}

unsigned desk_sealed_order(const struct world *world,
                           const struct decision *asked)
{
    struct option option;
    struct letter letter;
    uint32_t send = (uint32_t)game_find_option(world, OPTION_SEND, ORDER_NONE);
    if (game_option(world, send, &option) == STATUS_OK &&
        option.order != ORDER_NONE) {
        return option.order;
    }
    if (asked->item == NO_LETTER || asked->item >= game_letters(world)) {
        return ORDER_NONE;
    }
    game_letter(world, asked->item, &letter);
    return letter.order;
}

uint64_t desk_standing_answer(const struct session *session,
                              const struct world *world,
                              const struct decision *asked)
{
    if (!is_letter(asked) || asked->target >= GENERALS_MAX) {
        return 0;
    }
    struct standing standing = session->standing[asked->target];
    bool sealed = is_as_it_is(asked);
    switch ((enum stance)standing.stance) {
    case STANCE_TRUTH:
        return 0;
    case STANCE_ORDER:
        if (!sealed) {
            return asked->kind == DECISION_PUBLISH
                       ? 0
                       : game_find_option(world, OPTION_SAY, standing.order);
        }
        return game_find_option(
            world,
            desk_sealed_order(world, asked) == standing.order ? OPTION_SEND
                                                              : OPTION_WITHHOLD,
            ORDER_NONE);
    case STANCE_SILENCE:
        return game_find_option(world, silence(asked), ORDER_NONE);
    }
    return 0;
}

/* What a standing order makes of an item; as desk_standing_answer, but read
 * from the options that were noted when the desk was laid out. */
static uint64_t standing_answer(const struct session *session, size_t item)
{
    const struct desk *desk = &session->desk;
    const struct desk_item *at = &desk->items[item];
    const struct option *options = desk->options + desk->first_option[item];
    struct standing standing = session->standing[at->decision.target];
    bool sealed = is_as_it_is(&at->decision);
    enum option_kind kind = silence(&at->decision);
    if (standing.stance == STANCE_TRUTH ||
        (standing.stance == STANCE_ORDER &&
         at->decision.kind == DECISION_PUBLISH)) {
        return 0;
    }
    if (standing.stance == STANCE_ORDER) {
        kind = !sealed                       ? OPTION_SAY
               : at->order == standing.order ? OPTION_SEND
                                             : OPTION_WITHHOLD;
    }
    for (uint32_t i = 0; i < at->options; i++) {
        if (options[i].kind == kind &&
            (kind != OPTION_SAY || options[i].order == standing.order)) {
            return i;
        }
    }
    return 0;
}

void session_stand(struct session *session, unsigned receiver,
                   struct standing standing)
{
    bool noted = edits_note(session);
    for (unsigned g = 0; g < GENERALS_MAX; g++) {
        if (receiver == NO_GENERAL || receiver == g) {
            session->standing[g] = standing;
        }
    }
    for (size_t i = 0; i < session->desk.count; i++) {
        struct desk_item *item = &session->desk.items[i];
        if (is_letter(&item->decision) && !item->overridden &&
            item->decision.target < GENERALS_MAX) {
            item->answer = standing_answer(session, i);
        }
    }
    edits_settle(session, noted);
}

struct standing session_standing(const struct session *session,
                                 unsigned receiver)
{
    if (receiver >= GENERALS_MAX) {
        return (struct standing){.stance = STANCE_TRUTH};
    }
    return session->standing[receiver];
}
