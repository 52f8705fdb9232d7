/* What the user typed and clicked, as the game's inputs. */
#ifndef TUI_KEYS_H
#define TUI_KEYS_H

#include <stdbool.h>

#include "ui/app.h"

/* Begin to read keys from the open terminal, and clicks if wanted. */
void keys_open(bool mouse);
void keys_close(void);

/* Read the inputs that are waiting, at most `room` of them; never waits longer
 * than one key's sequence takes. Returns how many. */
int keys_read(struct input *out, int room);

/* Say whether anything is left to read at once. */
bool keys_waiting(void);

#endif
