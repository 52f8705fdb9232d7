/* "Prove it": what is asked, how far the search is, and what came of it. The
 * work is done in a thread; this screen looks at it with its ticks. */
#include <stdio.h>

#include "ui/page.h"
#include "ui/proof.h"
#include "ui/words.h"
#include "ui/words_number.h"
#include "ui/words_proof.h"
#include "ui/words_say.h"

enum {
    PARAGRAPHS_MAX = 12,
    LABEL_COLUMN = 10,
    TICK_MS = 100,
    ROAD = 8 /* cells of the sign that the search lives */
};

struct sheet {
    struct paragraph paragraph[PARAGRAPHS_MAX];
    int count;
    bool low; /* the window is */
    char goal[WORDS_MAX], proved[WORDS_MAX], means[WORDS_MAX], lies[WORDS_MAX],
        plans[WORDS_MAX], effort[WORDS_MAX], cost[WORDS_MAX], asked[WORDS_MAX],
        shows[WORDS_MAX];
};

static void add(struct sheet *sheet, const char *label, const char *text,
                enum frame_role role)
{
    if (text[0] == '\0' || sheet->count == PARAGRAPHS_MAX) {
        return;
    }
    bool tight = sheet->low && label != NULL && sheet->count > 0;
    sheet->paragraph[sheet->count++] =
        (struct paragraph){.text = text,
                           .label = label,
                           .sign = GLYPH_COUNT,
                           .role = (uint8_t)role,
                           .mark = FRAME_TITLE,
                           .indent = label == NULL ? 0 : LABEL_COLUMN,
                           .space = tight ? 0 : 1};
}

/* ---- What came of it ----------------------------------------------------- */

static enum frame_role role_of(const struct inquiry_answer *answer)
{
    return answer->result.found.verdict == SEARCH_UNKNOWN ? FRAME_TEXT
                                                          : FRAME_GOOD;
}

/* What a siege is worth after this. */
static void say_later(const struct app *app, char *out, size_t room)
{
    bool costs = proof_question(app->proof->proof)->role != ROLE_WATCH;
    words_say(out, room, "%s",
              costs ? _("Played after this, the siege leaves one star at "
                        "most.")
                    : "");
}

static void add_answer(const struct app *app, struct sheet *sheet)
{
    const char *why;
    const struct proof *proof = app->proof->proof;
    const struct level *level = proof_question(proof);
    const struct inquiry_answer *answer = proof_answer(proof, &why);
    if (answer == NULL) {
        words_say(sheet->proved, sizeof sheet->proved,
                  _("It could not be proved: %s."), why);
        add(sheet, NULL, sheet->proved, FRAME_BAD);
        return;
    }
    words_proved(sheet->proved, sizeof sheet->proved, level, answer);
    words_how(sheet->means, sizeof sheet->means, level, answer);
    words_fewest(sheet->lies, sizeof sheet->lies, level, answer);
    words_plans(sheet->plans, sizeof sheet->plans, level, answer);
    sheet->effort[0] = '\0';
    if (proof_states(proof) > 0) {
        words_effort(sheet->effort, sizeof sheet->effort, proof_states(proof),
                     proof_seconds(proof));
    }
    add(sheet, _("Verdict"), sheet->proved, role_of(answer));
    add(sheet, _("How"), sheet->means, FRAME_TEXT);
    add(sheet, level->role == ROLE_CITY ? _("Captures") : _("Lies"),
        sheet->lies, FRAME_TEXT);
    add(sheet, _("Plans"), sheet->plans, FRAME_TEXT);
    add(sheet, _("Search"), sheet->effort, FRAME_DIM);
    say_later(app, sheet->cost, sizeof sheet->cost);
    words_show(sheet->shows, sizeof sheet->shows, proof, false);
    add(sheet, NULL, sheet->shows, FRAME_TEXT);
    add(sheet, NULL, sheet->cost, FRAME_DIM);
}

static void compose(const struct app *app, struct sheet *sheet)
{
    const struct level *level = proof_level(app);
    sheet->count = 0;
    sheet->low = app->height < 20;
    if (level->role != ROLE_WATCH) { /* theirs is to see it */
        words_goal(sheet->goal, sizeof sheet->goal, level);
        add(sheet, _("Goal"), sheet->goal, FRAME_ME);
    }
    if (!sheet->low || app->proof->stage != PROOF_TOLD) {
        words_asked(sheet->asked, sizeof sheet->asked, level);
        add(sheet, _("Asked"), sheet->asked, FRAME_TEXT);
    }
    switch ((enum proof_stage)app->proof->stage) {
    case PROOF_ASKED:
        add(sheet, NULL,
            _("The proof says whether the goal can be reached, and what was "
              "found can be watched. It leaves one star at most in this "
              "siege."),
            FRAME_TEXT);
        break;
    case PROOF_RUNS:
        words_say(sheet->cost, sizeof sheet->cost,
                  _("The solvers are looking at every plan there is. They give "
                    "up after %d seconds, and that would be no answer; q stops "
                    "them before."),
                  PROOF_SECONDS);
        add(sheet, NULL, sheet->cost, FRAME_TEXT);
        break;
    case PROOF_TOLD:
        add_answer(app, sheet);
        break;
    case PROOF_NONE:
        break;
    }
}

/* ---- The last rows ------------------------------------------------------- */

/* A messenger who rides to and fro while the solvers work. */
static int draw_rider(const struct app *app, struct frame *frame, int y)
{
    unsigned at = app->frame_number % (2 * (ROAD - 1));
    unsigned x = at < ROAD ? at : 2 * (ROAD - 1) - at;
    if (!app->options.animate) {
        return 1;
    }
    for (int i = 0; i < ROAD; i++) {
        frame_glyph(frame, 1 + i, y, GLYPH_ROAD, FRAME_ROAD);
    }
    frame_glyph(frame, 1 + (int)x, y, GLYPH_LETTER, FRAME_KEY);
    return ROAD + 3;
}

static void draw_progress(const struct app *app, struct frame *frame, int y)
{
    char text[WORDS_MAX], states[NUMBER_MAX];
    int x = draw_rider(app, frame, y);
    words_count(states, sizeof states, app->proof->states);
    words_say(text, sizeof text, _("States: %s   Seconds: %u"), states,
              app->proof->second);
    text_draw(frame, x, y, frame->width - x - 1, text, FRAME_TEXT);
}

static bool can_watch(const struct app *app)
{
    return app->proof->stage == PROOF_TOLD &&
           proof_shows(app->proof->proof) == PROOF_SHOWS_SIEGE;
}

/* What Enter does here. */
static const char *enter_does(const struct app *app)
{
    if (app->proof->stage == PROOF_ASKED) {
        return _("prove it");
    }
    return can_watch(app) ? _("show it") : _("back");
}

static void draw_foot(struct app *app, struct frame *frame, int y)
{
    const struct app_proof *proof = app->proof;
    if (proof->stage == PROOF_RUNS) {
        draw_progress(app, frame, y);
        return;
    }
    text_draw(frame, 1, y, frame->width - 2,
              proof->note[0] != '\0'        ? proof->note
              : proof->stage == PROOF_ASKED ? _("Enter proves it; q leaves it.")
              : can_watch(app)              ? _("Enter shows it; q leads back.")
                                            : _("Enter or q leads back."),
              proof->note[0] != '\0' ? FRAME_BAD : FRAME_TEXT);
    app_hit(app, 1, y, frame->width - 2, 1, KEYS_ENTER, -1);
}

static void draw(struct app *app, struct frame *frame)
{
    struct sheet sheet;
    int width = frame->width > 92 ? 90 : frame->width - 2;
    const struct level *level = proof_level(app);
    compose(app, &sheet);
    draw_header(app, frame, _("Prove it"),
                level_say(level, level->title, text_language()));
    draw_rule(frame, 1);
    page_draw(frame, (struct box){1, 2, width, frame->height - 5},
              &app->scroll[SCREEN_PROOF], sheet.paragraph, sheet.count);
    draw_rule(frame, frame->height - 3);
    draw_foot(app, frame, frame->height - 2);
    draw_keys(app, frame);
}

/* ---- Keys ---------------------------------------------------------------- */

/* Back to where it was asked for, as it was: nothing of it begins anew. What
 * still runs is stopped. */
static bool back(struct app *app)
{
    if (app->proof->stage != PROOF_TOLD) {
        proof_stop(app);
    }
    app->screen = app->proof->from;
    app->hit_count = 0;
    return true;
}

static void key(struct app *app, uint32_t pressed)
{
    app->proof->note[0] = '\0';
    if (app_move_scroll(app, pressed) || pressed != KEYS_ENTER ||
        app->proof->stage == PROOF_RUNS) {
        return;
    }
    if (app->proof->stage == PROOF_ASKED) {
        proof_start(app);
    } else if (can_watch(app)) {
        proof_watch_begin(app);
    } else {
        (void)back(app);
    }
}

static bool offers(const struct app *app, uint32_t key)
{
    return key != KEYS_ENTER || app->proof->stage != PROOF_RUNS;
}

static void name(const struct app *app, uint32_t key, struct key_name *name)
{
    if (key == KEYS_ENTER) {
        name->what = enter_does(app);
    }
}

/* Where nothing shall move, the figures do once a second. */
static void look(struct app *app)
{
    struct app_proof *proof = app->proof;
    unsigned second = (unsigned)proof_seconds(proof->proof);
    if (app->options.animate || second != proof->second) {
        proof->states = proof_states(proof->proof);
        proof->second = second;
    }
}

static void tick(struct app *app)
{
    if (app->proof->stage != PROOF_RUNS) {
        return;
    }
    look(app);
    if (proof_done(app->proof->proof)) {
        app->scroll[SCREEN_PROOF] = 0;
        proof_tell(app);
    }
}

static unsigned tick_in(const struct app *app)
{
    return app->proof->stage == PROOF_RUNS ? TICK_MS : 0;
}

static void enter(struct app *app)
{
    app->scroll[SCREEN_PROOF] = 0;
}

static const struct keybind keys[] = {{KEYS_ENTER, "Enter", N_("show it")},
                                      {KEYS_DOWN, "↑↓", N_("scroll")},
                                      {0, NULL, NULL}};

const struct screen screen_proof = {.id = "proof",
                                    .title = N_("Prove it"),
                                    .keys = keys,
                                    .enter = enter,
                                    .draw = draw,
                                    .key = key,
                                    .back = back,
                                    .offers = offers,
                                    .name = name,
                                    .cover = proof_cover,
                                    .tick = tick,
                                    .tick_in = tick_in,
                                    .close = proof_close};
