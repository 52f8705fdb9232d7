/* The foot of the panel: what was done so far, and the button that goes on. */
#include "ui/siege.h"
#include "ui/words.h"
#include "ui/words_say.h"

void siege_lies_draw(const struct app *app, struct frame *frame, struct box box)
{
    const struct level *level = session_level(app->session);
    char text[WORDS_MAX];
    uint32_t lies = session_lies(app->session, siege_at_desk(app));
    if (level->role == ROLE_CITY && siege_networks(app)) {
        words_say(text, sizeof text, _("Silenced or captured: %u of %u"), lies,
                  level->setup.budget + level->setup.falls);
    } else if (level->role == ROLE_CITY) {
        words_say(text, sizeof text, _("Captured: %u of %u"), lies,
                  level->setup.budget);
    } else if (siege_works(app)) {
        words_say(text, sizeof text, _("Blocks kept back: %u"), lies);
    } else {
        words_say(text, sizeof text, _("Lies: %u"), lies);
    }
    text_draw(frame, box.x + 1, box.y, box.width - 1, text, FRAME_DIM);
}

const char *siege_send_text(const struct app *app)
{
    const struct desk_item *items;
    if (siege_in_past(app)) {
        return _("Go to the present");
    }
    if (session_over(app->session)) {
        return _("How it ended");
    }
    if (session_desk(app->session, &items) == 0) {
        return _("Let time run");
    }
    switch ((enum decision_kind)items[0].decision.kind) {
    case DECISION_LETTER:
    case DECISION_SEAL:
    case DECISION_FORGE:
    case DECISION_VOTE:
    case DECISION_VOUCH:
        return _("Send the riders");
    case DECISION_CAPTURE:
        return _("Let the others ride");
    case DECISION_PUBLISH:
    case DECISION_BUILD:
    case DECISION_ALARM:
        return _("Go on");
    case DECISION_NONE:
    case DECISION_ACCUSE:
    case DECISION_PROOF_1:
    case DECISION_PROOF_2:
    case DECISION_DECIDE:
    case DECISION_MINE:
    case DECISION_TRUST:
    case DECISION_DEMAND:
    case DECISION_DELIVER:
    case DECISION_TOSS:
    case DECISION_COUNT:
        break;
    }
    return _("So be it");
}
