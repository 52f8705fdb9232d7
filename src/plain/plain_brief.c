/* What is said before a siege: briefing, prediction, help. */
#include "plain/inside.h"
#include "rules/work.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_say.h"
#include "ui/words_work.h"

void plain_help(struct plain *plain)
{
    static const char *const lines[] = {
        N_("An empty line, or \"send\": send the letters, go on."),
        N_("\"2 retreat\", \"2 3\": the answer to question 2, in words or by "
           "its "
           "number in the list; \"2\" alone lists the answers."),
        N_("\"all truth\", \"all silence\", \"all retreat\", \"to Leo "
           "silence\": a traitor's standing orders."),
        N_("\"accuse Leo\", \"attack\": for a loyal general at the end."),
        N_("\"claim\" (or \"!\"): the goal cannot be reached, whatever you "
           "do."),
        N_("\"prove\" (or \"x\"): prove whether it can be reached, with how "
           "few lies and by how many plans; before the siege is over it leaves "
           "one star at most. \"lie\": see the shortest lie that was found."),
        N_("\"lab\": all plans counted once the level is won, and a "
           "thousand sieges sampled."),
        N_("\"undo\", \"redo\", \"restart\": take back, put back, begin "
           "again."),
        N_("A number, \"Leo Manuel\", \"fall Leo\", \"timeout Leo\", \"capture "
           "Leo Manuel\", without a clock: what happens next, at once."),
        N_("\"run\", without a clock: the oldest letter arrives, and the next, "
           "until somebody decides."),
        N_("\"show\", \"blocks\", with proof of work: show everybody your "
           "longest chain; see the blocks that you know."),
        N_("\"questions\", \"letters\", \"briefing\": see them again."),
        N_("\"hint\": a nudge, then the idea, then the solution, which leaves "
           "one star at most; \"solve\" lays it on the desk."),
        N_("\"levels\", \"next\": another level. \"q\": quit."),
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        plain_sayf(plain, 2, "%s", _(lines[i]));
    }
}

/* The hours of attack, where hours mean something. */
static void say_orders(struct plain *plain)
{
    const struct setup *setup = &plain->level.setup;
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    if (rules != NULL && (rules->traits & RULES_NO_CLOCK) != 0) {
        return;
    }
    for (unsigned i = 1; i < setup->orders; i++) {
        char time[64];
        text_day_time(time, sizeof time, setup->start + setup->order_minute[i]);
        plain_sayf(plain, 2, _("Order \"%s\": %s."),
                   words_order(&plain->level, i), time);
    }
}

/* Proof of work: the pace, the deadline, and who digs how fast. */
static void say_work(struct plain *plain)
{
    char text[WORDS_MAX];
    if (words_pace(text, sizeof text, &plain->level) > 0) {
        plain_sayf(plain, 2, "%s", text);
    }
}

/* "Bardas "attack", Leo "retreat"": where everybody begins with a value. False:
 * they do not. */
static bool first_values(const struct level *level, char *out, size_t room)
{
    const struct setup *setup = &level->setup;
    const struct rules *rules = rules_get((enum rule_id)setup->rule);
    out[0] = '\0';
    if (rules == NULL || (rules->traits & RULES_INPUTS) == 0) {
        return false;
    }
    for (unsigned g = 0; g < setup->generals; g++) {
        char longer[WORDS_MAX];
        words_say(longer, sizeof longer, "%s%s%s \"%s\"", out,
                  g > 0 ? ", " : "", words_name(level, g),
                  words_order(level, setup->input[g]));
        words_say(out, room, "%s", longer);
    }
    return true;
}

void plain_briefing(struct plain *plain)
{
    const struct level *level = &plain->level;
    char number[64], text[WORDS_MAX], names[WORDS_MAX];
    plain_level_number(level->id, number, sizeof number);
    plain_gap(plain);
    plain_sayf(plain, 0, "%s  %s", number,
               level_say(level, level->title, text_language()));
    plain_gap(plain);
    plain_say(plain, level_say(level, level->briefing, text_language()), 0);
    plain_gap(plain);
    uint32_t all = (1u << level->setup.generals) - 1u;
    words_generals(names, sizeof names, level, (uint16_t)all);
    if (first_values(level, text, sizeof text)) {
        plain_sayf(plain, 2,
                   _("Generals and their first values: %s. The city falls to "
                     "%u armies at once."),
                   text, level->setup.quorum);
    } else {
        plain_sayf(plain, 2,
                   _("Generals: %s; %s commands. The city falls to %u "
                     "armies at once."),
                   names, words_name(level, level->setup.commander),
                   level->setup.quorum);
        say_orders(plain);
    }
    say_work(plain);
    words_role(text, sizeof text, level);
    plain_sayf(plain, 2, "%s", text);
    words_goal(text, sizeof text, level);
    plain_sayf(plain, 2, _("Goal: %s"), text);
}

void plain_ask_prediction(struct plain *plain)
{
    const struct level *level = &plain->level;
    const char *question = level_say(level, level->predict, text_language());
    plain->predicted = ORDER_NONE;
    if (*question == '\0') {
        return;
    }
    plain_gap(plain);
    plain_say(plain, question, 0);
    for (unsigned i = 0; i < level->setup.orders; i++) {
        plain_sayf(plain, 5, "%3u. %s", i + 1, words_order(level, i));
    }
    plain_say(plain, _("Your prediction (an empty line gives none):"), 0);
    while (plain_read(plain) && plain->line[0] != '\0') {
        size_t number = plain_number(plain->line);
        unsigned order = plain_order(level, plain->line);
        if (plain_is(plain->line, N_("q"))) {
            plain->next = NEXT_QUIT;
            return;
        }
        if (number >= 1 && number <= level->setup.orders) {
            order = (unsigned)number - 1;
        }
        if (order != ORDER_NONE) {
            plain->predicted = (uint8_t)order;
            return;
        }
        plain_say(plain, _("Type one of the orders, or its number."), 0);
    }
}
