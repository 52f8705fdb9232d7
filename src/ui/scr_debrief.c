/* What came of the siege and why: the one sentence that names the idea, who
 * lied, what every general decided and for which reasons. */
#include <stdio.h>

#include "ui/lab.h"
#include "ui/proof.h"
#include "ui/siege.h"
#include "ui/words.h"
#include "ui/words_proof.h"
#include "ui/words_say.h"
#include "ui/words_script.h"
#include "ui/words_work.h"

enum { REASONS_MAX = 40, FAULTS_MAX = 60, PAR_TICK_MS = 100 };

/* The text flows down a page that is longer than the screen. With frame NULL
 * it is only measured. */
struct page {
    struct app *app;
    struct frame *frame;
    int x, width, top, height;
    int line; /* of the page, the next one to write */
    int skip; /* lines above the screen */
};

static void put(struct page *page, const char *text, enum frame_role role,
                int indent)
{
    int lines, first;
    if (text[0] == '\0') {
        return;
    }
    lines = text_wrap(NULL, 0, 0, page->width - indent, 0, 0, text, role);
    first = page->line - page->skip;
    if (page->frame != NULL && first + lines > 0 && first < page->height) {
        int hidden = first < 0 ? -first : 0;
        int y = page->top + first + hidden;
        text_wrap(page->frame, page->x + indent, y, page->width - indent,
                  page->top + page->height - y, hidden, text, role);
    }
    page->line += lines;
}

static void mark(struct page *page, enum glyph glyph, enum frame_role role)
{
    int y = page->line - page->skip;
    if (page->frame != NULL && y >= 0 && y < page->height) {
        frame_glyph(page->frame, page->x, page->top + y, glyph, role);
    }
}

static void gap(struct page *page)
{
    page->line++;
}

static void heading(struct page *page, const char *text)
{
    gap(page);
    put(page, text, FRAME_TITLE, 0);
}

/* How many lies it took, and how few are enough: what the stars stand for. */
static void put_par(struct page *page, const struct outcome *outcome)
{
    const struct level *level = session_level(page->app->session);
    char text[WORDS_MAX];
    bool city = level->role == ROLE_CITY;
    if (outcome->claimed || !outcome->reached || outcome->par == 0 ||
        (level->role != ROLE_TRAITOR && !city)) {
        return;
    }
    words_say(text, sizeof text,
              city && session_steps(page->app->session)
                  ? _("Silenced or captured: %u; par is %u.")
              : city                ? _("Messengers captured: %u; par is %u.")
              : outcome->by_formula ? _("Blocks kept back: %u; par is %u.")
                                    : _("Lies: %u; par is %u."),
              outcome->lies, outcome->par);
    put(page, text, FRAME_DIM, 5);
    const struct inquiry_answer *answer = proof_of_par(page->app);
    if (answer != NULL && answer->result.found.lies == outcome->par) {
        words_minimal(text, sizeof text, level, answer);
        put(page, text, FRAME_DIM, 5);
    }
}

/* Proof of work: what the chance was; a claim has said it already. */
static void put_formula(struct page *page, const struct outcome *outcome)
{
    const struct level *level = session_level(page->app->session);
    char text[WORDS_MAX];
    if (outcome->by_formula && !outcome->claimed && level->role != ROLE_WATCH &&
        words_idea_fits(level, outcome)) {
        words_formula(text, sizeof text, level, outcome);
        put(page, text, FRAME_DIM, 5);
    }
}

static void put_headline(struct page *page, const struct outcome *outcome)
{
    const struct level *level = session_level(page->app->session);
    char text[WORDS_MAX];
    int y = page->line - page->skip;
    const char *word =
        outcome->reached ? _("The goal is reached.") : _("The goal is missed.");
    bool watch = level->role == ROLE_WATCH && !outcome->claimed;
    words_outcome(text, sizeof text, level, outcome);
    if (page->frame != NULL && y >= 0 && y < page->height) {
        draw_stars(page->frame, page->x, page->top + y, outcome->stars);
    }
    if (!watch) {
        put(page, word, outcome->reached ? FRAME_GOOD : FRAME_BAD, 5);
    }
    put(page, text, watch ? FRAME_TITLE : FRAME_TEXT, 5);
    put_par(page, outcome);
    put_formula(page, outcome);
    words_again(text, sizeof text, level, outcome);
    put(page, text, FRAME_TEXT, 5);
    if (page->app->options.opposed && outcome->stars > 0) {
        put(page, _("With --as no stars are kept."), FRAME_TEXT, 5);
    }
    if (words_idea_fits(level, outcome)) {
        gap(page);
        mark(page, GLYPH_POINTER, FRAME_TITLE);
        put(page, level_say(level, level->idea, text_language()), FRAME_TITLE,
            2);
    }
}

/* A check mark, or a cross: what holds and what does not, whoever wins. */
static void put_check(struct page *page, enum tri value, const char *text)
{
    static const enum glyph glyphs[] = {
        [TRI_NO] = GLYPH_NO, [TRI_YES] = GLYPH_YES, [TRI_VOID] = GLYPH_ROAD};
    const struct level *level = session_level(page->app->session);
    bool neutral = level->role == ROLE_TRAITOR || level->role == ROLE_CITY;
    enum frame_role role = neutral || value == TRI_VOID ? FRAME_TEXT
                           : value == TRI_YES           ? FRAME_GOOD
                                                        : FRAME_BAD;
    mark(page, glyphs[value], role);
    put(page, text, FRAME_TEXT, 2);
}

/* Safety (agreement, validity) and liveness (termination), one by one. */
static void put_verdict(struct page *page, const struct outcome *outcome)
{
    const struct verdict *verdict = &outcome->verdict;
    const struct level *level = session_level(page->app->session);
    const struct world *world = session_world(page->app->session);
    char text[WORDS_MAX];
    heading(page, _("The verdict"));
    words_agreement(text, sizeof text, level, world, verdict);
    put_check(page, verdict->agreement ? TRI_YES : TRI_NO, text);
    words_validity(text, sizeof text, level, world, verdict);
    put_check(page, (enum tri)verdict->validity, text);
    words_termination(text, sizeof text, level, world, verdict);
    put_check(page, verdict->termination ? TRI_YES : TRI_NO, text);
    words_battle(text, sizeof text, level, world);
    mark(page, verdict->falls ? GLYPH_BANNER : GLYPH_SPIRE,
         verdict->falls ? FRAME_ATTACK : FRAME_CITY);
    put(page, text, FRAME_TEXT, 2);
}

static void put_prediction(struct page *page)
{
    const struct app *app = page->app;
    const struct level *level = session_level(app->session);
    const struct world *world = session_world(app->session);
    char text[WORDS_MAX];
    unsigned about = level->predict_about;
    if (app->predicted == ORDER_NONE || about >= world->setup.generals ||
        world->decided[about] == ORDER_NONE) {
        return;
    }
    bool right = world->decided[about] == app->predicted;
    heading(page, _("Your prediction"));
    words_say(text, sizeof text,
              right ? _("You foretold \"%s\" for %s, and so it came.")
                    : _("You foretold \"%s\" for %s. It came otherwise."),
              words_order(level, app->predicted), words_name(level, about));
    mark(page, right ? GLYPH_YES : GLYPH_NO, right ? FRAME_GOOD : FRAME_BAD);
    put(page, text, FRAME_TEXT, 2);
}

static void put_reasons(struct page *page, unsigned g)
{
    const struct world *world = session_world(page->app->session);
    const struct level *level = session_level(page->app->session);
    const struct rules *rules = rules_get((enum rule_id)world->setup.rule);
    struct reason reasons[REASONS_MAX];
    size_t count;
    char text[WORDS_MAX];
    if (rules == NULL || rules->explain == NULL ||
        setup_is_traitor(&world->setup, g)) {
        return;
    }
    count = rules->explain(world, g, reasons, REASONS_MAX);
    for (size_t i = 0; i < count && i < REASONS_MAX; i++) {
        words_reason(text, sizeof text, level, world, &reasons[i]);
        put(page, text, FRAME_DIM, 5);
    }
}

static void put_generals(struct page *page)
{
    const struct world *world = session_world(page->app->session);
    const struct level *level = session_level(page->app->session);
    char text[WORDS_MAX];
    heading(page, _("Who decided what, and why"));
    words_traitors(text, sizeof text, level, &world->setup);
    put(page, text, FRAME_TEXT, 2);
    for (unsigned g = 0; g < world->setup.generals; g++) {
        bool traitor = setup_is_traitor(&world->setup, g);
        words_decided(text, sizeof text, level, world, g);
        mark(page, GLYPH_BANNER,
             traitor ? FRAME_TRAITOR : text_order_role(world->decided[g]));
        put(page, text, traitor ? FRAME_TRAITOR : FRAME_TEXT, 2);
        put_reasons(page, g);
    }
}

static void put_letters(struct page *page)
{
    const struct world *world = session_world(page->app->session);
    const struct level *level = session_level(page->app->session);
    uint32_t letters = game_letters(world);
    unsigned faults = 0;
    char text[WORDS_MAX];
    for (uint32_t i = 0; i < letters; i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (world->stage == STAGE_LETTERS && letter.round == world->round) {
            continue; /* a claim came before it was to be written */
        }
        if (words_letter_fault(text, sizeof text, level, &letter) == 0) {
            continue;
        }
        if (faults++ == 0) {
            heading(page, _("False and captured letters"));
        }
        if (faults <= FAULTS_MAX) {
            mark(page,
                 letter.state == LETTER_CAPTURED ? GLYPH_CAPTURED
                                                 : GLYPH_LETTER,
                 letter.state == LETTER_CAPTURED ? FRAME_CAPTURED : FRAME_LIE);
            put(page, text, FRAME_TEXT, 2);
        }
    }
    if (faults > FAULTS_MAX) {
        words_say(text, sizeof text, _("And %u more."), faults - FAULTS_MAX);
        put(page, text, FRAME_DIM, 2);
    }
}

/* What strategies in Lua noted, and which turns they lost. */
static void put_scripts(struct page *page)
{
    struct session_script script;
    char text[WORDS_MAX];
    bool first = true;
    for (unsigned i = 0; session_script(page->app->session, i, &script); i++) {
        size_t at = 0;
        if (script.turns == 0 && !script.absent) {
            continue; /* nobody plays it in this siege */
        }
        if (first) {
            heading(page, _("Strategies in Lua"));
        }
        first = false;
        words_script(text, sizeof text, &script);
        put(page, text,
            script.absent || script.lost > 0 ? FRAME_BAD : FRAME_TEXT, 2);
        for (int line = 0; line < WORDS_SCRIPT_LINES &&
                           words_script_line(text, sizeof text, &script, &at);
             line++) {
            put(page, text, FRAME_DIM, 5);
        }
    }
}

static void put_page(struct page *page)
{
    struct session *session = page->app->session;
    const struct level *level = session_level(session);
    struct outcome outcome;
    session_outcome(session, &outcome);
    put_headline(page, &outcome);
    if (!outcome.claimed) {
        put_verdict(page, &outcome);
    }
    put_prediction(page);
    if (!outcome.claimed) {
        put_generals(page);
    }
    if (!outcome.claimed || outcome.reached) {
        put_scripts(page); /* a wrong claim can be taken back: no secrets */
        put_letters(page);
    }
    if (level->debrief.at[LANGUAGE_EN] != 0 &&
        words_story_fits(level, &outcome)) {
        heading(page, _("Afterwards"));
        put(page, level_say(level, level->debrief, text_language()), FRAME_TEXT,
            0);
    }
}

static struct page make_page(struct app *app, struct frame *frame)
{
    int width = app->width - 4 > 96 ? 96 : app->width - 4;
    return (struct page){.app = app,
                         .frame = frame,
                         .x = (app->width - width) / 2,
                         .width = width,
                         .top = 2,
                         .height = app->height - 4};
}

static int page_lines(struct app *app)
{
    struct page page = make_page(app, NULL);
    put_page(&page);
    return page.line;
}

static void enter(struct app *app)
{
    app->scroll[SCREEN_DEBRIEF] = 0;
    if (siege_open(app)) {
        siege_end(app);
        proof_par(app);
    }
}

static void tick(struct app *app)
{
    proof_look_at_par(app);
}

/* Nothing moves; but par may just be proved. */
static unsigned tick_in(const struct app *app)
{
    return proof_of_par_runs(app) ? PAR_TICK_MS : 0;
}

static void draw(struct app *app, struct frame *frame)
{
    char number[32];
    if (!siege_open(app)) {
        return;
    }
    const struct level *level = session_level(app->session);
    int lines = page_lines(app);
    struct page page = make_page(app, frame);
    int last = lines > page.height ? lines - page.height : 0;
    int *scroll = &app->scroll[SCREEN_DEBRIEF];
    *scroll = *scroll > last ? last : *scroll < 0 ? 0 : *scroll;
    page.skip = *scroll;
    app_level_number(app, level->id, number, sizeof number);
    draw_header(app, frame, level_say(level, level->title, text_language()),
                number);
    draw_rule(frame, 1);
    put_page(&page);
    draw_rule(frame, frame->height - 2);
    if (*scroll > 0) {
        frame_glyph(frame, frame->width - 1, page.top, GLYPH_MORE_UP,
                    FRAME_KEY);
    }
    if (*scroll < last) {
        frame_glyph(frame, frame->width - 1, page.top + page.height - 1,
                    GLYPH_MORE_DOWN, FRAME_KEY);
    }
    draw_keys(app, frame);
}

static void go_next(struct app *app)
{
    const char *id = session_level(app->session)->id;
    const char *next = id[0] == '\0' ? NULL : app_level_after(app, id);
    if (next == NULL || !app_brief(app, next)) {
        app_go_home(app);
    }
}

static void try_again(struct app *app)
{
    siege_restart(app);
    app_go(app, SCREEN_SIEGE);
}

/* Say whether the next level is what comes next: not after a loss. */
static bool may_go_on(const struct app *app)
{
    struct outcome outcome;
    if (app->session == NULL) {
        return true;
    }
    session_outcome(app->session, &outcome);
    return outcome.reached;
}

/* Enter says what it does after a win and after a loss. */
static void name(const struct app *app, uint32_t key, struct key_name *name)
{
    if (key == KEYS_ENTER && !may_go_on(app)) {
        name->what = _("try again");
    }
}

/* The lab has no level but its own. */
static bool has_story(const struct app *app)
{
    return session_level(app->session)->id[0] != '\0';
}

static bool offers(const struct app *app, uint32_t key)
{
    if (key == 'x') {
        return app->session != NULL && proof_offered(app);
    }
    if (key == 'e') {
        return app->session != NULL && has_story(app);
    }
    return key != 'n' || may_go_on(app);
}

/* Back into the siege, with everything revealed. */
static void rewind_siege(struct app *app, uint32_t pressed)
{
    app->siege->battle_seen = true;
    app->siege->page = PAGE_DESK;
    app_go(app, SCREEN_SIEGE);
    siege_key(app, pressed);
}

static void key(struct app *app, uint32_t pressed)
{
    if (!siege_open(app)) {
        return;
    }
    if (app_move_scroll(app, pressed)) {
        return;
    }
    switch (pressed) {
    case KEYS_ENTER:
        if (may_go_on(app)) {
            go_next(app);
        } else {
            try_again(app);
        }
        break;
    case 'n':
        try_again(app);
        break;
    case 'u':
        siege_undo(app);
        app_go(app, SCREEN_SIEGE);
        break;
    case 'l':
        app_go(app, SCREEN_LEVELS);
        break;
    case 'x':
        proof_open(app);
        break;
    case 'e':
        if (has_story(app)) {
            lab_enter(app, true);
        }
        break;
    case KEYS_LEFT:
    case KEYS_RIGHT:
        rewind_siege(app, pressed);
        break;
    default: /* a code point, not an enum */
        break;
    }
}

static const struct keybind keys[] = {
    {KEYS_ENTER, "Enter", N_("next level")},
    {'n', "n", N_("try again")},
    {KEYS_LEFT, "\xe2\x86\x90", N_("look back")},
    {'x', "x", N_("prove it")},
    {'e', "e", N_("lab")},
    {KEYS_DOWN, "\xe2\x86\x91\xe2\x86\x93", N_("read on")},
    {'u', "u", N_("undo")},
    {'l', "l", N_("levels")},
    {0}};

const struct screen screen_debrief = {.id = "debrief",
                                      .title = N_("The debrief"),
                                      .keys = keys,
                                      .enter = enter,
                                      .draw = draw,
                                      .key = key,
                                      .offers = offers,
                                      .name = name,
                                      .cover = proof_cover,
                                      .tick = tick,
                                      .tick_in = tick_in};
