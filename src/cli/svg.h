/* What all drawings as SVG share. */
#ifndef CLI_SVG_H
#define CLI_SVG_H

#include <stdio.h>

/* One line of text at a place; nothing in it is taken for a tag. `kind` names a
 * class of the drawing's style. */
void svg_label(FILE *out, double x, double y, const char *kind,
               const char *text);

#endif
