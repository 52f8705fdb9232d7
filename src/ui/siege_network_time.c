/* Steps in place of hours: the news of one, and its mark on the line of time.
 */
#include <stdlib.h>

#include "ui/network.h"
#include "ui/siege.h"
#include "ui/words.h"
#include "ui/words_say.h"

enum {
    STEPS_LEAST = 12, /* on the line of time */
    STEPS_DRAWN = 48, /* a time limit that the line can show */
    STEPS_TOLD = 1000 /* a time limit that is worth telling */
};

static uint32_t last_step(const struct app *app)
{
    uint32_t steps = session_setup(app->session)->deadline / STEP_MINUTES;
    return steps <= STEPS_TOLD ? steps : 0;
}

void siege_step_text(const struct app *app, char *out, size_t room)
{
    uint32_t step = app->siege->shown / STEP_MINUTES;
    if (last_step(app) > 0) {
        words_say(out, room, _("step %u of %u"), (unsigned)step,
                  (unsigned)last_step(app));
    } else {
        words_say(out, room, _("step %u"), (unsigned)step);
    }
}

uint32_t siege_steps_end(const struct app *app)
{
    uint32_t least = STEPS_LEAST * STEP_MINUTES, end = siege_present(app);
    uint32_t last = last_step(app);
    uint32_t limit = last <= STEPS_DRAWN ? last * STEP_MINUTES : 0;
    end = end < least ? least : end;
    return limit > 0 && (end < limit || end == least) ? limit : end;
}

/* How much an event says of a step: one step lets many riders go. */
static unsigned weight_of(const struct event *event)
{
    switch ((enum event_kind)event->kind) {
    case EVENT_DECIDED:
    case EVENT_FELL:
    case EVENT_TIMEOUT:
        return 5;
    case EVENT_TOSSED:
    case EVENT_PREPARED:
    case EVENT_VIEW:
    case EVENT_CAPTURED:
        return 4;
    case EVENT_ARRIVED:
    case EVENT_BATTLE:
        return 3;
    case EVENT_LATE:
        return 2;
    case EVENT_PHASE:
        return 1;
    case EVENT_ROUND:
    case EVENT_SENT:
    case EVENT_SILENT:
    case EVENT_REFUSED:
    case EVENT_ACCUSED:
    case EVENT_FOUND:
    case EVENT_FOLLOWED:
    case EVENT_CONFIRMED:
    case EVENT_COUNT:
        break;
    }
    return 0;
}

/* Of the last step's events the weightiest first. */
void siege_step_news(const struct app *app, char *out, size_t room)
{
    size_t count;
    struct told *told = siege_events(app, &count);
    uint32_t minute = count > 0 ? told[count - 1].event.minute : 0;
    out[0] = '\0';
    for (unsigned weight = 6; weight-- > 0 && out[0] == '\0';) {
        for (size_t i = count;
             i-- > 0 && out[0] == '\0' && told[i].event.minute == minute;) {
            if (weight_of(&told[i].event) == weight) {
                words_event(out, room, app->session, &told[i].event,
                            siege_eyes(app));
            }
        }
    }
    free(told);
}

void siege_turn_draw(const struct app *app, struct frame *frame,
                     const struct event *event, int x, int y)
{
    uint16_t eyes = siege_eyes(app);
    if (event->kind == EVENT_FELL &&
        network_watches(app->session, event->actor, eyes)) {
        frame_glyph(frame, x, y, GLYPH_CROSS, FRAME_CAPTURED);
    } else if (event->kind == EVENT_DECIDED &&
               network_reads(app->session, event->actor, eyes)) {
        text_draw(frame, x, y, 2,
                  text_order_letter(session_level(app->session), event->order),
                  text_order_role(event->order));
    }
}
