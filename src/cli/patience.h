/* One line to whoever waits at a terminal: the command is still at work. */
#ifndef CLI_PATIENCE_H
#define CLI_PATIENCE_H

/* From now on, when the command takes more than a few seconds and stderr is a
 * terminal, say so there, once. Scripts see nothing of it. */
void patience_begin(void);

#endif
