/* The map of a sweep as SVG: panels side by side, like the pages of a print. */
#include "cli/svg.h"
#include "cli/sweep_map.h"
#include "rules/rules.h"

/* Units: the drawing's own, a pixel each where nothing scales it. */
enum {
    MARGIN = 24,
    TOP = 92, /* title and legend */
    CELL = 34,
    ROW = 28,
    LEFT = 46,    /* of a panel: its axis t */
    HEAD = 50,    /* of a panel: its name and axis n */
    GAP = 30,     /* between panels */
    SHEET = 1040, /* panels go side by side up to here */
    LEGEND = 640, /* what title and legend need */
    FOOT = 34
};

struct plan {
    FILE *out;
    const struct sweep_table *table;
    unsigned columns, rows, panels, across;
    int width, height; /* of a panel */
};

static struct plan plan_of(FILE *out, const struct sweep_table *table)
{
    struct plan plan = {
        .out = out,
        .table = table,
        .columns = table->generals.most - table->generals.least + 1,
        .rows = table->traitors.most - table->traitors.least + 1,
        .panels = table->depth.most - table->depth.least + 1};
    plan.width = LEFT + CELL * (int)plan.columns + GAP;
    plan.height = HEAD + ROW * (int)plan.rows + GAP;
    plan.across = SHEET / (unsigned)plan.width;
    plan.across = plan.across == 0            ? 1
                  : plan.across > plan.panels ? plan.panels
                                              : plan.across;
    return plan;
}

static const struct sweep_cell *cell_at(const struct plan *plan, unsigned panel,
                                        unsigned column, unsigned row)
{
    const struct sweep_table *table = plan->table;
    return sweep_table_at(table, table->generals.least + column,
                          table->depth.least + panel,
                          table->traitors.least + row);
}

static const char *kind_of(const struct sweep_cell *cell)
{
    return cell->defined ? search_verdict_id((enum search_verdict)cell->verdict)
                         : "undefined";
}

/* A cell's ground and sign, with its upper left corner there. */
static void put_cell(FILE *out, int x, int y, const struct sweep_cell *cell)
{
    const char *kind = kind_of(cell);
    char text[16] = "?";
    (void)fprintf(out,
                  "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" "
                  "height=\"%d\"/>\n",
                  kind, x, y, CELL, ROW);
    if (!cell->defined) {
        (void)fprintf(out, "<path class=\"thin\" d=\"M%d %d h8\"/>\n",
                      x + CELL / 2 - 4, y + ROW / 2);
        return;
    }
    if (cell->verdict == SEARCH_SAFE) {
        (void)fprintf(out,
                      "<circle class=\"ring\" cx=\"%d\" cy=\"%d\" r=\"4\"/>\n",
                      x + CELL / 2, y + ROW / 2);
        return;
    }
    if (cell->verdict == SEARCH_BROKEN) {
        (void)snprintf(text, sizeof text, "%u%s", (unsigned)cell->lies,
                       cell->minimal ? "" : "?");
    }
    svg_label(out, x + CELL / 2.0, y + ROW / 2.0 + 5,
              cell->verdict == SEARCH_BROKEN ? "lies" : "doubt", text);
}

static bool differ(const struct sweep_cell *a, const struct sweep_cell *b)
{
    return a->defined && b->defined &&
           (a->verdict == SEARCH_BROKEN) != (b->verdict == SEARCH_BROKEN);
}

static void put_edges(const struct plan *plan, unsigned panel, unsigned column,
                      unsigned row, int left, int top)
{
    const struct sweep_cell *here = cell_at(plan, panel, column, row);
    if (column > 0 && differ(here, cell_at(plan, panel, column - 1, row))) {
        (void)fprintf(plan->out, "<path class=\"bound\" d=\"M%d %d v%d\"/>\n",
                      left, top, ROW);
    }
    if (row > 0 && differ(here, cell_at(plan, panel, column, row - 1))) {
        (void)fprintf(plan->out, "<path class=\"bound\" d=\"M%d %d h%d\"/>\n",
                      left, top, CELL);
    }
}

/* The bound: a heavy line wherever one side is broken and the other is not. */
static void put_bound(const struct plan *plan, unsigned panel, int x, int y)
{
    for (unsigned row = 0; row < plan->rows; row++) {
        for (unsigned column = 0; column < plan->columns; column++) {
            put_edges(plan, panel, column, row, x + CELL * (int)column,
                      y + ROW * (int)row);
        }
    }
}

static void put_axes(const struct plan *plan, unsigned panel, int x, int y)
{
    const struct sweep_table *table = plan->table;
    const struct rules *rules = rules_get((enum rule_id)table->rule);
    char text[32];
    if ((rules->traits & RULES_DEPTH) != 0) {
        (void)snprintf(text, sizeof text, "m = %u", table->depth.least + panel);
        svg_label(plan->out, x, y - 32, "panel", text);
    }
    svg_label(plan->out, x - 14, y - 8, "axis", "n");
    svg_label(plan->out, x - 36, y + ROW / 2.0 + 5, "axis", "t");
    for (unsigned column = 0; column < plan->columns; column++) {
        (void)snprintf(text, sizeof text, "%u", table->generals.least + column);
        svg_label(plan->out, x + CELL * (column + 0.5), y - 8, "tick", text);
    }
    for (unsigned row = 0; row < plan->rows; row++) {
        (void)snprintf(text, sizeof text, "%u", table->traitors.least + row);
        svg_label(plan->out, x - 14, y + ROW * (row + 0.5) + 5, "tick", text);
    }
}

static void put_panel(const struct plan *plan, unsigned panel)
{
    int x = MARGIN + LEFT + plan->width * (int)(panel % plan->across);
    int y = TOP + HEAD + plan->height * (int)(panel / plan->across);
    put_axes(plan, panel, x, y);
    for (unsigned row = 0; row < plan->rows; row++) {
        for (unsigned column = 0; column < plan->columns; column++) {
            put_cell(plan->out, x + CELL * (int)column, y + ROW * (int)row,
                     cell_at(plan, panel, column, row));
        }
    }
    put_bound(plan, panel, x, y);
    (void)fprintf(plan->out,
                  "<rect class=\"frame\" x=\"%d\" y=\"%d\" width=\"%d\" "
                  "height=\"%d\"/>\n",
                  x, y, CELL * (int)plan->columns, ROW * (int)plan->rows);
}

static void put_style(FILE *out)
{
    (void)fputs(
        "<style>\n"
        "text{font:13px sans-serif;fill:#111}\n"
        ".title{font-size:17px;font-weight:bold}.small{font-size:11px}\n"
        ".panel{font-weight:bold}.axis{font-style:italic;font-weight:bold}\n"
        ".tick,.lies,.doubt{text-anchor:middle}\n"
        ".lies{font-weight:bold;fill:#fff}\n"
        "rect{stroke:#fff;stroke-width:1}\n"
        ".broken{fill:#b34700}.safe{fill:#e3eff7}.unknown{fill:#fff;"
        "stroke:#888;stroke-dasharray:2 2}.undefined{fill:#fff}\n"
        ".ring{fill:none;stroke:#00639c;stroke-width:1.6}\n"
        ".thin{stroke:#999}\n"
        ".bound{fill:none;stroke:#111;stroke-width:2.6;stroke-linecap:square}\n"
        ".frame{fill:none;stroke:#888}\n"
        "</style>\n",
        out);
}

static void put_legend(FILE *out)
{
    static const struct sweep_cell cells[] = {
        {.defined = true, .verdict = SEARCH_SAFE},
        {.defined = true, .verdict = SEARCH_BROKEN, .lies = 2, .minimal = true},
        {.defined = true, .verdict = SEARCH_UNKNOWN},
        {.defined = false}};
    static const char *const words[] = {"safe: no plan breaks it",
                                        "broken, with two lies", "unknown",
                                        "no such siege"};
    static const int at[] = {0, 210, 410, 520};
    for (unsigned i = 0; i < 4; i++) {
        put_cell(out, MARGIN + at[i], 58, &cells[i]);
        svg_label(out, MARGIN + at[i] + CELL + 8, 77, "small", words[i]);
    }
}

void sweep_map_svg(FILE *out, const struct sweep_table *table)
{
    struct plan plan = plan_of(out, table);
    int needed = plan.width * (int)plan.across - GAP;
    int width = 2 * MARGIN + (needed < LEGEND ? LEGEND : needed);
    unsigned down = (plan.panels + plan.across - 1) / plan.across;
    int height = TOP + plan.height * (int)down + FOOT;
    char text[160];
    (void)fprintf(out,
                  "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" "
                  "height=\"%d\" viewBox=\"0 0 %d %d\">\n",
                  width, height, width, height);
    put_style(out);
    (void)fputs("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n", out);
    svg_label(out, MARGIN, 30, "title",
              rules_get((enum rule_id)table->rule)->title);
    svg_label(out, MARGIN, 49, "small",
              "n generals, t of them traitors: can agreement or validity be "
              "broken? The heavy line is the bound.");
    put_legend(out);
    for (unsigned panel = 0; panel < plan.panels; panel++) {
        put_panel(&plan, panel);
    }
    (void)snprintf(text, sizeof text,
                   "Every placement of the traitors, every order%s: %llu "
                   "sieges. A number is the fewest lies that break one.",
                   table->rule == RULE_PBFT ? ", one view" : "",
                   (unsigned long long)table->sieges);
    svg_label(out, MARGIN, height - 20, "small", text);
    (void)fputs("</svg>\n", out);
}
