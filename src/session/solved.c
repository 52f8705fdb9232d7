#include "session/solved.h"

#include <stdlib.h>

enum { TURNS_MAX = 20000 /* of a siege that never ends */ };

bool solved_run(struct session *session, unsigned turns, search_tick *tick,
                void *context)
{
    for (unsigned i = 0; i < turns && !session_over(session); i++) {
        if (tick != NULL && !tick(context, i)) {
            return false;
        }
        (void)session_solve_desk(session);
        if (session_send(session, NULL) != STATUS_OK) {
            return false;
        }
    }
    return session_over(session);
}

enum status solved_play(struct solved *out, const struct level *level,
                        uint64_t seed, struct diag *why)
{
    struct session *session = NULL;
    struct outcome outcome;
    enum status status;
    *out = (struct solved){.played = false};
    if (!level->possible) {
        return STATUS_OK;
    }
    status = session_open(&session, level, seed, why);
    if (status != STATUS_OK) {
        return status;
    }
    if (solved_run(session, TURNS_MAX, NULL, NULL)) {
        session_outcome(session, &outcome);
        status = session_record(session, &out->record, &out->length);
        out->played = status == STATUS_OK;
        out->reached = outcome.reached;
        out->lies = outcome.lies;
    }
    session_close(session);
    return status;
}

uint32_t solved_fewest_falls(const struct level *level)
{
    struct level *fewer = malloc(sizeof *fewer);
    uint32_t fewest = UINT32_MAX;
    if (fewer == NULL || setup_can_capture(&level->setup)) {
        free(fewer);
        return fewest;
    }
    *fewer = *level;
    for (uint32_t falls = 0;
         falls <= level->setup.falls && fewest == UINT32_MAX; falls++) {
        enum possibility possible;
        double chance;
        fewer->setup.falls = (uint8_t)falls;
        possible = session_positions(fewer, &chance);
        if (possible == UNKNOWN) {
            break;
        }
        fewest = possible == POSSIBLE ? falls : UINT32_MAX;
    }
    free(fewer);
    return fewest;
}
