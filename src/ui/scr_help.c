/* Help: what it is about, the rules, the conventions, the signs, every key of
 * every screen (from the screens' own tables). */
#include <stdio.h>

#include "ui/page.h"
#include "ui/rule_words.h"
#include "ui/screen.h"

enum { HELP_MAX = 160, KEY_COLUMN = 12, SIGN_COLUMN = 3, WORD_COLUMN = 18 };

struct help {
    struct paragraph paragraph[HELP_MAX];
    int count;
};

static void add(struct help *help, struct paragraph paragraph)
{
    if (help->count < HELP_MAX) {
        help->paragraph[help->count++] = paragraph;
    }
}

static void add_heading(struct help *help, const char *text)
{
    add(help, (struct paragraph){.text = text,
                                 .sign = GLYPH_COUNT,
                                 .role = FRAME_TITLE,
                                 .space = 1});
}

static void add_text(struct help *help, const char *text)
{
    add(help, (struct paragraph){.text = text, .sign = GLYPH_COUNT});
}

static void add_labelled(struct help *help, const char *label, const char *text,
                         enum frame_role mark, int column)
{
    add(help, (struct paragraph){.text = text,
                                 .label = label,
                                 .sign = GLYPH_COUNT,
                                 .mark = (uint8_t)mark,
                                 .indent = (uint8_t)column});
}

static void add_story(struct help *help)
{
    add_heading(help, "Strategos");
    add_text(help,
             _("Generals camp around a city. It falls only if most of the army "
               "attacks at the same time. They can only write to each other; "
               "messengers can be captured, and some generals are traitors who "
               "write whatever they like. By which rules must the loyal ones "
               "write and decide, so that they act as one?"));
}

static void add_roles(struct help *help)
{
    add_heading(help, _("Who you are"));
    add_labelled(help, _("Traitor"),
                 _("You write what you like: another order, silence, different "
                   "words to different camps. Break the siege with as few lies "
                   "as you can."),
                 FRAME_TRAITOR, WORD_COLUMN);
    add_labelled(help, _("Loyal"),
                 _("You read what reaches your camp and must decide whom to "
                   "believe."),
                 FRAME_ME, WORD_COLUMN);
    add_labelled(help, _("The city"),
                 _("Your scouts capture messengers, but only so many."),
                 FRAME_CITY, WORD_COLUMN);
    add_labelled(help, _("Watch"),
                 _("All camps are open to you: step, rewind, look."),
                 FRAME_TEXT, WORD_COLUMN);
    add_text(help,
             _("Some goals cannot be reached by anyone. Then say so: the "
               "claim is checked by trying every plan, and in some levels "
               "it is the only way to win."));
}

static void add_rules(struct help *help)
{
    static const enum rule_id rules[] = {RULE_RELAY,  RULE_ACKS, RULE_ORAL,
                                         RULE_SIGNED, RULE_VOTE, RULE_COIN,
                                         RULE_PBFT,   RULE_WORK};
    add_heading(help, _("The rules of correspondence"));
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        if (rules_get(rules[i]) == NULL) {
            continue;
        }
        add_labelled(help, rule_name(rules[i]), rule_summary(rules[i]),
                     FRAME_TITLE, WORD_COLUMN);
    }
}

static void add_conventions(struct help *help)
{
    add_heading(help, _("What always holds"));
    add_labelled(help, _("A tie"),
                 _("No order has more than half of the voices: retreat."),
                 FRAME_RETREAT, WORD_COLUMN);
    add_labelled(help, _("Silence"),
                 _("A letter that is not written, or captured, counts as "
                   "retreat."),
                 FRAME_RETREAT, WORD_COLUMN);
    add_labelled(help, _("The quorum"),
                 _("The city falls when so many armies attack at the same "
                   "minute: more than half, unless the level says otherwise. "
                   "Fewer are destroyed. Traitors stay in camp."),
                 FRAME_ATTACK, WORD_COLUMN);
    add_labelled(help, _("A lie"),
                 _("Any answer other than the duty. Par is the fewest lies "
                   "that reach the goal."),
                 FRAME_LIE, WORD_COLUMN);
    add_labelled(help, "A > B",
                 _("The way of a word, or the order of its seals: A said it "
                   "first, B passed it on."),
                 FRAME_TEXT, WORD_COLUMN);
    add_labelled(help, _("Agreement"),
                 _("All loyal generals decide the same (IC1)."), FRAME_TITLE,
                 WORD_COLUMN);
    add_labelled(help, _("Validity"),
                 _("If the commander is loyal, all loyal generals obey his "
                   "order (IC2). Where everybody begins with a value, what is "
                   "decided is one of a loyal general's."),
                 FRAME_TITLE, WORD_COLUMN);
    add_labelled(help, _("Termination"),
                 _("Every loyal general decides some day. The other two are "
                   "safety, this is liveness: each is told on its own."),
                 FRAME_TITLE, WORD_COLUMN);
}

static void add_signs(struct help *help)
{
    static const struct {
        enum glyph sign;
        enum frame_role role;
        const char *text;
    } signs[] = {
        {GLYPH_BANNER, FRAME_TEXT, N_("a general's banner over the camp")},
        {GLYPH_LETTER, FRAME_TEXT,
         N_("a rider with an open letter; the letter beside it is the order: "
            "A attack, R retreat")},
        {GLYPH_SEALED, FRAME_SEAL, N_("a rider with a sealed letter")},
        {GLYPH_CAPTURED, FRAME_CAPTURED, N_("a captured messenger")},
        {GLYPH_CROSS, FRAME_CAPTURED, N_("a general who fell silent for ever")},
        {GLYPH_LAMP_BOTH, FRAME_TITLE,
         N_("the lamp: both orders can still be decided; filled: only attack, "
            "empty: only retreat")},
        {GLYPH_SCOUT, FRAME_CAPTURED, N_("scouts of the city on a road")},
        {GLYPH_ROAD, FRAME_ROAD, N_("a road")},
        {GLYPH_YES, FRAME_GOOD, N_("a valid seal; a goal that was reached")},
        {GLYPH_NO, FRAME_BAD, N_("a forged seal; a goal that was missed")},
        {GLYPH_STAR, FRAME_GOOD, N_("a star: the goal, with few lies")},
        {GLYPH_POINTER, FRAME_KEY, N_("what is selected")},
        {GLYPH_ARROW_RIGHT, FRAME_ATTACK, N_("the next level to win")},
        {GLYPH_TIME_NOW, FRAME_KEY, N_("the minute that you look at")}};
    add_heading(help, _("The signs"));
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        add(help, (struct paragraph){.text = _(signs[i].text),
                                     .sign = signs[i].sign,
                                     .mark = (uint8_t)signs[i].role,
                                     .indent = SIGN_COLUMN});
    }
}

static void add_key(struct help *help, const char *label, const char *what)
{
    add_labelled(help, label, what, FRAME_KEY, KEY_COLUMN);
}

static void add_common_keys(struct help *help)
{
    add_heading(help, _("Keys that mean the same everywhere"));
    add_key(help, "?", _("this help, and back"));
    add_key(help, "q",
            _("leave what you are in; on the title, leave the game"));
    add_key(help, "Esc",
            _("the same, but it never leaves the game; Backspace "
              "too"));
    add_key(help, "Enter", _("do what is selected"));
    add_key(help, "↑↓", _("move, or scroll; PgUp, PgDn, Home and End too"));
    add_text(help, _("A siege that you leave is kept: \"Continue the siege\" "
                     "takes it up again. The mouse does what is under it, the "
                     "keys of the last row included."));
}

/* Titles that only lead on, and what was said already, need no table. */
static bool has_table(enum screen_id id)
{
    return id != SCREEN_TITLE && id != SCREEN_HELP &&
           screen_get(id)->keys != NULL;
}

/* What the siege's keys do, where one word in the last row says too little. */
static const struct {
    uint32_t key;
    const char *text;
} siege_keys[] = {
    {' ', N_("let the messengers ride, or pause them; without a clock, let the "
             "oldest letters arrive until somebody decides")},
    {KEYS_DOWN, N_("choose a letter, or another line beside the map")},
    {KEYS_ENTER, N_("change the answer; on the last line, go on")},
    {'a', N_("say attack, retreat or nothing; other orders have letters of "
             "their own, named in the last row")},
    {'1', N_("without a clock: what has this number in the list happens next")},
    {'b', N_("proof of work: let your traitors build on the block under the "
             "cursor, else on the start")},
    {'w', N_("proof of work: keep new blocks back, or send them again")},
    {'g', N_("proof of work: show the chain under the cursor, else your "
             "longest, to all")},
    {'c', N_("proof of work: change the block under the cursor, for show")},
    {'k', N_("proof of work: the risk against another share of the work")},
    {KEYS_LEFT, N_("step back and forth through the siege")},
    {'u', N_("take back the last change, then what was sent last")},
    {'h', N_("a hint: first a nudge, then the idea; the third is the solution "
             "and leaves one star at most")},
    {'!', N_("claim that the goal cannot be reached; the claim is checked")},
    {'x', N_("prove whether the goal can be reached, with how few lies and by "
             "how many plans; then watch the shortest lie. Before the siege is "
             "over it leaves one star at most")},
    {'m', N_("map or letters, where there is room for one only")},
    {'i', N_("look into a camp or a letter")},
    {'y', N_("send again what was taken back")},
    {'n', N_("begin this siege again from its start")},
    {'t', N_("tell the truth in this letter")},
    {'+', N_("let time run faster or slower")},
    {KEYS_END, N_("to the start, to the present, and there to the last line")},
    {KEYS_TAB,
     N_("to the next choice, past the letters that came; where a lie is "
        "shown, to the next one that was told")},
    {'v', N_("read the letters of one camp only, then of none, then of all: "
             "when you watch, and after the battle")}};

/* The same for the laboratory. */
static const struct {
    uint32_t key;
    const char *text;
} lab_keys[] = {
    {KEYS_TAB, N_("the next page; 1, 2 and 3 go straight to one")},
    {KEYS_ENTER, N_("the bound and plans: play the shortest lie; where no lie "
                    "helps, try one yourself")},
    {' ', N_("sampling and plans: stop computing, and go on")},
    {KEYS_RIGHT, N_("on a line with arrows: the next choice; on the map: the "
                    "next cell. PgUp and PgDn change m")},
    {'d', N_("play the traitors of this siege yourself")},
    {'f', N_("the bound: draw the theorem's line over what the search found")},
    {'n', N_("sampling: count once more from the first siege")}};

static const char *meaning_of(enum screen_id id, const struct keybind *bind)
{
    for (size_t i = 0; i < sizeof lab_keys / sizeof *lab_keys; i++) {
        if (id == SCREEN_LAB && lab_keys[i].key == bind->key) {
            return _(lab_keys[i].text);
        }
    }
    for (size_t i = 0; i < sizeof siege_keys / sizeof *siege_keys; i++) {
        if (id == SCREEN_SIEGE && siege_keys[i].key == bind->key) {
            return _(siege_keys[i].text);
        }
    }
    return _(bind->what);
}

/* What the laboratory's pages are for, and how the map is read. */
static void add_lab(struct help *help)
{
    add_labelled(help, _("The bound"),
                 _("n generals and t traitors, for one rule and m rounds of "
                   "passing on: every placement of the traitors, every order "
                   "and every lie is searched. A number is the fewest lies "
                   "that break agreement or validity somewhere; where none "
                   "does, the cell is safe."),
                 FRAME_TITLE, WORD_COLUMN);
    add_labelled(help, _("Plans"),
                 _("Everything that the traitors of one siege could write: how "
                   "many plans there are, and how many of them break "
                   "agreement (all loyal generals decide the same) or validity "
                   "(they obey a loyal commander)."),
                 FRAME_TITLE, WORD_COLUMN);
    add_labelled(help, _("Sampling"),
                 _("Many sieges against traitors or a city that play one "
                   "strategy: how often agreement, validity and termination "
                   "hold, with intervals that are right in 95 of 100 cases."),
                 FRAME_TITLE, WORD_COLUMN);
}

static void add_keys_of(struct help *help, enum screen_id id)
{
    const struct screen *screen = screen_get(id);
    if (!has_table(id)) {
        return;
    }
    add_heading(help, screen->title == NULL ? screen->id : _(screen->title));
    if (id == SCREEN_LAB) {
        add_lab(help);
    }
    for (const struct keybind *bind = screen->keys; bind->key != 0; bind++) {
        add_key(help, bind->label, meaning_of(id, bind));
    }
}

/* The keys of the screen that asked come first. */
static void compose(struct help *help, enum screen_id asked)
{
    help->count = 0;
    add_keys_of(help, asked);
    add_story(help);
    add_common_keys(help);
    add_roles(help);
    add_rules(help);
    add_conventions(help);
    add_signs(help);
    for (int id = 0; id < SCREEN_COUNT; id++) {
        if (id != (int)asked) {
            add_keys_of(help, (enum screen_id)id);
        }
    }
}

static void draw(struct app *app, struct frame *frame)
{
    struct help help;
    int width = frame->width > 92 ? 90 : frame->width - 2;
    compose(&help, (enum screen_id)app->back);
    draw_header(app, frame, _("How to play"), "");
    draw_rule(frame, 1);
    page_draw(frame, (struct box){1, 2, width, frame->height - 4},
              &app->scroll[SCREEN_HELP], help.paragraph, help.count);
    draw_rule(frame, frame->height - 2);
    draw_keys(app, frame);
}

static void key(struct app *app, uint32_t key)
{
    if (key == ' ') {
        key = KEYS_PAGE_DOWN;
    }
    (void)app_move_scroll(app, key);
}

static void enter(struct app *app)
{
    app->scroll[SCREEN_HELP] = 0;
}

static const struct keybind keys[] = {
    {KEYS_DOWN, "↑↓", N_("scroll")},
    {KEYS_PAGE_DOWN, "space", N_("next page")},
    {0, NULL, NULL}};

const struct screen screen_help = {.id = "help",
                                   .title = N_("How to play"),
                                   .keys = keys,
                                   .enter = enter,
                                   .draw = draw,
                                   .key = key};
