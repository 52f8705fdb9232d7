/* The table that a sweep fills, drawn as a map: in lines of text while it is
 * filled, and as SVG when it is whole. Asks no solver. */
#ifndef CLI_SWEEP_MAP_H
#define CLI_SWEEP_MAP_H

#include <stdio.h>

#include "lab/sweep.h"

struct sweep_range {
    unsigned least, most; /* both are in it */
};

struct sweep_table {
    uint8_t rule; /* enum rule_id */
    struct sweep_range generals, depth, traitors;
    struct sweep_cell *cells; /* by depth, then traitors, then generals */
    uint64_t sieges;          /* that were asked about */
};

/* How many cells the ranges have. */
size_t sweep_table_size(const struct sweep_table *table);

/* The cell for n, m and t. Range: they are in the ranges. */
struct sweep_cell *sweep_table_at(const struct sweep_table *table, unsigned n,
                                  unsigned m, unsigned t);

/* The map as text, 80 columns wide at most: its head and legend, the head of
 * the panel for m, the row for t up to its first cell, one cell. The caller
 * ends the lines. */
void sweep_map_begin(const struct sweep_table *table, bool colour);
void sweep_map_panel(const struct sweep_table *table, unsigned m);
void sweep_map_row(unsigned t);
void sweep_map_cell(const struct sweep_table *table,
                    const struct sweep_cell *cell, bool colour);

/* The map as SVG 1.1, a panel for each m. What differs by colour differs by
 * its sign too: a ring is safe, a number broken, a question mark unknown. */
void sweep_map_svg(FILE *out, const struct sweep_table *table);

#endif
