/* What --help, the man page and the completion of bash say, all from the
 * tables of commands and options. */
#ifndef CLI_HELP_H
#define CLI_HELP_H

#include <stdio.h>

#include "cli/options.h"

void help_program(FILE *out);
void help_command(FILE *out, const struct command *command);
void help_man(FILE *out);        /* roff, for `make install` */
void help_completion(FILE *out); /* a script of bash */

/* The version, of the build. */
const char *help_version(void);

#endif
