/* Blocks and chains in words. */
#include "ui/words_work.h"

#include <stdio.h>
#include <string.h>

#include "lab/race.h"
#include "rules/work.h"
#include "seal/seal.h"
#include "ui/text.h"
#include "ui/words_say.h"

enum { PART_MAX = 320, HEX_MAX = 2 * BLOCK_ID_BYTES + 1 };

static size_t nothing(char *out, size_t room)
{
    return words_say(out, room, "%s", "");
}

size_t words_block(char *out, size_t room, const struct level *level,
                   const struct world *world, unsigned block)
{
    const struct memory_work *work = &world->memory.work;
    unsigned order;
    if (block >= work->blocks || work->block[block].parent == NO_BLOCK) {
        return words_say(out, room, "%s", _("the start"));
    }
    order = work_order(world, block);
    if (order == ORDER_NONE) {
        return words_say(out, room, _("block %u of %s"),
                         work->block[block].height,
                         words_name(level, work->block[block].miner));
    }
    return words_say(
        out, room, _("block %u of %s (\"%s\")"), work->block[block].height,
        words_name(level, work->block[block].miner), words_order(level, order));
}

void words_short_id(char out[SHORT_ID_DIGITS + 1], const struct block *block)
{
    char hex[HEX_MAX];
    seal_hex(hex, block->id, BLOCK_ID_BYTES);
    memcpy(out, hex, SHORT_ID_DIGITS);
    out[SHORT_ID_DIGITS] = '\0';
}

size_t words_chain_letter(char *out, size_t room, const struct level *level,
                          const struct letter *letter)
{
    const char *from = words_name(level, letter->from);
    const char *to = words_name(level, letter->to);
    if (letter->state == LETTER_UNWRITTEN) {
        return words_say(out, room, _("%s keeps a block back from %s."), from,
                         to);
    }
    if (letter->refusal != REFUSAL_NONE) {
        return words_say(out, room, _("%s sends %s an invalid block."), from,
                         to);
    }
    if (letter->order == ORDER_NONE) {
        return words_say(out, room, _("%s sends %s a chain."), from, to);
    }
    return words_say(out, room, _("%s sends %s a chain for \"%s\"."), from, to,
                     words_order(level, letter->order));
}

size_t words_chain_arrives(char *out, size_t room,
                           const struct session *session,
                           const struct letter *letter)
{
    const struct level *level = session_level(session);
    char block[PART_MAX];
    words_block(block, sizeof block, level, session_world(session),
                letter->tip);
    return words_say(out, room, _("%s receives from %s the chain up to %s."),
                     words_name(level, letter->to),
                     words_name(level, letter->from), block);
}

const char *words_flood(enum refusal refusal)
{
    switch (refusal) {
    case REFUSAL_PROOF:
        return _("no work was done for it");
    case REFUSAL_PARENT:
        return _("its previous block does not exist");
    case REFUSAL_TARGET:
        return _("it was made for an easier target");
    case REFUSAL_NONE:
    case REFUSAL_SEAL:
    case REFUSAL_ROUND:
    case REFUSAL_COUNT:
        break;
    }
    return "";
}

size_t words_work_question(char *out, size_t room, const struct level *level,
                           const struct decision *asked)
{
    switch ((enum decision_kind)asked->kind) {
    case DECISION_PUBLISH:
        return words_say(out, room, _("Which chain is shown to %s?"),
                         words_name(level, asked->target));
    case DECISION_BUILD:
        return words_say(out, room, _("What does %s build on?"),
                         words_name(level, asked->actor));
    case DECISION_ALARM:
        return words_say(out, room, "%s", _("When do you want to be asked?"));
    case DECISION_TRUST:
        return words_say(out, room, "%s", _("Which chain do you follow?"));
    case DECISION_NONE:
    case DECISION_LETTER:
    case DECISION_SEAL:
    case DECISION_FORGE:
    case DECISION_CAPTURE:
    case DECISION_ACCUSE:
    case DECISION_PROOF_1:
    case DECISION_PROOF_2:
    case DECISION_DECIDE:
    case DECISION_MINE:
    case DECISION_DEMAND:
    case DECISION_DELIVER:
    case DECISION_TOSS:
    case DECISION_VOTE:
    case DECISION_VOUCH:
    case DECISION_COUNT:
        break;
    }
    return nothing(out, room);
}

/* When the traitors are asked again. */
static size_t say_alarm(char *out, size_t room, const struct session *session,
                        const struct option *option)
{
    uint32_t now = session_world(session)->clock;
    char time[64];
    if (option->minute == 0) {
        return words_say(out, room, "%s", _("when something changes"));
    }
    text_clock(time, sizeof time,
               (session_setup(session)->start + option->minute) % WEEK_MINUTES);
    return words_say(out, room,
                     ngettext("in %u minute, at %s", "in %u minutes, at %s",
                              option->minute - now),
                     (unsigned)(option->minute - now), time);
}

/* What is built on, and what is named where nothing is yet. */
static size_t say_build(char *out, size_t room, const struct session *session,
                        const struct option *option)
{
    const struct level *level = session_level(session);
    const struct world *world = session_world(session);
    char block[PART_MAX];
    words_block(block, sizeof block, level, world, option->block);
    if (work_order(world, option->block) != ORDER_NONE) {
        return words_say(out, room, "%s", block);
    }
    if (option->order == ORDER_NONE) {
        return words_say(out, room, _("%s, naming no order"), block);
    }
    return words_say(out, room, _("%s, naming \"%s\""), block,
                     words_order(level, option->order));
}

size_t words_work_option(char *out, size_t room, const struct session *session,
                         const struct option *option)
{
    char block[PART_MAX];
    switch ((enum option_kind)option->kind) {
    case OPTION_PUBLISH:
        words_block(block, sizeof block, session_level(session),
                    session_world(session), option->block);
        return words_say(out, room, _("the chain up to %s"), block);
    case OPTION_TRUST:
        words_block(block, sizeof block, session_level(session),
                    session_world(session), option->block);
        return words_say(out, room, _("the chain that ends with %s"), block);
    case OPTION_FLOOD:
        return words_say(out, room, _("an invalid block: %s"),
                         words_flood((enum refusal)option->refusal));
    case OPTION_BUILD:
        return say_build(out, room, session, option);
    case OPTION_ALARM:
        return say_alarm(out, room, session, option);
    case OPTION_SAY:
    case OPTION_SILENT:
    case OPTION_SEND:
    case OPTION_WITHHOLD:
    case OPTION_FORGE:
    case OPTION_PASS:
    case OPTION_CAPTURE:
    case OPTION_ACCUSE:
    case OPTION_PROOF:
    case OPTION_DECIDE:
    case OPTION_NOTHING:
    case OPTION_FOUND:
    case OPTION_DEMAND:
    case OPTION_DELIVER:
    case OPTION_FALL:
    case OPTION_TIMEOUT:
    case OPTION_TOSS:
    case OPTION_UNSURE:
    case OPTION_CLAIM:
    case OPTION_COUNT:
        break;
    }
    return nothing(out, room);
}

/* A block was found: those who have it are told of it. */
static size_t say_found(char *out, size_t room, const struct session *session,
                        const struct event *event)
{
    const struct level *level = session_level(session);
    const struct world *world = session_world(session);
    const struct block *block = &world->memory.work.block[event->block];
    const char *miner = words_name(level, event->actor);
    uint32_t since =
        block->minute - world->memory.work.block[block->parent].minute;
    if (event->order == ORDER_NONE) {
        return words_say(out, room,
                         ngettext("%s finds block %u after %u minute; it names "
                                  "no order.",
                                  "%s finds block %u after %u minutes; it "
                                  "names no order.",
                                  since),
                         miner, block->height, (unsigned)since);
    }
    return words_say(out, room,
                     ngettext("%s finds block %u after %u minute, for \"%s\".",
                              "%s finds block %u after %u minutes, for "
                              "\"%s\".",
                              since),
                     miner, block->height, (unsigned)since,
                     words_order(level, event->order));
}

size_t words_work_event(char *out, size_t room, const struct session *session,
                        const struct event *event, uint16_t eyes)
{
    const struct level *level = session_level(session);
    const struct world *world = session_world(session);
    uint16_t mine = (eyes & world->setup.traitors) != 0
                        ? (uint16_t)(eyes | world->setup.traitors)
                        : eyes;
    const char *who = words_name(level, event->actor);
    char block[PART_MAX];
    if ((mine >> event->actor & 1) == 0 ||
        event->block >= world->memory.work.blocks) {
        return nothing(out, room);
    }
    if (event->kind == EVENT_FOUND) {
        return say_found(out, room, session, event);
    }
    words_block(block, sizeof block, level, world, event->block);
    if (event->kind == EVENT_FOLLOWED) {
        return words_say(out, room,
                         _("%s gives up the chain followed so far for a longer "
                           "one, up to %s."),
                         who, block);
    }
    return words_say(out, room, _("\"%s\" is confirmed in %s's camp."),
                     words_order(level, event->order), who);
}

size_t words_work_reason(char *out, size_t room, const struct level *level,
                         const struct reason *reason)
{
    const char *order = words_order(level, reason->order);
    if (reason->kind == REASON_NO_CHAIN) {
        return words_say(out, room, "%s",
                         _("The longest chain here names no order."));
    }
    if (reason->kind == REASON_CHAIN) {
        return words_say(
            out, room,
            ngettext("\"%s\" has %u confirmation on the longest chain here; "
                     "asked for: %u.",
                     "\"%s\" has %u confirmations on the longest chain here; "
                     "asked for: %u.",
                     reason->count),
            order, reason->count, reason->of);
    }
    return words_say(
        out, room,
        ngettext("\"%s\" has only %u confirmation on the longest chain here "
                 "(asked for: %u): retreat.",
                 "\"%s\" has only %u confirmations on the longest chain here "
                 "(asked for: %u): retreat.",
                 reason->count),
        order, reason->count, reason->of);
}

void words_percent(char out[PERCENT_MAX], double chance)
{
    (void)snprintf(out, PERCENT_MAX, chance < .0995 ? "%.2g %%" : "%.0f %%",
                   100 * chance);
}

size_t words_formula(char *out, size_t room, const struct level *level,
                     const struct outcome *outcome)
{
    char power[PERCENT_MAX], chance[PERCENT_MAX], threshold[PERCENT_MAX];
    words_percent(power, session_share(level));
    words_percent(chance, outcome->chance);
    words_percent(threshold, (double)level->formula.threshold / PPM);
    if (level->goal == GOAL_SHARE) {
        return words_say(out, room,
                         _("With %s of the power, selfish mining earns %s of "
                           "the chain (Eyal and Sirer 2014)."),
                         power, chance);
    }
    return words_say(
        out, room,
        ngettext("With %s of the power, the traitors undo an order with %u "
                 "confirmation with a chance of %s (%s); the level draws the "
                 "line at %s.",
                 "With %s of the power, the traitors undo an order with %u "
                 "confirmations with a chance of %s (%s); the level draws the "
                 "line at %s.",
                 level->setup.confirmations),
        power, level->setup.confirmations, chance,
        race_id((enum race_convention)level->formula.convention), threshold);
}

/* "Bardas 18, Leo 40": of a hundred parts. */
static void list_power(char out[PART_MAX], const struct level *level)
{
    uint32_t power = work_power(&level->setup);
    words_say(out, PART_MAX, "%s", "");
    for (unsigned g = 0; g < level->setup.generals; g++) {
        char longer[PART_MAX];
        unsigned part = (level->setup.power[g] * 100u + power / 2) / power;
        words_say(longer, sizeof longer, "%s%s%s %u", out, g == 0 ? "" : ", ",
                  words_name(level, g), part);
        memcpy(out, longer, sizeof longer);
    }
}

size_t words_pace(char *out, size_t room, const struct level *level)
{
    const struct setup *setup = &level->setup;
    uint32_t power = work_power(setup), interval;
    char time[64], list[PART_MAX], first[PART_MAX], second[PART_MAX];
    if (setup->rule != RULE_WORK || power == 0) {
        return nothing(out, room);
    }
    interval = (setup->tries + power / 2) / power;
    text_day_time(time, sizeof time, setup->start + setup->deadline);
    list_power(list, level);
    words_say(first, sizeof first,
              ngettext("The army finds a block in about %u minute; at %s "
                       "everybody decides.",
                       "The army finds a block in about %u minutes; at %s "
                       "everybody decides.",
                       interval),
              (unsigned)interval, time);
    words_say(second, sizeof second,
              ngettext("An order counts with %u confirmation; its own block "
                       "is the first.",
                       "An order counts with %u confirmations; its own block "
                       "is the first.",
                       setup->confirmations),
              setup->confirmations);
    return words_say(out, room, _("%s %s Of a hundred parts of the work: %s."),
                     first, second, list);
}

size_t words_tip(char *out, size_t room, const struct level *level,
                 const struct world *world, unsigned general, uint32_t minute)
{
    unsigned tip = work_tip(world, general, minute);
    char block[PART_MAX];
    words_block(block, sizeof block, level, world, tip);
    if (work_order(world, tip) == ORDER_NONE) {
        return words_say(out, room, _("%s follows %s."),
                         words_name(level, general), block);
    }
    return words_say(out, room, _("%s follows %s: %u of %u confirmations."),
                     words_name(level, general), block,
                     work_confirmations(world, tip),
                     world->setup.confirmations);
}
