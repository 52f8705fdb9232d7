#include <stdlib.h>
#include <string.h>

#include "cli/drawings.h"
#include "cli/fail.h"
#include "cli/gather.h"
#include "cli/svg.h"
#include "rules/rules.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_network.h"
#include "ui/words_say.h"

/* Units: the drawing's own, a pixel each where nothing scales it. */
enum {
    LEFT = 170,
    RIGHT = 190,
    TOP = 64,
    LINE = 76,
    BELOW = 74,
    PLOT = 920,
    SHIFT = 7 /* letters that leave together are drawn side by side */
};

struct sheet {
    FILE *out;
    const struct replayed *replayed;
    const struct letter *letters;
    size_t count;
    uint32_t end; /* minute at the right edge */
};

static const struct world *world_of(const struct sheet *sheet)
{
    return &sheet->replayed->world;
}

static double x_of(const struct sheet *sheet, double minute)
{
    double part = sheet->end == 0 ? 0 : minute / sheet->end;
    return LEFT + PLOT * (part > 1 ? 1 : part);
}

static double y_of(unsigned g)
{
    return TOP + LINE * (double)g + LINE / 2.0;
}

static void put_label(const struct sheet *sheet, double x, double y,
                      const char *kind, const char *text)
{
    svg_label(sheet->out, x, y, kind, text);
}

/* How an order is drawn. */
static const char *order_class(unsigned order)
{
    static const char *const classes[] = {"retreat", "attack"};
    return order < 2 ? classes[order]
                     : (order == ORDER_NONE ? "none" : "other");
}

/* "A", in the level's own letter. */
static const char *order_sign(const struct sheet *sheet, unsigned order)
{
    const struct level *level = &sheet->replayed->level;
    static char sign[2];
    const char *own;
    if (order >= world_of(sheet)->setup.orders) {
        return "?";
    }
    own = level_say(level, level->order_letter[order], text_language());
    if (own[0] != '\0') {
        return own;
    }
    sign[0] = (char)(world_of(sheet)->setup.order_id[order][0] - 'a' + 'A');
    return sign;
}

/* Letters between the same two that left together, before this one. */
static unsigned rank_of(const struct sheet *sheet, size_t i)
{
    unsigned rank = 0;
    const struct letter *letter = &sheet->letters[i];
    for (size_t k = i; k-- > 0 && i - k < 4096;) {
        const struct letter *other = &sheet->letters[k];
        rank += other->sent == letter->sent && other->from == letter->from &&
                other->to == letter->to;
    }
    return rank % 8;
}

/* What was due and not written: an open ring at the sender. */
static void put_silence(const struct sheet *sheet, const struct letter *letter,
                        double x)
{
    double y = y_of(letter->from);
    double toward = letter->to > letter->from ? 16 : -16;
    (void)fprintf(sheet->out,
                  "<path class=\"silence\" d=\"M%.1f %.1f v%.1f\"/>\n"
                  "<circle class=\"silence\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>"
                  "\n",
                  x, y, toward, x, y + toward * 1.25);
}

static void put_captured(const struct sheet *sheet, double x, double y)
{
    (void)fprintf(sheet->out,
                  "<path class=\"captured\" d=\"M%.1f %.1f l10 10 m0 -10 l-10 "
                  "10\"/>\n",
                  x - 5, y - 5);
}

static void put_arrow(const struct sheet *sheet, const struct letter *letter,
                      double shift)
{
    bool lie = letter_is_lie(letter), ends = letter->state == LETTER_ARRIVED ||
                                             letter->state == LETTER_REFUSED;
    bool taken = letter->state == LETTER_CAPTURED;
    uint32_t arrives =
        letter->arrives == UINT32_MAX ? sheet->end : letter->arrives;
    double x1 = x_of(sheet, letter->sent) + shift, y1 = y_of(letter->from);
    double x2 = x_of(sheet, arrives) + shift, y2 = y_of(letter->to);
    /* where it is written: not all of a bundle at one place */
    double at = 0.2 + 0.09 * ((2u * letter->from + letter->to) % 4);
    char sign[32];
    if (taken) {
        x2 = (x1 + x2) / 2;
        y2 = (y1 + y2) / 2;
    }
    (void)fprintf(sheet->out,
                  "<path class=\"letter %s%s\"%s d=\"M%.1f %.1f L%.1f "
                  "%.1f\"/>\n",
                  order_class(letter->order), lie ? " lie" : "",
                  ends ? " marker-end=\"url(#head)\"" : "", x1, y1, x2, y2);
    if (taken) {
        put_captured(sheet, x2, y2);
    }
    (void)snprintf(sign, sizeof sign, "%s%s", lie ? "!" : "",
                   order_sign(sheet, letter->order));
    put_label(sheet, x1 + (x2 - x1) * at + 3, y1 + (y2 - y1) * at - 3,
              lie ? "sign lie" : "sign", sign);
}

static void put_letters(const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->count; i++) {
        const struct letter *letter = &sheet->letters[i];
        double shift = SHIFT * rank_of(sheet, i);
        if (letter->state == LETTER_UNWRITTEN) {
            put_silence(sheet, letter, x_of(sheet, letter->sent) + shift);
        } else {
            put_arrow(sheet, letter, shift);
        }
    }
}

static void put_generals(const struct sheet *sheet)
{
    const struct level *level = &sheet->replayed->level;
    const struct world *world = world_of(sheet);
    for (unsigned g = 0; g < world->setup.generals; g++) {
        bool traitor = setup_is_traitor(&world->setup, g);
        char words[WORDS_MAX];
        (void)fprintf(sheet->out,
                      "<path class=\"line%s\" d=\"M%d %.1f H%d\"/>\n",
                      traitor ? " traitor" : "", LEFT, y_of(g), LEFT + PLOT);
        put_label(sheet, 12, y_of(g) - 3, traitor ? "name lie" : "name",
                  words_name(level, g));
        if (traitor) {
            put_label(sheet, 12, y_of(g) + 13, "small", _("traitor"));
        } else if (g == world->setup.commander) {
            put_label(sheet, 12, y_of(g) + 13, "small", _("commander"));
        }
        if (!traitor) {
            (void)words_decided(words, sizeof words, level, world, g);
            put_label(sheet, LEFT + PLOT + 10, y_of(g) + 4, "small",
                      world->decided[g] == ORDER_NONE
                          ? _("undecided")
                          : words_order(level, world->decided[g]));
        }
    }
}

static void put_style(FILE *out)
{
    (void)fputs(
        "<style>\n"
        "text{font:13px sans-serif;fill:#111}\n"
        ".title{font-size:17px;font-weight:bold}\n"
        ".name{font-weight:bold}.small{font-size:11px}.sign{font-size:10px}\n"
        "text.lie{font-weight:bold;text-decoration:underline}\n"
        "path,circle{fill:none;stroke:#111;stroke-width:1.2}\n"
        ".line{stroke:#888}.line.traitor{stroke-dasharray:2 3}\n"
        ".attack{stroke:#b34700}.retreat{stroke:#00639c;"
        "stroke-dasharray:7 3}\n"
        ".other{stroke:#7b3294;stroke-dasharray:2 2}"
        ".none{stroke:#666;stroke-dasharray:1 3}\n"
        "path.lie{stroke-width:2.6}.captured{stroke-width:2.4}\n"
        ".silence{stroke:#666}\n"
        "</style>\n"
        "<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" "
        "markerWidth=\"8\" markerHeight=\"8\" markerUnits=\"userSpaceOnUse\" "
        "orient=\"auto\">"
        "<path d=\"M0 1 L8 4 L0 7 z\" style=\"fill:#111;stroke:none\"/>"
        "</marker></defs>\n",
        out);
}

static void put_foot(const struct sheet *sheet)
{
    const struct level *level = &sheet->replayed->level;
    const struct world *world = world_of(sheet);
    double y = y_of(world->setup.generals) - LINE / 2.0 + 26;
    char words[WORDS_MAX], when[2][64];
    struct verdict verdict;
    (void)words_when(when[0], sizeof when[0], &world->setup, 0);
    (void)words_when(when[1], sizeof when[1], &world->setup, sheet->end);
    put_label(sheet, LEFT, y, "small", when[0]);
    put_label(sheet, LEFT + PLOT - 60, y, "small", when[1]);
    game_judge(world, &verdict);
    (void)words_agreement(words, sizeof words, level, world, &verdict);
    put_label(sheet, 12, y + 20, "small", words);
    put_label(sheet, 12, y + 38, "small",
              _("Bold and with \"!\": a lie. With a cross: captured. A ring: "
                "silence. Dashes: retreat."));
}

static void put_sheet(const struct sheet *sheet)
{
    const struct level *level = &sheet->replayed->level;
    const struct world *world = world_of(sheet);
    const char *title = level_say(level, level->title, text_language());
    int width = LEFT + PLOT + RIGHT;
    int height = TOP + LINE * world->setup.generals + BELOW;
    (void)fprintf(sheet->out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
                  "height=\"%d\" viewBox=\"0 0 %d %d\">\n"
                  "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n",
                  width, height, width, height);
    put_style(sheet->out);
    put_label(sheet, 12, 30, "title",
              title[0] != '\0'
                  ? title
                  : rules_get((enum rule_id)world->setup.rule)->title);
    put_generals(sheet);
    put_letters(sheet);
    put_foot(sheet);
    (void)fputs("</svg>\n", sheet->out);
}

/* The last minute at which a letter does something. */
static uint32_t last_minute(const struct gathered *gathered)
{
    uint32_t last = 0;
    for (size_t i = 0; i < gathered->count; i++) {
        const struct letter *letter = &gathered->letters[i];
        uint32_t minute =
            letter->arrives == UINT32_MAX ? letter->sent : letter->arrives;
        last = minute > last ? minute : last;
    }
    return last + (last + 19) / 20;
}

int drawing_svg(FILE *out, const struct replayed *replayed)
{
    struct gathered gathered;
    int code = gather_letters(&gathered, replayed);
    if (code == EXIT_DONE) {
        struct sheet sheet = {.out = out,
                              .replayed = replayed,
                              .letters = gathered.letters,
                              .count = gathered.count,
                              .end = last_minute(&gathered)};
        put_sheet(&sheet);
    }
    free(gathered.letters);
    return code;
}
