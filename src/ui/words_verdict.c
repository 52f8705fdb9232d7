/* Safety and liveness in words: agreement, validity, termination. */
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_say.h"

enum { PART_MAX = 640 };

/* Loyal generals who have not decided. */
static uint16_t undecided(const struct world *world)
{
    uint16_t mask = 0;
    for (unsigned g = 0; g < world->setup.generals; g++) {
        if (!setup_is_traitor(&world->setup, g) &&
            world->decided[g] == ORDER_NONE) {
            mask = (uint16_t)(mask | 1u << g);
        }
    }
    return mask;
}

/* Say whether no loyal general has decided. */
static bool nobody_decided(const struct world *world)
{
    unsigned loyal = world->setup.generals - setup_traitors(&world->setup);
    return set_count(undecided(world)) == loyal;
}

static bool has_inputs(const struct world *world)
{
    const struct rules *rules = rules_get((enum rule_id)world->setup.rule);
    return rules != NULL && (rules->traits & RULES_INPUTS) != 0;
}

size_t words_agreement(char *out, size_t room, const struct level *level,
                       const struct world *world, const struct verdict *verdict)
{
    (void)level;
    if (!verdict->agreement) {
        return words_say(out, room, "%s",
                         _("Agreement (IC1) is broken: loyal generals decided "
                           "differently."));
    }
    if (nobody_decided(world)) {
        return words_say(out, room, "%s",
                         _("Agreement (IC1) held: nobody decided, so nobody "
                           "decided otherwise."));
    }
    if (undecided(world) != 0) {
        return words_say(out, room, "%s",
                         _("Agreement (IC1) held: all who decided decided the "
                           "same."));
    }
    return words_say(out, room, "%s",
                     _("Agreement (IC1) held: all loyal generals decided the "
                       "same."));
}

/* Every general began with a value of its own. */
static const char *validity_of_inputs(const struct world *world,
                                      const struct verdict *verdict)
{
    if (verdict->validity == TRI_NO) {
        return _("Validity is broken: a loyal general decided what no loyal "
                 "general began with.");
    }
    return nobody_decided(world)
               ? _("Validity held: nothing was decided that nobody began "
                   "with.")
               : _("Validity held: what was decided is what a loyal general "
                   "began with.");
}

size_t words_validity(char *out, size_t room, const struct level *level,
                      const struct world *world, const struct verdict *verdict)
{
    const char *sentence = "";
    (void)level;
    if (has_inputs(world)) {
        return words_say(out, room, "%s", validity_of_inputs(world, verdict));
    }
    switch ((enum tri)verdict->validity) {
    case TRI_YES:
        sentence = undecided(world) != 0
                       ? _("Validity (IC2) held: nobody disobeyed the loyal "
                           "commander.")
                       : _("Validity (IC2) held: all loyal generals obeyed the "
                           "loyal commander.");
        break;
    case TRI_NO:
        sentence = _("Validity (IC2) is broken: a loyal general disobeyed the "
                     "loyal commander.");
        break;
    case TRI_VOID:
        sentence = _("Validity (IC2) asks nothing: the commander is a "
                     "traitor.");
        break;
    }
    return words_say(out, room, "%s", sentence);
}

size_t words_termination(char *out, size_t room, const struct level *level,
                         const struct world *world,
                         const struct verdict *verdict)
{
    uint16_t mask = undecided(world);
    char names[PART_MAX];
    if (mask == 0) {
        return words_say(out, room, "%s",
                         _("Termination: every loyal general decided."));
    }
    words_generals(names, sizeof names, level, mask);
    if (verdict->termination) {
        return words_say(out, room,
                         _("Termination: all decided who were not silent for "
                           "ever (%s)."),
                         names);
    }
    return words_say(out, room, _("Termination: no. Undecided to the end: %s."),
                     names);
}
