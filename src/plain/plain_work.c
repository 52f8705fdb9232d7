/* Proof of work in lines: what happened since the last turn, and the chains. */
#include "plain/inside.h"
#include "rules/work.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

enum { CELL_MAX = 64, CHAIN_MAX = 24, LINE_MAX = WORDS_MAX };

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
        if (text[0] != '\0' && events[i].kind != EVENT_BATTLE) {
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

/* Is there no known block on top of this one? */
static bool is_end(const struct world *world, const struct block_set *known,
                   unsigned block)
{
    const struct memory_work *work = &world->memory.work;
    for (unsigned b = block + 1; b < work->blocks; b++) {
        if (work->block[b].parent == block && block_set_has(known, b)) {
            return false;
        }
    }
    return block_set_has(known, block);
}

/* The chain that ends with `end`, from its last CHAIN_MAX blocks on:
 * "F Bardas > F Manuel > F Leo". */
static void write_chain(char out[LINE_MAX], const struct plain *plain,
                        const struct world *world, unsigned end)
{
    const struct memory_work *work = &world->memory.work;
    unsigned height = work->block[end].height;
    unsigned from = height > CHAIN_MAX ? height - CHAIN_MAX + 1 : 1;
    words_say(out, LINE_MAX, "%s", from > 1 ? ".." : _("start"));
    for (unsigned h = from; h <= height; h++) {
        char longer[LINE_MAX];
        unsigned b = work_at_height(world, end, h);
        unsigned order = work->block[b].order;
        words_say(longer, sizeof longer, "%s > %s %s", out,
                  order == ORDER_NONE ? "."
                                      : text_order_letter(&plain->level, order),
                  words_name(&plain->level, work->block[b].miner));
        words_say(out, LINE_MAX, "%s", longer);
    }
}

/* Whose camps stand there, of those that the eyes look into. */
static uint16_t standing_on(const struct plain *plain,
                            const struct world *world, unsigned end)
{
    uint16_t eyes = session_eyes(plain->session), mask = 0;
    for (unsigned g = 0; g < world->setup.generals; g++) {
        bool there = work_tip(world, g, world->clock) == end;
        if (there && (eyes >> g & 1) != 0) {
            mask = (uint16_t)(mask | 1u << g);
        }
    }
    return mask;
}

static void say_chain(struct plain *plain, const struct world *world,
                      unsigned end)
{
    char chain[LINE_MAX], names[WORDS_MAX];
    uint16_t there = standing_on(plain, world, end);
    unsigned confirmed = work_confirmations(world, end);
    write_chain(chain, plain, world, end);
    plain_sayf(plain, 6, _("  Height %u: %s"),
               world->memory.work.block[end].height, chain);
    if (confirmed > 0) {
        plain_sayf(plain, 6, _("      \"%s\" has %u of %u confirmations."),
                   words_order(&plain->level, work_order(world, end)),
                   confirmed, world->setup.confirmations);
    }
    if (there != 0) {
        words_generals(names, sizeof names, &plain->level, there);
        plain_sayf(plain, 6, _("      It is followed by: %s."), names);
    }
}

void plain_say_chains(struct plain *plain)
{
    const struct world *world = session_world(plain->session);
    struct block_set known;
    if (world->setup.rule != RULE_WORK || session_eyes(plain->session) == 0) {
        return;
    }
    work_known(world, session_eyes(plain->session), world->clock, &known);
    plain_say(plain, _("The chains that you know:"), 0);
    for (unsigned b = 0; b < world->memory.work.blocks; b++) {
        if (is_end(world, &known, b)) {
            say_chain(plain, world, b);
        }
    }
}

void plain_say_work(struct plain *plain)
{
    say_news(plain, PLAIN_ROWS);
    plain_say_chains(plain);
}
