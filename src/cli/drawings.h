/* A recorded siege as a drawing in the languages of other programs. Each
 * returns an exit code; a fault was told. Letters of all camps are drawn: it is
 * the debrief's view. */
#ifndef CLI_DRAWINGS_H
#define CLI_DRAWINGS_H

#include <stdio.h>

#include "cli/replayed.h"

/* A space-time diagram (Lamport 1978) as SVG 1.1: a line for each general, time
 * from left to right, letters as slanted arrows. What differs by colour differs
 * by dash, width or sign too, so that it can be printed in black. */
int drawing_svg(FILE *out, const struct replayed *replayed);

/* A sequence diagram for Mermaid. */
int drawing_mermaid(FILE *out, const struct replayed *replayed);

/* A graph for Graphviz: who said that who said (relay, oral), the tree of
 * blocks (work), else who wrote to whom. */
int drawing_dot(FILE *out, const struct replayed *replayed);

/* The siege on the screen, step by step: asciicast, version 2. */
int drawing_cast(FILE *out, const struct replayed *replayed);

#endif
