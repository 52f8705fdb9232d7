/* What the panel says and does about blocks: the rows, the sentences about the
 * race, the chain's page with its tampering, and the keys. */
#include "lab/race.h"

#include <stdio.h>
#include <string.h>

#include "rules/work.h"
#include "rules/work_bytes.h"
#include "seal/seal.h"
#include "ui/siege.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

enum { TIPS_MAX = 4, WORK_TEXTS = 4, BLOCK_TEXTS = 5, HEX_MAX = 65 };

static const struct world *world_of(const struct app *app)
{
    return session_world(app->session);
}

static const struct memory_work *work_of(const struct app *app)
{
    return &session_world(app->session)->memory.work;
}

bool siege_works(const struct app *app)
{
    return session_setup(app->session)->rule == RULE_WORK;
}

/* --- rows --- */

static void add_tree(struct app *app, int height,
                     void (*add)(struct panel *, struct panel_row))
{
    struct app_siege *siege = app->siege;
    tree_layout(&siege->tree, world_of(app), siege_eyes(app), siege->shown);
    siege_tree_scroll(app, siege->panel.width, height);
    int lines = siege_tree_lines(app, height);
    for (int i = 0; i < lines; i++) {
        add(&siege->panel,
            (struct panel_row){.kind = ROW_TREE, .item = (uint32_t)i});
    }
}

static bool has_tip_row(const struct panel *panel, unsigned block)
{
    for (int i = 0; i < panel->rows; i++) {
        if (panel->row[i].kind == ROW_TIP && panel->row[i].item == block) {
            return true;
        }
    }
    return false;
}

/* Those who stand on a block that others have built on already. */
static void add_standing_tips(struct app *app,
                              void (*add)(struct panel *, struct panel_row))
{
    struct panel *panel = &app->siege->panel;
    for (unsigned g = 0; g < session_setup(app->session)->generals; g++) {
        unsigned tip = work_tip(world_of(app), g, app->siege->shown);
        if ((siege_eyes(app) >> g & 1) != 0 && tip != 0 &&
            !has_tip_row(panel, tip)) {
            add(panel, (struct panel_row){.kind = ROW_TIP, .item = tip});
        }
    }
}

void siege_work_rows(struct app *app, int height,
                     void (*add)(struct panel *, struct panel_row),
                     void (*add_text)(struct app *, enum panel_kind, uint32_t))
{
    struct app_siege *siege = app->siege;
    if (siege_eyes(app) == 0) {
        return; /* the city reads no letters */
    }
    add_tree(app, height, add);
    for (unsigned k = 0; k < TIPS_MAX; k++) {
        unsigned end = tree_end(&siege->tree, world_of(app), k);
        if (end != NO_BLOCK && (end != 0 || k > 0)) {
            add(&siege->panel,
                (struct panel_row){.kind = ROW_TIP, .item = end});
        }
    }
    add_standing_tips(app, add);
    for (uint32_t i = 0; i < WORK_TEXTS; i++) {
        add_text(app, ROW_TEXT, TEXT_WORK + i);
    }
}

void siege_chain_rows(struct app *app, int height,
                      void (*add)(struct panel *, struct panel_row),
                      void (*add_text)(struct app *, enum panel_kind, uint32_t))
{
    struct app_siege *siege = app->siege;
    struct panel *panel = &siege->panel;
    add_tree(app, height, add);
    add(panel, (struct panel_row){.kind = ROW_BLANK});
    for (unsigned b = siege->chain; b != NO_BLOCK;
         b = work_of(app)->block[b].parent) {
        add(panel, (struct panel_row){.kind = ROW_BLOCK, .item = b});
    }
    int before = panel->rows;
    add(panel, (struct panel_row){.kind = ROW_BLANK});
    for (uint32_t i = 0; i < BLOCK_TEXTS; i++) {
        add_text(app, ROW_TEXT, TEXT_BLOCK + i);
    }
    panel->fixed = panel->rows - before;
    if (panel->fixed > height * 2 / 3) {
        panel->rows = before;
        panel->fixed = 0;
    }
}

/* --- the block at hand, and what changing one breaks --- */

unsigned siege_block_at_cursor(const struct app *app)
{
    const struct panel_row *row = siege_row_at_cursor(app);
    if (row != NULL && (row->kind == ROW_TIP || row->kind == ROW_BLOCK) &&
        row->item < work_of(app)->blocks) {
        return row->item;
    }
    return NO_BLOCK;
}

bool siege_block_broken(const struct app *app, unsigned block)
{
    unsigned changed = app->siege->tampered;
    return changed != NO_BLOCK && changed < work_of(app)->blocks &&
           work_on_chain(world_of(app), changed, block);
}

void siege_open_chain(struct app *app, unsigned block)
{
    struct app_siege *siege = app->siege;
    bool known = siege->page == PAGE_CHAIN &&
                 work_on_chain(world_of(app), block, siege->chain);
    if (!known) {
        siege->chain = (uint16_t)block;
        siege_open_page(app, PAGE_CHAIN);
    }
    siege_settle(app);
    for (int i = 0; i < siege->panel.rows; i++) {
        if (siege->panel.row[i].kind == ROW_BLOCK &&
            siege->panel.row[i].item == block) {
            siege->cursor = i;
        }
    }
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

static void percent(char out[32], double chance)
{
    (void)snprintf(out, 32, chance < .0995 ? "%.2g %%" : "%.0f %%",
                   100 * chance);
}

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
    char chance[32];
    for (unsigned b = 1; b < work_of(app)->blocks; b++) {
        unsigned height = work_of(app)->block[b].height;
        best = block_set_has(&tree->secret, b) && height > best ? height : best;
    }
    if (best > open || tree->main == 0) {
        return;
    }
    percent(chance, race_from(RACE_OVERTAKE, q, open - best));
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
    char over[32], level_with[32];
    if (order == ORDER_NONE) {
        words_say(out, room, "%s", _("No order is in the longest chain yet."));
        return;
    }
    percent(over, race_overtake(q, z));
    percent(level_with, race_catch_up(q, z));
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

/* --- keys --- */

static void say(struct app *app, const char *text)
{
    (void)snprintf(app->siege->news, sizeof app->siege->news, "%s", text);
}

static bool is_traitors_desk(const struct app *app)
{
    return siege_at_desk(app) &&
           session_level(app->session)->role == ROLE_TRAITOR;
}

/* Set the first answer of this kind about this block; with `vote` also the
 * order. False: there is none. */
static bool set_answer(struct app *app, size_t item, enum option_kind kind,
                       unsigned block, unsigned vote)
{
    const struct desk_item *items;
    size_t count = session_desk(app->session, &items);
    for (uint32_t i = 0; item < count && i < items[item].options; i++) {
        struct option option;
        if (session_option(app->session, item, i, &option) == STATUS_OK &&
            option.kind == kind && option.block == block &&
            (vote == ORDER_NONE || option.order == vote)) {
            return session_set(app->session, item, i) == STATUS_OK;
        }
    }
    return false;
}

/* Another order than the commander's, for a chain that names none: the order
 * already chosen where that is another one. */
static unsigned own_order(const struct app *app)
{
    const struct setup *setup = session_setup(app->session);
    for (unsigned o = 1; o < setup->orders; o++) {
        if (o != setup->order) {
            return o;
        }
    }
    return setup->order == ORDER_RETREAT ? 1 : ORDER_RETREAT;
}

/* Let all own traitors build on a block. */
static void build_on(struct app *app, unsigned block)
{
    const struct desk_item *items;
    size_t count = session_desk(app->session, &items);
    bool done = false;
    char text[WORDS_MAX];
    bool named = work_order(world_of(app), block) != ORDER_NONE;
    for (size_t i = 0; i < count; i++) {
        if (items[i].decision.kind == DECISION_BUILD) {
            done |= set_answer(app, i, OPTION_BUILD, block,
                               named ? ORDER_NONE : own_order(app));
        }
    }
    if (!done) {
        say(app, _("Nobody can build on that block."));
        return;
    }
    words_block(text, sizeof text, session_level(app->session), world_of(app),
                block);
    words_say(app->siege->news, sizeof app->siege->news,
              named ? _("You build on %s.")
                    : _("You build on %s; an order's key says what to name."),
              text);
}

/* The longest chain of the traitors that ends with a block of theirs. */
static unsigned own_chain(const struct app *app)
{
    unsigned best = NO_BLOCK;
    for (unsigned b = 1; b < work_of(app)->blocks; b++) {
        const struct block *block = &work_of(app)->block[b];
        if (setup_is_traitor(session_setup(app->session), block->miner) &&
            (best == NO_BLOCK ||
             block->height > work_of(app)->block[best].height)) {
            best = b;
        }
    }
    return best;
}

/* Show the chain under the cursor, else the own longest one, to all. */
static void publish(struct app *app)
{
    unsigned at = siege_block_at_cursor(app);
    unsigned block = at != NO_BLOCK && at != 0 ? at : own_chain(app);
    const struct desk_item *items;
    size_t count = session_desk(app->session, &items);
    unsigned shown = 0;
    for (size_t i = 0; block != NO_BLOCK && i < count; i++) {
        if (items[i].decision.kind == DECISION_PUBLISH) {
            shown += set_answer(app, i, OPTION_PUBLISH, block, ORDER_NONE);
        }
    }
    if (shown == 0) {
        say(app, _("There is no chain that would be news to them."));
        return;
    }
    words_say(app->siege->news, sizeof app->siege->news,
              ngettext("%u camp will be shown your chain.",
                       "%u camps will be shown your chain.", shown),
              shown);
}

/* Keep all blocks back from now on, or no longer. */
static void withhold(struct app *app)
{
    bool kept = session_standing(app->session, 0).stance == STANCE_SILENCE;
    session_stand(
        app->session, NO_GENERAL,
        (struct standing){.stance = kept ? STANCE_TRUTH : STANCE_SILENCE});
    say(app, kept ? _("New blocks of yours go to all at once.")
                  : _("New blocks of yours are kept back."));
}

static void change_block(struct app *app)
{
    unsigned block = siege_block_at_cursor(app);
    if (app->siege->page != PAGE_CHAIN || block == NO_BLOCK || block == 0) {
        say(app, _("Open a chain (Enter) and choose one of its blocks first."));
        return;
    }
    app->siege->tampered =
        app->siege->tampered == block ? NO_BLOCK : (uint16_t)block;
    say(app, app->siege->tampered == NO_BLOCK
                 ? _("The block is as it was.")
                 : _("Changed, on this sheet only: look what breaks."));
}

bool siege_work_offers(const struct app *app, uint32_t key)
{
    bool works = siege_works(app);
    switch (key) {
    case 'b':
    case 'g':
    case 'w':
        return works && is_traitors_desk(app);
    case 'c':
        return works && app->siege->page == PAGE_CHAIN;
    case 'k':
        return works && session_level(app->session)->role != ROLE_TRAITOR;
    default: /* a code point, not an enum */
        return true;
    }
}

bool siege_work_key(struct app *app, uint32_t key)
{
    if (!siege_works(app) || strchr("bgwck", (int)key) == NULL || key == 0 ||
        key > 'z') {
        return false;
    }
    if ((key == 'b' || key == 'g' || key == 'w') && !is_traitors_desk(app)) {
        say(app, _("Only traitors do that, and only in the present."));
        return true;
    }
    unsigned block = siege_block_at_cursor(app);
    switch (key) {
    case 'b':
        build_on(app, block == NO_BLOCK ? 0 : block);
        break;
    case 'g':
        publish(app);
        break;
    case 'w':
        withhold(app);
        break;
    case 'c':
        change_block(app);
        break;
    default: /* k */
        app->siege->assumed =
            (uint8_t)(app->siege->assumed >= 50 ? 10
                                                : app->siege->assumed + 10);
        break;
    }
    return true;
}
