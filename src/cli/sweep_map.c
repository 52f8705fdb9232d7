#include "cli/sweep_map.h"

#include "cli/ink.h"
#include "rules/rules.h"

enum { WIDE = 5, NARROW = 4, WIDE_MOST = 14 };

static unsigned span(struct sweep_range range)
{
    return range.most - range.least + 1;
}

size_t sweep_table_size(const struct sweep_table *table)
{
    return (size_t)span(table->generals) * span(table->depth) *
           span(table->traitors);
}

struct sweep_cell *sweep_table_at(const struct sweep_table *table, unsigned n,
                                  unsigned m, unsigned t)
{
    size_t row = (size_t)(m - table->depth.least) * span(table->traitors) +
                 (t - table->traitors.least);
    return &table->cells[row * span(table->generals) +
                         (n - table->generals.least)];
}

/* The columns of a cell. */
static int width_of(const struct sweep_table *table)
{
    return span(table->generals) > WIDE_MOST ? NARROW : WIDE;
}

static bool has_depth(const struct sweep_table *table)
{
    return (rules_get((enum rule_id)table->rule)->traits & RULES_DEPTH) != 0;
}

static void put_sign(bool colour, enum ink ink, const char *sign,
                     const char *what)
{
    ink_set(colour, ink);
    (void)printf(" %s ", sign);
    ink_set(colour, INK_PLAIN);
    (void)printf(" %s   ", what);
}

void sweep_map_begin(const struct sweep_table *table, bool colour)
{
    const struct rules *rules = rules_get((enum rule_id)table->rule);
    (void)printf("%s: n generals, t of them traitors%s.\n"
                 "Every placement of the traitors, every order.\n\n  ",
                 rules->title,
                 has_depth(table)           ? ", m + 1 rounds"
                 : table->rule == RULE_PBFT ? "; no change of the view"
                                            : "");
    put_sign(colour, INK_GOOD, ".", "safe");
    put_sign(colour, INK_BAD, "2", "broken, with two lies");
    put_sign(colour, INK_DOUBT, "?", "unknown");
    put_sign(colour, INK_FAINT, "-", "no such siege");
    (void)puts("");
}

void sweep_map_panel(const struct sweep_table *table, unsigned m)
{
    char label[16] = "";
    if (has_depth(table)) {
        (void)snprintf(label, sizeof label, "m = %u", m);
    }
    (void)printf("\n  %-7sn", label);
    for (unsigned n = table->generals.least; n <= table->generals.most; n++) {
        (void)printf("%*u ", width_of(table) - 1, n);
    }
    (void)printf("\n          ");
    for (unsigned n = table->generals.least; n <= table->generals.most; n++) {
        (void)printf("%s", width_of(table) == WIDE ? "-----" : "----");
    }
    (void)puts("");
}

void sweep_map_row(unsigned t)
{
    (void)printf("  t = %-3u|", t);
}

void sweep_map_cell(const struct sweep_table *table,
                    const struct sweep_cell *cell, bool colour)
{
    int width = width_of(table);
    enum ink ink = !cell->defined                   ? INK_FAINT
                   : cell->verdict == SEARCH_BROKEN ? INK_BAD
                   : cell->verdict == SEARCH_SAFE   ? INK_GOOD
                                                    : INK_DOUBT;
    char text[16];
    if (ink == INK_BAD) {
        (void)snprintf(text, sizeof text, "%u%s", (unsigned)cell->lies,
                       cell->minimal ? "" : "?");
    } else {
        (void)snprintf(text, sizeof text, "%c",
                       ink == INK_GOOD    ? '.'
                       : ink == INK_DOUBT ? '?'
                                          : '-');
    }
    ink_set(colour, ink);
    (void)printf("%*s ", width - 1, text);
    ink_set(colour, INK_PLAIN);
}
