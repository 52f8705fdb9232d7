/* What came of a sample: a line for each rate, with the interval in which the
 * true one lies 95 times of 100; the phases of a coin as bars. */
#include <math.h>
#include <stdio.h>

#include "ui/lab.h"
#include "ui/words.h"
#include "ui/words_lab.h"
#include "ui/words_number.h"

enum { PHASES_LEAST = 8, NAME_CELLS = 22, COUNT_CELLS = 11, RATE_CELLS = 9 };

/* The rate as a bar up to where it surely reaches, then the interval, in which
 * the rate is marked. */
static void draw_interval(struct frame *frame, struct box line,
                          struct interval interval, double rate)
{
    const double half = 0.5;
    int last = line.width - 1;
    int low = (int)(interval.low * last + half);
    int high = (int)(interval.high * last + half);
    int at = (int)(rate * last + half);
    frame_run(frame, line.x, line.y, line.width, GLYPH_LINE_H, FRAME_DIM);
    frame_run(frame, line.x, line.y, low, GLYPH_TIME_PAST, FRAME_GOOD);
    frame_run(frame, line.x + low, line.y, high - low + 1, GLYPH_TENT_MID,
              FRAME_ATTACK);
    frame_glyph(frame, line.x + at, line.y, GLYPH_TIME_NOW, FRAME_KEY);
}

static void draw_figure(struct frame *frame, struct box line,
                        const struct lab_figure *figure)
{
    char text[NUMBER_MAX];
    const double cent = 100, places = 10000; /* rounded outwards */
    struct interval interval = interval_wilson(figure->count, figure->runs);
    double rate =
        figure->runs == 0 ? 0 : (double)figure->count / (double)figure->runs;
    bool wide = line.width >= 76;
    int names = wide ? NAME_CELLS : NAME_CELLS - 4;
    int x = line.x + names;
    text_draw(frame, line.x, line.y, names - 1, figure->name, FRAME_TEXT);
    if (figure->runs == 0) {
        text_draw(frame, x, line.y, line.width - names, _("never asked for"),
                  FRAME_DIM);
        return;
    }
    if (wide) {
        words_count(text, sizeof text, figure->count);
        text_draw_right(frame, x, line.y, COUNT_CELLS - 1, text, FRAME_DIM);
        x += COUNT_CELLS;
    }
    (void)snprintf(text, sizeof text, "%.2f %%", rate * cent);
    text_draw_right(frame, x, line.y, RATE_CELLS, text, FRAME_TITLE);
    x += RATE_CELLS + 2;
    if (wide) {
        (void)snprintf(text, sizeof text, "%.2f - %.2f",
                       floor(interval.low * places) / cent,
                       ceil(interval.high * places) / cent);
        text_draw(frame, x, line.y, 15, text, FRAME_DIM);
        x += 16;
    }
    int width = line.x + line.width - x;
    if (width > 4) {
        draw_interval(frame, (struct box){x, line.y, width, 1}, interval, rate);
    }
}

/* Phases of the coin, as bars; what does not fit is one line. */
static void draw_phases(struct frame *frame, struct box box,
                        const struct simulate_tally *tally)
{
    char text[WORDS_MAX];
    struct simulate_spread spread = simulate_phases(tally);
    unsigned last = simulate_last_phase(tally);
    uint64_t rest = tally->phases;
    if (box.height < 2 || tally->phases == 0) {
        return;
    }
    (void)snprintf(text, sizeof text,
                   _("The last one decides in phase %.2f in the mean."),
                   spread.mean);
    text_draw(frame, box.x, box.y, box.width, text, FRAME_TITLE);
    for (int i = 1; i < box.height && (unsigned)i <= last; i++) {
        bool more = i == box.height - 1 && (unsigned)i < last;
        uint64_t count = more ? rest : tally->phase[i];
        double share = (double)count / (double)tally->phases;
        rest -= count;
        (void)snprintf(text, sizeof text,
                       more ? _("phase %d and on") : _("phase %d"), i);
        text_draw(frame, box.x + 2, box.y + i, NAME_CELLS - 3, text,
                  FRAME_TEXT);
        words_lab_share(text, sizeof text, share);
        text_draw_right(frame, box.x + NAME_CELLS, box.y + i, RATE_CELLS, text,
                        FRAME_TEXT);
        int x = NAME_CELLS + RATE_CELLS + 2;
        lab_bar_draw(frame,
                     (struct box){box.x + x, box.y + i, box.width - x, 1},
                     share, FRAME_SEAL);
    }
}

static void draw_heads(struct frame *frame, struct box line)
{
    int x = line.x + NAME_CELLS;
    if (line.width < 76) {
        return;
    }
    text_draw_right(frame, x, line.y, COUNT_CELLS - 1, _("count"), FRAME_DIM);
    x += COUNT_CELLS;
    text_draw_right(frame, x, line.y, RATE_CELLS, _("rate"), FRAME_DIM);
    x += RATE_CELLS + 2;
    text_draw(frame, x, line.y, 15, _("95 % between"), FRAME_DIM);
    x += 16;
    text_draw(frame, x, line.y, 4, "0 %", FRAME_DIM);
    text_draw_right(frame, x, line.y, line.x + line.width - x, "100 %",
                    FRAME_DIM);
}

void lab_figures_draw(struct frame *frame, struct box box,
                      const struct simulate_tally *tally, enum rule_id rule)
{
    struct lab_figure figures[LAB_FIGURES_MAX];
    int count = words_lab_figures(figures, tally, rule);
    int more = rule == RULE_COIN ? PHASES_LEAST : 0;
    int pace = box.height > 2 * count + more ? 2 : 1, y = box.y;
    if (box.height > count) {
        draw_heads(frame, (struct box){box.x, y++, box.width, 1});
    }
    for (int i = 0; i < count && y < box.y + box.height; i++) {
        draw_figure(frame, (struct box){box.x, y, box.width, 1}, &figures[i]);
        y += pace;
    }
    if (rule == RULE_COIN) {
        y += pace == 1 ? 1 : 0;
        draw_phases(frame,
                    (struct box){box.x, y, box.width, box.y + box.height - y},
                    tally);
    }
}
