/* Proof of work in lines: what happened since the last turn, and the chains. */
#include "plain/inside.h"
#include "rules/work.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

/* Blocks of one chain alone that are drawn before a fork or the end; what is
 * older is summed up. */
enum { STEM_MAX = 6, DIGITS = 6, INDENT_MAX = 24 };

/* Events of this minute and before that the eyes know of, up to `rows`. */
static void say_news(struct plain *plain, size_t rows)
{
    const struct event *events;
    size_t count = session_events(plain->session, &events);
    size_t told = 0, first = plain->events_told;
    if (count > first + rows) {
        first = count - rows; /* the oldest ones are the least news */
    }
    for (size_t i = first; i < count; i++) {
        char text[WORDS_MAX], time[64];
        words_event(text, sizeof text, plain->session, &events[i],
                    session_eyes(plain->session));
        bool own = events[i].kind == EVENT_SENT ||
                   events[i].kind == EVENT_SILENT; /* just done */
        if (text[0] != '\0' && !own && events[i].kind != EVENT_BATTLE) {
            text_day_time(time, sizeof time,
                          plain->level.setup.start + events[i].minute);
            plain_sayf(plain, 4, "  %s  %s", time, text);
            told++;
        }
    }
    if (told == 0) {
        plain_say(plain, _("  Nothing that you would know of."), 2);
    }
    plain->events_told = count;
}

/* What is drawn: the blocks that the player knows. */
struct tree {
    struct plain *plain;
    const struct world *world;
    struct block_set known;
    uint16_t eyes;
};

static const struct block *block_at(const struct tree *tree, unsigned block)
{
    return &tree->world->memory.work.block[block];
}

/* Whose camps stand there, of those that the eyes look into. */
static uint16_t standing_on(const struct tree *tree, unsigned block)
{
    uint16_t mask = 0;
    for (unsigned g = 0; g < tree->world->setup.generals; g++) {
        if ((tree->eyes >> g & 1) != 0 &&
            work_tip(tree->world, g, tree->world->clock) == block) {
            mask = (uint16_t)(mask | 1u << g);
        }
    }
    return mask;
}

static bool is_child(const struct tree *tree, unsigned block, unsigned parent)
{
    return block_at(tree, block)->parent == parent &&
           block_set_has(&tree->known, block);
}

static unsigned children(const struct tree *tree, unsigned parent)
{
    unsigned count = 0;
    for (unsigned b = parent + 1; b < tree->world->memory.work.blocks; b++) {
        count += is_child(tree, b, parent) ? 1 : 0;
    }
    return count;
}

/* Height of the highest known block on top of this one. */
static unsigned reach(const struct tree *tree, unsigned block)
{
    unsigned height = block_at(tree, block)->height;
    for (unsigned b = block + 1; b < tree->world->memory.work.blocks; b++) {
        if (block_set_has(&tree->known, b) &&
            block_at(tree, b)->height > height &&
            work_on_chain(tree->world, block, b)) {
            height = block_at(tree, b)->height;
        }
    }
    return height;
}

/* The child through which the longest chain goes, the first of equals. */
static unsigned main_child(const struct tree *tree, unsigned parent)
{
    unsigned best = NO_BLOCK, height = 0;
    for (unsigned b = parent + 1; b < tree->world->memory.work.blocks; b++) {
        if (is_child(tree, b, parent) && reach(tree, b) > height) {
            best = b;
            height = reach(tree, b);
        }
    }
    return best;
}

/* "   4  F  Leo  3fa81c": height, the order that it names, miner, id. Where a
 * chain ends, how far its order is confirmed; and who stands there. */
static void say_block(const struct tree *tree, unsigned block, int indent)
{
    const struct block *at = block_at(tree, block);
    const struct level *level = &tree->plain->level;
    char id[SHORT_ID_DIGITS + 1], names[WORDS_MAX] = "", state[WORDS_MAX] = "";
    uint16_t there = standing_on(tree, block);
    unsigned order = work_order(tree->world, block);
    words_short_id(id, at);
    if (children(tree, block) == 0 && order != ORDER_NONE) {
        unsigned have = work_confirmations(tree->world, block);
        unsigned want = tree->world->setup.confirmations;
        words_say(state, sizeof state,
                  have < want ? _("  \"%s\": %u of %u confirmations")
                              : _("  \"%s\": confirmed (%u of %u)"),
                  words_order(level, order), have, want);
    }
    if (there != 0) {
        words_generals(names, sizeof names, level, there);
    }
    plain_sayf(
        tree->plain, indent + 6, "  %*s%2u  %s  %s  %.*s%s%s%s", indent, "",
        at->height,
        at->order == ORDER_NONE ? "." : text_order_letter(level, at->order),
        at->miner == NO_GENERAL ? _("start") : words_name(level, at->miner),
        DIGITS, id, state, there != 0 ? "  < " : "", names);
}

/* Step over the stem that nobody stands on, but for its last blocks. Returns
 * the first block to draw. */
static unsigned skip_stem(const struct tree *tree, unsigned from, int indent)
{
    unsigned end = from, length = 0, skipped = 0;
    uint16_t miners = 0;
    char names[WORDS_MAX];
    while (children(tree, end) == 1 && standing_on(tree, end) == 0) {
        end = main_child(tree, end);
        length++;
    }
    while (length > STEM_MAX && (skipped > 0 || length > STEM_MAX + 1)) {
        if (from != 0) {
            miners = (uint16_t)(miners | 1u << block_at(tree, from)->miner);
            skipped++;
        }
        from = main_child(tree, from);
        length--;
    }
    if (skipped > 0) {
        words_generals(names, sizeof names, &tree->plain->level, miners);
        plain_sayf(tree->plain, indent + 6,
                   ngettext("  %*s.. %u block before, of %s",
                            "  %*s.. %u blocks before, of %s", skipped),
                   indent, "", skipped, names);
    }
    return from;
}

/* A block and what was built on it: side chains first, further in; the longest
 * chain goes straight on. */
static void say_from(const struct tree *tree, unsigned block, int indent)
{
    while (block != NO_BLOCK) {
        block = skip_stem(tree, block, indent);
        unsigned next = main_child(tree, block);
        say_block(tree, block, indent);
        for (unsigned b = block + 1; b < tree->world->memory.work.blocks; b++) {
            if (is_child(tree, b, block) && b != next) {
                say_from(tree, b,
                         indent + 4 < INDENT_MAX ? indent + 4 : indent);
            }
        }
        block = next;
    }
}

void plain_say_chains(struct plain *plain)
{
    struct tree tree = {.plain = plain,
                        .world = session_world(plain->session),
                        .eyes = session_eyes(plain->session)};
    if (tree.world->setup.rule != RULE_WORK || tree.eyes == 0) {
        return;
    }
    work_known(tree.world, tree.eyes, tree.world->clock, &tree.known);
    plain_say(plain,
              _("The blocks that you know (height, order, miner, number; < who "
                "stands there):"),
              2);
    say_from(&tree, 0, 0);
}

void plain_say_work(struct plain *plain)
{
    say_news(plain, PLAIN_ROWS);
    plain_say_chains(plain);
}
