/* Which lines of the panel are in sight, and the chronicle. */
#include <stdlib.h>

#include "ui/siege.h"
#include "ui/words_network.h"

static void draw_at(struct app *app, struct frame *frame, int index,
                    struct box box, int y)
{
    const struct panel_row *row = &app->siege->panel.row[index];
    struct box line = {.x = box.x, .y = y, .width = box.width - 1, .height = 1};
    siege_line_draw(app, frame, row, line);
    if (row->kind == ROW_TREE) {
        siege_tree_hits(app, line, row->item);
    }
    if (!siege_row_selectable(row)) {
        return;
    }
    app_hit(app, box.x, y, box.width, 1, 0, index);
    if (index == app->siege->cursor) {
        frame_glyph(frame, box.x, y, GLYPH_POINTER, FRAME_TITLE);
        if (!app->siege->drowsy) {
            frame_paint(frame, box.x + 1, y, box.width - 1, FRAME_FOCUS);
        }
    }
}

/* Scroll just as far as the cursor wants it. */
static int settle_scroll(struct app_siege *siege, int list, int height)
{
    int last = list > height ? list - height : 0, end = siege->cursor;
    while (end >= 0 && end + 1 < list &&
           siege->panel.row[end + 1].kind == ROW_CHOICE &&
           siege->panel.row[end + 1].item == siege->panel.row[end].item) {
        end++; /* all answers to one question belong together */
    }
    if (siege->cursor < list &&
        siege_row_selectable(&siege->panel.row[siege->cursor])) {
        int above = siege->cursor > 2 ? siege->cursor - 2 : 0;
        if (end >= siege->scroll + height) {
            siege->scroll = end - height + 1;
        }
        if (above < siege->scroll) {
            siege->scroll = above;
        }
        if (siege->cursor >= siege->scroll + height) {
            siege->scroll = siege->cursor - height + 1;
        }
    }
    siege->scroll = siege->scroll > last ? last : siege->scroll;
    siege->scroll = siege->scroll < 0 ? 0 : siege->scroll;
    return siege->scroll;
}

void siege_panel_draw(struct app *app, struct frame *frame, struct box box)
{
    struct app_siege *siege = app->siege;
    siege_rows(app, box.width - 1, box.height);
    int fixed = siege->panel.fixed, list = siege->panel.rows - fixed;
    int height = box.height - fixed;
    int first = settle_scroll(siege, list, height);
    int last = first + height < list ? first + height : list;
    for (int i = first; i < last; i++) {
        draw_at(app, frame, i, box, box.y + i - first);
    }
    for (int i = 0; i < fixed; i++) {
        draw_at(app, frame, list + i, box, box.y + height + i);
    }
    int edge = box.x + box.width - 1;
    if (first > 0) {
        frame_glyph(frame, edge, box.y, GLYPH_MORE_UP, FRAME_KEY);
    }
    if (last < list) {
        frame_glyph(frame, edge, box.y + height - 1, GLYPH_MORE_DOWN,
                    FRAME_KEY);
    }
}

void siege_chronicle_draw(struct app *app, struct frame *frame, struct box box)
{
    size_t count;
    struct told *told = siege_events(app, &count);
    int bottom = box.y + box.height, top = box.y + 1;
    text_draw(frame, box.x + 1, box.y, box.width - 2, _("What happened"),
              FRAME_TITLE);
    while (count-- > 0 && bottom > top) {
        char text[WORDS_MAX], when[32];
        const struct event *event = &told[count].event;
        bool usual = siege_networks(app) && event->kind == EVENT_SENT;
        if (usual || words_event(text, sizeof text, app->session, event,
                                 siege_eyes(app)) == 0) {
            continue;
        }
        int lines =
            text_wrap(NULL, 0, 0, box.width - 8, 0, 0, text, FRAME_TEXT);
        if (bottom - lines < top) {
            break;
        }
        bottom -= lines;
        words_when_short(when, sizeof when, session_setup(app->session),
                         event->minute);
        text_draw(frame, box.x + 1, bottom, 6, when, FRAME_DIM);
        text_wrap(frame, box.x + 7, bottom, box.width - 8, lines, 0, text,
                  FRAME_TEXT);
    }
    free(told);
}
