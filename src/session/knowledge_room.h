/* Memory for the model check of solve/knowledge.h, which allocates none. */
#ifndef SESSION_KNOWLEDGE_ROOM_H
#define SESSION_KNOWLEDGE_ROOM_H

#include "solve/knowledge.h"

struct knowledge_size {
    size_t depth, seen, points, groups; /* as in struct knowledge_room */
};

/* Make room. Owner: the caller, who calls knowledge_room_close.
 * Fails: false when there is no memory; there is then nothing to close. */
bool knowledge_room_open(struct knowledge_room *out,
                         const struct knowledge_size *size);
void knowledge_room_close(struct knowledge_room *room);

#endif
