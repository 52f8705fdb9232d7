/* The battle and the debrief. */
#include "plain/inside.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_say.h"
#include "ui/words_script.h"
#include "ui/words_work.h"

enum { REASONS_MAX = 24 };

static void say_faults(struct plain *plain)
{
    const struct world *world = session_world(plain->session);
    uint32_t letters = game_letters(world);
    size_t told = 0;
    for (uint32_t i = 0; i < letters; i++) {
        char text[WORDS_MAX];
        struct letter letter;
        game_letter(world, i, &letter);
        if (words_letter_fault(text, sizeof text, &plain->level, &letter) ==
            0) {
            continue;
        }
        if (told++ == 0) {
            plain_gap(plain);
            plain_say(plain, _("False and captured letters:"), 0);
        }
        if (told <= PLAIN_ROWS) {
            plain_sayf(plain, 4, "  %s", text);
        }
    }
    if (told > PLAIN_ROWS) {
        plain_sayf(plain, 2, _("  ... and %zu more."), told - PLAIN_ROWS);
    }
}

static void say_why(struct plain *plain, unsigned general)
{
    const struct world *world = session_world(plain->session);
    const struct rules *rules = rules_get((enum rule_id)world->setup.rule);
    struct reason reasons[REASONS_MAX];
    char text[WORDS_MAX];
    words_decided(text, sizeof text, &plain->level, world, general);
    plain_sayf(plain, 2, "%s", text);
    if (setup_is_traitor(&world->setup, general) || rules->explain == NULL) {
        return;
    }
    size_t count = rules->explain(world, general, reasons, REASONS_MAX);
    for (size_t i = 0; i < count && i < REASONS_MAX; i++) {
        words_reason(text, sizeof text, &plain->level, world, &reasons[i]);
        plain_sayf(plain, 6, "    %s", text);
    }
}

/* Safety and liveness, one line each, with a mark that is no colour. */
static void say_check(struct plain *plain, enum tri value, const char *text)
{
    const char *word = value == TRI_YES  ? _("yes")
                       : value == TRI_NO ? _("no")
                                         : "-";
    plain_sayf(plain, 2, "[%s] %s", word, text);
}

static void say_verdict(struct plain *plain, const struct verdict *verdict)
{
    const struct world *world = session_world(plain->session);
    char text[WORDS_MAX];
    words_agreement(text, sizeof text, &plain->level, world, verdict);
    say_check(plain, verdict->agreement ? TRI_YES : TRI_NO, text);
    words_validity(text, sizeof text, &plain->level, world, verdict);
    say_check(plain, (enum tri)verdict->validity, text);
    words_termination(text, sizeof text, &plain->level, world, verdict);
    say_check(plain, verdict->termination ? TRI_YES : TRI_NO, text);
}

void plain_say_battle(struct plain *plain, const struct outcome *outcome)
{
    char text[WORDS_MAX], time[64];
    const struct world *world = session_world(plain->session);
    words_battle(text, sizeof text, &plain->level, world);
    if (session_steps(plain->session)) {
        plain_sayf(plain, 2, "%s", text);
    } else {
        text_day_time(time, sizeof time,
                      plain->level.setup.start + world->clock);
        plain_sayf(plain, 2, "%s. %s", time, text);
    }
    plain_gap(plain);
    for (unsigned g = 0; g < world->setup.generals; g++) {
        say_why(plain, g);
    }
    plain_gap(plain);
    say_verdict(plain, &outcome->verdict);
    words_traitors(text, sizeof text, &plain->level,
                   session_setup(plain->session));
    plain_sayf(plain, 2, "%s", text);
    say_faults(plain);
    if (world->setup.rule == RULE_WORK) {
        plain_gap(plain);
        plain_say_chains(plain);
    }
}

static void say_score(struct plain *plain, const struct outcome *outcome)
{
    if (outcome->claimed) {
        return;
    }
    if (outcome->by_formula && plain->level.role != ROLE_WATCH &&
        words_idea_fits(&plain->level, outcome)) {
        char text[WORDS_MAX];
        words_formula(text, sizeof text, &plain->level, outcome);
        plain_say(plain, text, 0);
    }
    if (!outcome->reached) {
        return;
    }
    if (plain->level.role == ROLE_TRAITOR && outcome->by_formula) {
        plain_sayf(plain, 0, _("Blocks kept back: %u; par is %u."),
                   outcome->lies, outcome->par);
        return;
    }
    if (plain->level.role == ROLE_TRAITOR) {
        plain_sayf(plain, 0, _("Lies: %u; par is %u."), outcome->lies,
                   outcome->par);
        plain_say_par(plain, outcome);
    } else if (plain->level.role == ROLE_CITY &&
               (!session_steps(plain->session) ||
                outcome->lies + outcome->par > 0)) {
        plain_sayf(plain, 0,
                   session_steps(plain->session)
                       ? _("Silenced or captured: %u; par is %u.")
                       : _("Messengers captured: %u; par is %u."),
                   outcome->lies, outcome->par);
        plain_say_par(plain, outcome);
    }
}

static void say_idea(struct plain *plain, const struct outcome *outcome)
{
    const struct level *level = &plain->level;
    const char *idea = level_say(level, level->idea, text_language());
    const char *debrief = level_say(level, level->debrief, text_language());
    if (*debrief != '\0' && words_story_fits(level, outcome)) {
        plain_gap(plain);
        plain_say(plain, debrief, 0);
    }
    if (*idea != '\0' && words_idea_fits(level, outcome)) {
        plain_gap(plain);
        plain_say(plain, _("The idea:"), 0);
        plain_say(plain, idea, 0);
    }
}

/* What strategies in Lua noted, and which turns they lost. */
static void say_scripts(struct plain *plain)
{
    struct session_script script;
    char text[WORDS_MAX];
    bool first = true;
    for (unsigned i = 0; session_script(plain->session, i, &script); i++) {
        size_t at = 0;
        if (script.turns == 0 && !script.absent) {
            continue; /* nobody plays it in this siege */
        }
        if (first) {
            plain_gap(plain);
        }
        first = false;
        words_script(text, sizeof text, &script);
        plain_say(plain, text, 2);
        for (int line = 0; line < WORDS_SCRIPT_LINES &&
                           words_script_line(text, sizeof text, &script, &at);
             line++) {
            plain_say(plain, text, 2);
        }
    }
}

void plain_debrief(struct plain *plain)
{
    char text[WORDS_MAX];
    struct outcome outcome;
    session_outcome(plain->session, &outcome);
    plain_gap(plain);
    words_outcome(text, sizeof text, &plain->level, &outcome);
    plain_sayf(plain, 0, "*** %s", text);
    if (outcome.stars > 0) {
        plain_sayf(plain, 0, _("Stars: %u of 3."), outcome.stars);
    }
    say_score(plain, &outcome);
    if (!outcome.claimed) {
        plain_gap(plain);
        plain_say_battle(plain, &outcome);
    }
    if (!outcome.claimed || outcome.reached) {
        say_scripts(plain);
    }
    say_idea(plain, &outcome);
    if (words_again(text, sizeof text, &plain->level, &outcome) > 0) {
        plain_gap(plain);
        plain_say(plain, text, 0);
    }
}
