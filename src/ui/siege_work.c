/* What the panel does about blocks: its rows, the chain's page with a block
 * that can be changed for show, and the keys. */
#include <stdio.h>
#include <string.h>

#include "rules/work.h"
#include "ui/siege.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

enum { TIPS_MAX = 4, WORK_TEXTS = 3, BLOCK_TEXTS = 5 };

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

static void add_tree(struct app *app, int height)
{
    struct app_siege *siege = app->siege;
    tree_layout(&siege->tree, world_of(app), siege_eyes(app), siege->shown);
    siege_tree_scroll(app, siege->panel.width, height);
    int lines = siege_tree_lines(app, height);
    for (int i = 0; i < lines; i++) {
        siege_add_row(&siege->panel, (struct panel_row){.kind = ROW_TREE,
                                                        .item = (uint32_t)i});
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
static void add_standing_tips(struct app *app)
{
    struct panel *panel = &app->siege->panel;
    for (unsigned g = 0; g < session_setup(app->session)->generals; g++) {
        unsigned tip = work_tip(world_of(app), g, app->siege->shown);
        if ((siege_eyes(app) >> g & 1) != 0 && tip != 0 &&
            !has_tip_row(panel, tip)) {
            siege_add_row(panel,
                          (struct panel_row){.kind = ROW_TIP, .item = tip});
        }
    }
}

void siege_work_rows(struct app *app, int height)
{
    struct app_siege *siege = app->siege;
    if (siege_eyes(app) == 0) {
        return; /* the city reads no letters */
    }
    add_tree(app, height);
    for (unsigned k = 0; k < TIPS_MAX; k++) {
        unsigned end = tree_end(&siege->tree, world_of(app), k);
        if (end != NO_BLOCK && (end != 0 || k > 0)) {
            siege_add_row(&siege->panel,
                          (struct panel_row){.kind = ROW_TIP, .item = end});
        }
    }
    add_standing_tips(app);
    for (uint32_t i = 0; i < WORK_TEXTS; i++) {
        siege_add_text(app, ROW_TEXT, TEXT_WORK + i);
    }
}

void siege_chain_rows(struct app *app, int height)
{
    struct app_siege *siege = app->siege;
    struct panel *panel = &siege->panel;
    add_tree(app, height);
    siege_add_row(panel, (struct panel_row){.kind = ROW_BLANK});
    for (unsigned b = siege->chain; b != NO_BLOCK;
         b = work_of(app)->block[b].parent) {
        siege_add_row(panel, (struct panel_row){.kind = ROW_BLOCK, .item = b});
    }
    int before = panel->rows;
    siege_add_row(panel, (struct panel_row){.kind = ROW_BLANK});
    for (uint32_t i = 0; i < BLOCK_TEXTS; i++) {
        siege_add_text(app, ROW_TEXT, TEXT_BLOCK + i);
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
            done |= set_answer(
                app, i, OPTION_BUILD, block,
                named ? ORDER_NONE
                      : setup_other_order(session_setup(app->session)));
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
