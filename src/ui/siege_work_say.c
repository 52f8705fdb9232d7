/* What the panel says about blocks: how the race stands, what one block's bytes
 * are, and what changing one breaks. */
#include <stdio.h>
#include <string.h>

#include "lab/race.h"
#include "rules/work.h"
#include "rules/work_bytes.h"
#include "seal/seal.h"
#include "ui/siege.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

enum { HEX_MAX = 65 };

static const struct world *world_of(const struct app *app)
{
    return session_world(app->session);
}

static const struct memory_work *work_of(const struct app *app)
{
    return &session_world(app->session)->memory.work;
}

/* The header of a block as it is shown: with another order where it was
 * changed. Returns its length. */
static size_t shown_header(const struct app *app, unsigned block,
                           char text[HEADER_MAX])
{
    const struct block *at = &work_of(app)->block[block];
    const struct setup *setup = session_setup(app->session);
    struct header header = {.minute = at->minute,
                            .nonce = at->nonce,
                            .tries = setup->tries,
                            .miner = at->miner};
    if (app->siege->tampered != block || at->parent == NO_BLOCK ||
        at->order >= setup->orders) {
        return work_header(world_of(app), block, text);
    }
    header.order = setup->order_id[(at->order + 1u) % setup->orders];
    memcpy(header.previous, work_of(app)->block[at->parent].id, BLOCK_ID_BYTES);
    return header_write(&header, text);
}

static void say_header(const struct app *app, unsigned block, char *out,
                       size_t room)
{
    char text[HEADER_MAX];
    size_t length = shown_header(app, block, text);
    text[length - 1] = '\0'; /* the newline */
    bool wide = app->siege->panel.width >= HEADER_PREVIOUS + 8;
    (void)snprintf(out, room, "%.*s%s%s", wide ? HEADER_PREVIOUS : 12, text,
                   wide ? "" : "..", text + HEADER_PREVIOUS);
}

static void say_id(const struct app *app, unsigned block, char *out,
                   size_t room)
{
    char text[HEADER_MAX], hex[HEX_MAX];
    uint8_t id[BLOCK_ID_BYTES];
    bool wide = app->siege->panel.width >= HEX_MAX + 8;
    header_id(id, text, shown_header(app, block, text));
    seal_hex(hex, id, sizeof id);
    words_say(out, room, _("its id: %.*s%s"), wide ? HEX_MAX - 1 : 20, hex,
              wide ? "" : "..");
}

/* Whether the block holds, and why not. */
static void say_sound(const struct app *app, unsigned block, char *out,
                      size_t room)
{
    unsigned changed = app->siege->tampered;
    unsigned after = 0;
    if (!siege_block_broken(app, block)) {
        words_say(out, room, "%s",
                  block == 0 ? _("Everybody has the start; nobody mined it.")
                             : _("Its id is below the target, and it names the "
                                 "block before it."));
        return;
    }
    for (unsigned b = changed + 1; b < work_of(app)->blocks; b++) {
        after += block_set_has(&app->siege->tree.known, b) &&
                         siege_block_broken(app, b)
                     ? 1
                     : 0;
    }
    if (block == changed) {
        words_say(out, room,
                  ngettext("Changed: another id, which misses the target. %u "
                           "later block names an id that is gone.",
                           "Changed: another id, which misses the target. %u "
                           "later blocks name ids that are gone.",
                           after),
                  after);
    } else {
        words_say(out, room, "%s",
                  _("It stands on a changed block: the id that it names does "
                    "not exist any more."));
    }
}

static void block_line(const struct app *app, uint32_t line, char *out,
                       size_t room)
{
    unsigned block = siege_block_at_cursor(app);
    out[0] = '\0';
    if (block == NO_BLOCK) {
        return;
    }
    switch (line) {
    case 0:
        words_block(out, room, session_level(app->session), world_of(app),
                    block);
        break;
    case 1:
        say_header(app, block, out, room);
        break;
    case 2:
        say_id(app, block, out, room);
        break;
    case 3:
        say_sound(app, block, out, room);
        break;
    case 4:
        words_say(out, room, "%s",
                  app->siege->tampered == block ? _("c: put it back as it was")
                                                : _("c: change its order"));
        break;
    default: /* a number, not an enum */
        break;
    }
}

/* --- the race --- */

static void say_attempts(const struct app *app, char *out, size_t room)
{
    uint64_t tries = work_attempts(world_of(app), app->siege->shown);
    words_say(out, room, _("%llu tries so far; one in %u finds a block."),
              (unsigned long long)tries,
              (unsigned)session_setup(app->session)->tries);
}

/* A secret chain against the open one. */
static void say_lead(const struct app *app, char *out, size_t room)
{
    const struct tree *tree = &app->siege->tree;
    int open = work_of(app)->block[tree->main].height, best = 0;
    for (unsigned b = 1; b < work_of(app)->blocks; b++) {
        if (block_set_has(&tree->secret, b) &&
            work_of(app)->block[b].height > best) {
            best = work_of(app)->block[b].height;
        }
    }
    if (best == 0) {
        return;
    }
    if (best > open) {
        words_say(out, room,
                  ngettext("The secret chain is longer by %d block.",
                           "The secret chain is longer by %d blocks.",
                           (unsigned)(best - open)),
                  best - open);
    } else if (best < open) {
        words_say(out, room,
                  ngettext("The secret chain is behind by %d block.",
                           "The secret chain is behind by %d blocks.",
                           (unsigned)(open - best)),
                  open - best);
    } else {
        words_say(out, room, "%s",
                  _("The secret chain is as long as the open one."));
    }
}

/* What a traitor may hope for from here; nobody else can tell. */
static void say_hope(const struct app *app, char *out, size_t room)
{
    const struct setup *setup = session_setup(app->session);
    const struct tree *tree = &app->siege->tree;
    double q = (double)work_power_of_traitors(setup) / work_power(setup);
    unsigned open = work_of(app)->block[tree->main].height, best = 0;
    char chance[PERCENT_MAX];
    for (unsigned b = 1; b < work_of(app)->blocks; b++) {
        unsigned height = work_of(app)->block[b].height;
        best = block_set_has(&tree->secret, b) && height > best ? height : best;
    }
    if (best > open || tree->main == 0) {
        return;
    }
    words_percent(chance, race_from(RACE_OVERTAKE, q, open - best));
    words_say(out, room,
              _("From here, without an end: overtake %s (a share of %.0f %%)."),
              chance, 100 * q);
}

/* The risk that a loyal general takes who obeys his chain now. */
static void say_risk(const struct app *app, char *out, size_t room)
{
    const struct level *level = session_level(app->session);
    unsigned tip = app->siege->tree.main;
    unsigned order = work_order(world_of(app), tip);
    unsigned z = work_confirmations(world_of(app), tip);
    double q = app->siege->assumed / 100.0;
    char over[PERCENT_MAX], level_with[PERCENT_MAX];
    if (order == ORDER_NONE) {
        words_say(out, room, "%s", _("No order is in the longest chain yet."));
        return;
    }
    words_percent(over, race_overtake(q, z));
    words_percent(level_with, race_catch_up(q, z));
    words_say(out, room,
              ngettext("\"%s\": %u confirmation. The risk against a share of "
                       "%u %%: overtake %s (with one block in advance, "
                       "catch-up: %s). k: another share.",
                       "\"%s\": %u confirmations. The risk against a share of "
                       "%u %%: overtake %s (with one block in advance, "
                       "catch-up: %s). k: another share.",
                       z),
              words_order(level, order), z, (unsigned)app->siege->assumed, over,
              level_with);
}

static void work_line(const struct app *app, uint32_t line, char *out,
                      size_t room)
{
    bool traitor = session_level(app->session)->role == ROLE_TRAITOR;
    out[0] = '\0';
    switch (line) {
    case 0:
        say_attempts(app, out, room);
        break;
    case 1:
        say_lead(app, out, room);
        break;
    case 2:
        if (traitor && !session_over(app->session)) {
            say_hope(app, out, room);
        } else if (!session_over(app->session)) {
            say_risk(app, out, room);
        }
        break;
    default: /* a number, not an enum */
        break;
    }
}

void siege_work_sentence(const struct app *app, uint32_t item, char *out,
                         size_t room)
{
    if (item >= TEXT_BLOCK) {
        block_line(app, item - TEXT_BLOCK, out, room);
    } else {
        work_line(app, item - TEXT_WORK, out, room);
    }
}
