/* The rules of correspondence in words: see rule_words.h. */
#include "ui/rule_words.h"

#include <stdio.h>

#include "ui/text.h"

const char *rule_name(enum rule_id rule)
{
    switch (rule) {
    case RULE_RELAY:
        return _("The chain");
    case RULE_ACKS:
        return _("Confirmations");
    case RULE_ORAL:
        return _("Oral letters");
    case RULE_SIGNED:
        return _("Sealed letters");
    case RULE_VOTE:
        return _("The vote");
    case RULE_COIN:
        return _("The coin");
    case RULE_PBFT:
        return _("Three rounds");
    case RULE_WORK:
        return _("Proof of work");
    case RULE_BLANK:
    case RULE_COUNT:
        break;
    }
    return _("No letters");
}

const char *rule_summary(enum rule_id rule)
{
    switch (rule) {
    case RULE_RELAY:
        return _("The order is passed on from one general to the next. Each "
                 "hears it from the one before and from nobody else, and obeys "
                 "what he heard.");
    case RULE_ORAL:
        return _("The commander writes to everyone. Then, for m rounds, "
                 "everyone tells everyone else what he heard. A general obeys "
                 "the order that more than half of the voices give him, his "
                 "own letter included.");
    case RULE_SIGNED:
        return _("Every letter bears seals that nobody can imitate. A general "
                 "who holds a new order adds his seal and passes it on. He "
                 "obeys the only order that he holds under valid seals; if "
                 "there are two, he retreats.");
    case RULE_WORK:
        return _("Every block costs work, holds all blocks before it, and "
                 "votes for an order. Each general builds on the longest chain "
                 "that he knows and sends what he finds to all. At the "
                 "deadline he obeys the order of his chain, if it has enough "
                 "confirmations.");
    case RULE_ACKS:
        return _("The commander sends the order, the other general confirms "
                 "it, the commander confirms that, and so on, to and fro. Each "
                 "writes only when the last letter came, and attacks only if "
                 "every letter meant for him came.");
    case RULE_VOTE:
        return _("There is no clock, and the city chooses which messenger "
                 "arrives next. In every phase each general reports his value "
                 "to all, waits for all but those who may be silent, and "
                 "proposes the order that most of all generals reported, or "
                 "none. With enough proposals he decides; with one he takes it "
                 "as his value; without any he takes attack.");
    case RULE_COIN:
        return _(
            "As the vote: no clock, reports and proposals in every "
            "phase. But a general who sees no proposal tosses a coin for "
            "his next value. No schedule holds out against luck for ever.");
    case RULE_PBFT:
        return _("There is no clock. The primary of a view orders; the others "
                 "prepare the order, then commit to it, each time waiting for "
                 "a quorum of two thirds and one. Who loses patience asks for "
                 "the next view, with another primary. Never do two loyal "
                 "generals decide differently, however late the letters come.");
    case RULE_BLANK:
    case RULE_COUNT:
        break;
    }
    return _("No letters are written.");
}

static int explain_oral(char *out, size_t room, unsigned depth)
{
    if (depth == 0) {
        return snprintf(out, room, "%s",
                        _("The commander writes to everyone, and there is no "
                          "time to compare. A general obeys what he reads."));
    }
    if (depth == 1) {
        return snprintf(out, room, "%s",
                        _("The commander writes to everyone. Then everyone "
                          "tells everyone else what he heard. A general obeys "
                          "the order that more than half of the voices give "
                          "him, his own letter included."));
    }
    return snprintf(out, room,
                    _("The commander writes to everyone. Then, for %u rounds, "
                      "everyone tells everyone else what he heard. A general "
                      "obeys the order that more than half of the voices give "
                      "him, round by round."),
                    depth);
}

/* Without a round there is nobody to pass a sealed letter on to. */
static const char *sealed_at_once(void)
{
    return _("The commander's letters bear a seal that nobody can imitate, and "
             "there is no time to pass them on. A general obeys the only order "
             "that he holds under a valid seal; if there are two, he "
             "retreats.");
}

size_t rule_explain(char *out, size_t room, enum rule_id rule, unsigned depth)
{
    bool at_once = rule == RULE_SIGNED && depth == 0;
    int wanted = rule == RULE_ORAL ? explain_oral(out, room, depth)
                                   : snprintf(out, room, "%s",
                                              at_once ? sealed_at_once()
                                                      : rule_summary(rule));
    return wanted < 0 ? 0 : (size_t)wanted;
}
