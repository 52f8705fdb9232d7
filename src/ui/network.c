#include "ui/network.h"

#include "rules/rules.h"

/* Say whether the player is a city that looks at the roads from outside. */
static bool looks_from_outside(const struct session *session, uint16_t eyes)
{
    return eyes == 0 && session_level(session)->role == ROLE_CITY &&
           session_steps(session);
}

enum network_sight network_see(const struct session *session,
                               struct letter *letter, uint16_t eyes,
                               uint32_t minute)
{
    if (!looks_from_outside(session, eyes)) {
        return letter_seen(letter, eyes, minute) ? SIGHT_ALL : SIGHT_NONE;
    }
    if (!letter_at(letter, minute) || letter->state == LETTER_UNWRITTEN) {
        return SIGHT_NONE;
    }
    letter->order = letter->counted = letter->duty = ORDER_NONE;
    letter->claim = 0;
    return SIGHT_OUTSIDE;
}

bool network_reads(const struct session *session, unsigned g, uint16_t eyes)
{
    (void)session;
    return ((unsigned)eyes >> g & 1u) != 0;
}

bool network_watches(const struct session *session, unsigned g, uint16_t eyes)
{
    return network_reads(session, g, eyes) || looks_from_outside(session, eyes);
}

/* What the general did last that everybody who watches it knows of. */
static void note_events(const struct session *session, unsigned g,
                        uint32_t minute, struct network_general *out)
{
    const struct event *events;
    size_t count = session_events(session, &events);
    for (size_t i = 0; i < count; i++) {
        if (events[i].actor != g || events[i].minute > minute) {
            continue;
        }
        if (events[i].kind == EVENT_FELL) {
            out->fallen = true;
        } else if (events[i].kind == EVENT_DECIDED) {
            out->is_decided = true;
            out->decided = events[i].order;
        }
    }
}

/* The last letter that it wrote. */
static void note_last(const struct session *session, unsigned g,
                      uint32_t minute, struct network_general *out)
{
    const struct world *world = session_world(session);
    for (uint32_t i = game_letters(world); i-- > 0;) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (letter.from == g && letter.post != POST_NONE &&
            letter.sent <= minute) {
            out->phase = letter.phase;
            out->post = letter.post;
            out->order = letter.order;
            return;
        }
    }
}

static void count_vote(struct network_general *out, unsigned order)
{
    out->has++;
    out->votes[order == 0 || order == 1 ? order : 2]++;
}

/* Its letters for the stage that it is in, its own among them. */
static void count_votes(const struct session *session, unsigned g,
                        uint32_t minute, struct network_general *out)
{
    const struct world *world = session_world(session);
    for (uint32_t i = 0; i < game_letters(world); i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (letter.to == g && letter.post == out->post &&
            letter.phase == out->phase && letter.state == LETTER_ARRIVED &&
            letter.arrives <= minute && !letter.late) {
            count_vote(out, letter.order);
        }
    }
    count_vote(out, out->order);
}

/* From outside only what it wrote to these camps is known. */
static void note_heard(const struct session *session, unsigned g, uint16_t eyes,
                       uint32_t minute, struct network_general *out)
{
    const struct world *world = session_world(session);
    for (uint32_t i = game_letters(world); i-- > 0;) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (letter.from == g && letter.post != POST_NONE &&
            letter_seen(&letter, eyes, minute) &&
            letter.state == LETTER_ARRIVED) {
            out->phase = letter.phase;
            out->post = letter.post;
            out->order = letter.order;
            return;
        }
    }
}

void network_general(const struct session *session, unsigned g, uint16_t eyes,
                     uint32_t minute, struct network_general *out)
{
    const struct setup *setup = session_setup(session);
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    *out = (struct network_general){.order = ORDER_NONE, .decided = ORDER_NONE};
    if (!network_watches(session, g, eyes)) {
        note_heard(session, g, eyes, minute, out);
        return;
    }
    note_events(session, g, minute, out);
    note_last(session, g, minute, out);
    if (out->post != POST_NONE && (rules->traits & RULES_INPUTS) != 0) {
        count_votes(session, g, minute, out);
        out->needs = (uint8_t)(setup->generals - setup->faults);
    }
    if (!network_reads(session, g, eyes)) {
        out->hidden = true;
        out->order = out->decided = ORDER_NONE;
    }
}
