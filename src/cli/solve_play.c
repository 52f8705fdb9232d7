#include "cli/solve_play.h"

#include <stdlib.h>

enum { TURNS_MAX = 20000 /* of a siege that never ends */ };

/* Round after round; false where the rules or the memory stop it. */
static bool play(struct session *session)
{
    for (unsigned turn = 0; turn < TURNS_MAX && !session_over(session);
         turn++) {
        (void)session_solve_desk(session);
        if (session_send(session, NULL) != STATUS_OK) {
            return false;
        }
    }
    return session_over(session);
}

enum status solution_play(struct solution *out, const struct level *level,
                          uint64_t seed, struct diag *why)
{
    struct session *session = NULL;
    struct outcome outcome;
    enum status status;
    *out = (struct solution){.played = false};
    if (!level->possible) {
        return STATUS_OK;
    }
    status = session_open(&session, level, seed, why);
    if (status != STATUS_OK) {
        return status;
    }
    if (play(session)) {
        session_outcome(session, &outcome);
        status = session_record(session, &out->record, &out->length);
        out->played = status == STATUS_OK;
        out->reached = outcome.reached;
        out->lies = outcome.lies;
    }
    session_close(session);
    return status;
}

uint32_t solution_fewest_falls(const struct level *level)
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
