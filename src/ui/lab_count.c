/* All plans of one siege: how many there are, how many of them break what, and
 * with how few lies; question by question, each with its bar. */
#include <stdio.h>
#include <string.h>

#include "ui/lab.h"
#include "ui/proof.h"
#include "ui/words.h"
#include "ui/words_lab.h"
#include "ui/words_proof.h"

enum row { ROW_SUBJECT, ROW_TRAITORS, ROW_ORDER, ROW_QUESTIONS };

enum {
    BAR_MAX = 60,
    BAR_MIN = 12,
    PERCENT_CELLS = 12,
    NUMBER_CELLS = 45,
    NARROW = 60,
    HEADING_LEAST = 24,
    HEADING_CELLS = 28,
    ANSWER_CELLS = 22
};

static bool of_cell(const struct app_lab *lab)
{
    return lab->subject == LAB_CELL;
}

/* ---- Computing ----------------------------------------------------------- */

static void begin(struct app *app)
{
    struct app_lab *lab = app->lab;
    if (lab->subject > LAB_CELL) {
        lab->subject = LAB_CELL;
    }
    lab_settle(app);
    lab_halt(app);
    const struct setup *setup = &lab->siege.setup;
    if (lab->plans != NULL &&
        (lab->plans->of_level != (lab->subject == LAB_LEVEL) ||
         (of_cell(lab) &&
          (lab->plans->level.setup.rule != setup->rule ||
           lab->plans->level.setup.depth != setup->depth ||
           lab->plans->level.setup.generals != setup->generals ||
           lab->plans->level.setup.traitors != setup->traitors ||
           lab->plans->level.setup.order != setup->order)))) {
        lab_plans_close(lab->plans);
        lab->plans = NULL;
    }
    if (lab->plans == NULL) {
        lab->plans = lab_plans_open(&lab->siege, lab->subject == LAB_LEVEL,
                                    app->options.seed);
    }
    if (lab->plans == NULL) {
        app_say(app, "%s", status_sentence(STATUS_MEMORY));
    } else if (!lab_plans_full(lab->plans) &&
               (lab->subject != LAB_LEVEL || !lab->hushed)) {
        lab_work(app, lab_plans_work, lab->plans);
    }
}

/* ---- The lines ----------------------------------------------------------- */

/* The place of a question among those that are asked, or the other way. */
int lab_questions(const struct app_lab *lab)
{
    int count = 0;
    for (int i = 0; lab->plans != NULL && i < LAB_QUESTIONS; i++) {
        count += lab->plans->finding[i].asked;
    }
    return count;
}

enum lab_question lab_question_at(const struct app_lab *lab, int place)
{
    int i = 0;
    for (; lab->plans != NULL && i < LAB_QUESTIONS; i++) {
        if (lab->plans->finding[i].asked && place-- == 0) {
            break;
        }
    }
    return (enum lab_question)i;
}

int lab_first_question(const struct app_lab *lab)
{
    return of_cell(lab) && lab->siege.setup.traitors != 0 ? ROW_QUESTIONS
           : of_cell(lab)                                 ? ROW_ORDER + 1
                                                          : ROW_SUBJECT + 1;
}

static int row_count(const struct app_lab *lab)
{
    return lab_first_question(lab) + lab_questions(lab);
}

static int draw_choices(struct app *app, struct frame *frame, struct box box)
{
    char value[WORDS_MAX];
    const struct app_lab *lab = app->lab;
    const struct setup *setup = &lab->siege.setup;
    struct box line = {box.x, box.y, box.width, 1};
    lab_subject_text(app, value, sizeof value);
    lab_choice_draw(app, frame, line, ROW_SUBJECT, _("Siege"), value);
    if (!of_cell(lab)) {
        return 1;
    }
    words_lab_traitors(value, sizeof value, setup);
    line.y++;
    lab_choice_draw(app, frame, line, ROW_TRAITORS, _("Traitors"), value);
    line.y++;
    lab_choice_draw(app, frame, line, ROW_ORDER, _("Order"),
                    setup->order == ORDER_RETREAT ? _("retreat") : _("attack"));
    return ROW_ORDER + 1;
}

/* A sign for the answer: a plan does it, none does, nobody knows. */
static void draw_sign(struct frame *frame, int x, int y,
                      const struct lab_finding *finding)
{
    bool known = finding->solved && finding->fault.text[0] == '\0' &&
                 finding->answer.result.found.verdict != SEARCH_UNKNOWN;
    bool broken = finding->answer.result.found.verdict == SEARCH_BROKEN;
    if (!known) {
        frame_put(frame, x, y, finding->solved ? '?' : ' ', FRAME_TITLE);
    } else {
        frame_glyph(frame, x, y, broken ? GLYPH_NO : GLYPH_YES,
                    broken ? FRAME_ATTACK : FRAME_GOOD);
    }
}

/* The bar, its share in per cent, and the numbers. */
static void draw_share(struct frame *frame, struct box line,
                       const struct lab_plans *plans,
                       enum lab_question question)
{
    char text[WORDS_MAX];
    const struct lab_finding *finding = &plans->finding[question];
    int width = line.width - PERCENT_CELLS - NUMBER_CELLS;
    int x = line.x;
    width = width > BAR_MAX ? BAR_MAX : width < BAR_MIN ? BAR_MIN : width;
    if (finding->plans != NULL) {
        words_lab_share(text, sizeof text, finding->share);
        lab_bar_draw(frame, (struct box){x, line.y, width, 1}, finding->share,
                     FRAME_ATTACK);
        text_draw_right(frame, x + width, line.y, PERCENT_CELLS - 2, text,
                        FRAME_TITLE);
        x += width + PERCENT_CELLS;
    }
    int room = line.x + line.width - x;
    lab_numbers_say(text, sizeof text, plans, question, room);
    text_draw(frame, x, line.y, room, text, FRAME_TEXT);
}

/* Say whether the level's goal is this question. */
static bool is_goal(const struct lab_plans *plans, enum lab_question question)
{
    unsigned breaks = plans->of_level ? inquiry_goal_breaks(&plans->level) : 0;
    return (question == LAB_IC1 && breaks == BREAKS_IC1) ||
           (question == LAB_IC2 && breaks == BREAKS_IC2) ||
           (question == LAB_EITHER && breaks == BREAKS_ANY);
}

/* One question: what it asks and its answer; the numbers; the bar. */
static void draw_question(struct app *app, struct frame *frame, struct box line,
                          int place)
{
    char text[WORDS_MAX];
    const struct app_lab *lab = app->lab;
    enum lab_question question = lab_question_at(lab, place);
    const struct lab_finding *finding = &lab->plans->finding[question];
    int row = lab_first_question(lab) + place;
    bool focus = lab->row[LAB_COUNT] == row;
    int x = line.x + 2, answer_at;
    int headings = line.width < NARROW ? HEADING_LEAST : HEADING_CELLS;
    answer_at = x + headings;
    draw_sign(frame, line.x, line.y, finding);
    int named =
        text_draw(frame, x, line.y, headings - 1, words_lab_question(question),
                  focus ? FRAME_FOCUS : FRAME_TITLE);
    if (is_goal(lab->plans, question)) {
        text_draw(frame, x + named + 1, line.y, headings - named - 2, _("goal"),
                  FRAME_KEY);
    }
    words_lab_answer(text, sizeof text, lab->plans, question);
    text_draw(frame, answer_at, line.y, line.x + line.width - answer_at, text,
              FRAME_TEXT);
    app_hit(app, line.x, line.y, line.width, line.height, 0, LAB_ROW + row);
    if (line.height > 1) {
        draw_share(frame, (struct box){x, line.y + 1, line.width - 2, 1},
                   lab->plans, question);
        return;
    }
    x = answer_at + ANSWER_CELLS;
    lab_numbers_say(text, sizeof text, lab->plans, question,
                    line.x + line.width - x);
    text_draw(frame, x, line.y, line.x + line.width - x, text, FRAME_DIM);
}

static void draw_questions(struct app *app, struct frame *frame, struct box box)
{
    int count = lab_questions(app->lab);
    int tall = count == 0 ? 1 : box.height / count;
    tall = tall > 3   ? (tall > 4 && box.height > 20 ? 4 : 3)
           : tall < 1 ? 1
                      : tall;
    for (int i = 0; i < count && (i + 1) * tall <= box.height + 1; i++) {
        draw_question(
            app, frame,
            (struct box){box.x, box.y + i * tall, box.width, tall > 1 ? 2 : 1},
            i);
    }
}

static void draw(struct app *app, struct frame *frame, struct box box)
{
    char text[3 * WORDS_MAX];
    bool low = box.height < 14;
    if (app->lab->plans == NULL) {
        return;
    }
    int used = draw_choices(app, frame, box) + (low ? 0 : 1);
    lab_lock(app);
    lab_plans_say(app, text, sizeof text);
    int lines = text_wrap(NULL, 0, 0, box.width, 0, 0, text, FRAME_TEXT);
    int most = low ? box.height - used - lab_questions(app->lab) : 5;
    lines = lines > most ? most : lines;
    draw_questions(app, frame,
                   (struct box){box.x, box.y + used, box.width,
                                box.height - used - lines - (low ? 0 : 1)});
    lab_unlock(app);
    text_wrap(frame, box.x, box.y + box.height - lines, box.width, lines, 0,
              text, FRAME_TEXT);
}

/* ---- Keys ---------------------------------------------------------------- */

/* Placements of lieutenants are alike under oral letters (lab/sweep.h). */
static bool is_placement(const struct setup *setup, unsigned set, unsigned t)
{
    unsigned lieutenants = set & ~(1u << setup->commander);
    if (set_count(set) != t) {
        return false;
    }
    return setup->rule != RULE_ORAL ||
           lieutenants == ((1u << set_count(lieutenants)) - 1u) << 1;
}

static void turn_traitors(struct app_lab *lab, int step)
{
    const struct setup *setup = &lab->siege.setup;
    unsigned all = 1u << setup->generals, set = setup->traitors;
    unsigned t = setup_traitors(setup);
    do {
        set = (set + (step > 0 ? 1u : all - 1u)) % all;
    } while (!is_placement(setup, set, t));
    lab->traitors = (uint16_t)set;
    lab->order = setup->order;
    lab->placed = true;
}

static void turn(struct app *app, int row, int step)
{
    struct app_lab *lab = app->lab;
    if (row == ROW_SUBJECT) {
        lab_turn_subject(app, step);
    } else if (of_cell(lab) && row == ROW_TRAITORS) {
        turn_traitors(lab, step);
    } else if (of_cell(lab) && row == ROW_ORDER) {
        lab->traitors = lab->siege.setup.traitors;
        lab->order = lab->siege.setup.order == ORDER_RETREAT ? 1 : 0;
        lab->placed = true;
    } else {
        return;
    }
    begin(app);
    if (lab->row[LAB_COUNT] >= row_count(lab)) {
        lab->row[LAB_COUNT] = ROW_SUBJECT;
    }
}

/* The plan of the line under the cursor, or the last one that there is. */
static const struct lab_finding *shown(const struct app *app)
{
    const struct app_lab *lab = app->lab;
    int place = lab->row[LAB_COUNT] - lab_first_question(lab);
    const struct lab_finding *found = NULL;
    if (lab->plans == NULL || (lab->subject == LAB_LEVEL && lab->hushed)) {
        return NULL;
    }
    lab_lock(app);
    for (int i = 0; i < lab_questions(lab); i++) {
        const struct lab_finding *finding =
            &lab->plans->finding[lab_question_at(lab, i)];
        if (finding->solved && finding->answers != NULL &&
            (place < 0 || place == i)) {
            found = finding;
        }
    }
    lab_unlock(app);
    return found;
}

static void show(struct app *app)
{
    struct app_lab *lab = app->lab;
    const struct lab_finding *finding = shown(app);
    if (lab->subject == LAB_LEVEL && lab->hushed) {
        lab->hushed = false;
        proof_note(app, &lab->level);
        proof_charge(app);
        begin(app);
    } else if (finding != NULL) {
        lab_play(app, lab->plans->of_level ? &lab->plans->level : NULL,
                 &lab->plans->setup, finding->answers,
                 finding->answer.result.found.length);
    } else {
        app_say(app, "%s", _("There is no plan to be shown here."));
    }
}

/* The goal of who tries it is to break either; what is known of that is the
 * level's claim and par. */
static void try_siege(struct app *app)
{
    struct app_lab *lab = app->lab;
    lab_lock(app);
    struct search_result found =
        lab->plans->finding[LAB_EITHER].answer.result.found;
    bool broken = lab->plans->finding[LAB_EITHER].solved &&
                  found.verdict == SEARCH_BROKEN;
    lab_unlock(app);
    lab_try(app, &lab->siege.setup, broken, found.lies);
}

static void key(struct app *app, uint32_t key)
{
    struct app_lab *lab = app->lab;
    if (lab->plans == NULL) {
        return;
    }
    if (key == KEYS_ENTER) {
        show(app);
    } else if (key == 'd' && of_cell(lab)) {
        try_siege(app);
    } else if (key == ' ' && lab->errand != NULL) {
        lab_halt(app);
    } else if (key == ' ' && !lab->hushed) {
        begin(app);
    } else {
        (void)lab_choose(app, key, row_count(lab), turn);
    }
}

static void select_item(struct app *app, int item, bool activate)
{
    if (app->lab->plans != NULL &&
        lab_choose_item(app, item, row_count(app->lab), turn) && activate &&
        item < LAB_LEFT && item - LAB_ROW >= lab_first_question(app->lab)) {
        show(app);
    }
}

static bool offers(const struct app *app, uint32_t key)
{
    const struct app_lab *lab = app->lab;
    if (key == KEYS_ENTER) {
        return (lab->subject == LAB_LEVEL && lab->hushed) || shown(app) != NULL;
    }
    if (key == ' ') {
        return lab->errand != NULL;
    }
    return key == 'd' && of_cell(lab);
}

const struct lab_page lab_count = {.name = N_("Plans"),
                                   .pace = 100,
                                   .widest = LAB_WIDTH,
                                   .draw = draw,
                                   .key = key,
                                   .select = select_item,
                                   .begin = begin,
                                   .offers = offers};
