/* The laboratory in lines: the bound's map, a level's plans, a small sample. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "level/named.h"
#include "plain/inside.h"
#include "session/lab_map.h"
#include "session/lab_plans.h"
#include "session/lab_sample.h"
#include "ui/rule_words.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_lab.h"
#include "ui/words_number.h"

enum { SECONDS = 10, RUNS = 1000, LINE_ROOM = 256 };

/* Nothing else goes on meanwhile. */
static bool work(struct plain *plain, errand_work *job_work, void *job)
{
    struct errand *errand = job == NULL ? NULL : errand_begin(job_work, job);
    if (errand == NULL) {
        plain_say(plain, status_sentence(STATUS_MEMORY), 0);
        return false;
    }
    fflush(plain->options->out);
    errand_wait(errand);
    errand_end(errand);
    return true;
}

/* ---- The bound ----------------------------------------------------------- */

static void put_cell(char *row, size_t room, const struct lab_cell *cell)
{
    size_t used = strlen(row);
    const char *sign = !cell->found.defined                 ? "-"
                       : cell->found.verdict == SEARCH_SAFE ? "."
                                                            : "?";
    if (cell->found.defined && cell->found.verdict == SEARCH_BROKEN) {
        (void)snprintf(row + used, room - used, "%4u",
                       (unsigned)cell->found.lies);
    } else {
        (void)snprintf(row + used, room - used, "%4s", sign);
    }
}

static void say_map(struct plain *plain, const struct lab_map *map)
{
    char row[LINE_ROOM] = "  n =   ";
    char rule[WORDS_MAX], theorem[WORDS_MAX];
    words_lab_rule(rule, sizeof rule, (enum rule_id)map->rule, map->depth);
    plain_sayf(plain, 0,
               _("The bound of %s: n generals, t traitors, wherever they are, "
                 "whatever is ordered."),
               rule);
    plain_say(plain,
              _(".: safe. A number: broken, with so few lies. ?: unknown. -: "
                "no such siege."),
              0);
    for (unsigned n = map->range.least; n <= map->range.most; n++) {
        size_t used = strlen(row);
        (void)snprintf(row + used, sizeof row - used, "%4u", n);
    }
    plain_say(plain, row, 0);
    for (unsigned t = 0; t <= map->range.traitors; t++) {
        (void)snprintf(row, sizeof row, "  t = %-2u", t);
        for (unsigned n = map->range.least; n <= map->range.most; n++) {
            put_cell(row, sizeof row, &map->cell[n][t]);
        }
        plain_say(plain, row, 0);
    }
    words_lab_theorem(theorem, sizeof theorem, (enum rule_id)map->rule);
    words_lab_agree(rule, sizeof rule, map);
    plain_sayf(plain, 0, "%s; %s.", theorem, rule);
}

void plain_lab_rules(struct plain *plain)
{
    plain_say(plain,
              _("The laboratory maps \"lab oral\", \"lab signed\", \"lab "
                "relay\" and \"lab pbft\"; a number after it is m, as in "
                "\"lab oral 2\"."),
              2);
}

void plain_lab_bound(struct plain *plain, const char *text)
{
    char word[PLAIN_LINE_MAX];
    struct diag why;
    enum rule_id rule = RULE_ORAL;
    plain_word(&text, word, sizeof word);
    bool bare = word[0] == '\0';
    if (!bare) {
        rule = named_rule(word, &why);
    }
    if (rule == RULE_COUNT || !sweep_takes(rule)) {
        plain_lab_rules(plain);
        return;
    }
    plain_word(&text, word, sizeof word);
    unsigned depth = word[0] == '0' ? 0 : (unsigned)plain_number(word);
    if (word[0] == '\0') {
        depth = 1;
    }
    if (rule == RULE_SIGNED) {
        plain_say(plain, _("That may take a minute."), 0);
    }
    struct lab_map *map = lab_map_open(rule, depth);
    if (work(plain, lab_map_work, map)) {
        say_map(plain, map);
        if (map->status != STATUS_OK) {
            plain_say(plain, map->why.text, 0);
        } else if (bare) {
            plain_lab_rules(plain);
        }
    }
    lab_map_close(map);
}

/* ---- A level's plans ----------------------------------------------------- */

static void say_question(struct plain *plain, const struct lab_plans *plans,
                         enum lab_question question)
{
    char answer[WORDS_MAX], all[NUMBER_MAX], some[NUMBER_MAX],
        share[NUMBER_MAX];
    const struct lab_finding *finding = &plans->finding[question];
    words_lab_answer(answer, sizeof answer, plans, question);
    if (finding->plans == NULL || finding->breaking == NULL) {
        plain_sayf(plain, 4, "  %s: %s.", words_lab_question(question), answer);
        return;
    }
    words_number(all, sizeof all, finding->plans);
    words_number(some, sizeof some, finding->breaking);
    words_lab_share(share, sizeof share, finding->share);
    plain_sayf(plain, 4, _("  %s: %s; %s of %s plans, %s."),
               words_lab_question(question), answer, some, all, share);
}

/* Not before the level is won: the numbers tell whether it can be. */
static bool may_count(const struct plain *plain)
{
    const struct progress *progress = plain->options->progress;
    struct outcome outcome;
    session_outcome(plain->session, &outcome);
    return plain->level.role == ROLE_WATCH ||
           (progress != NULL &&
            progress_stars(progress, plain->level.id) > 0) ||
           (outcome.over && outcome.reached) ||
           session_solution_read(plain->session);
}

static void say_plans(struct plain *plain)
{
    struct lab_plans *plans;
    if (!may_count(plain)) {
        plain_say(plain,
                  _("The plans are counted once you have won this level: they "
                    "tell whether the goal can be reached. \"prove\" tells it "
                    "before."),
                  0);
        return;
    }
    plans = lab_plans_open(&plain->level, true, plain->options->seed);
    if (plans != NULL && !lab_plans_any(plans)) {
        plain_say(plain, _("There are no plans to be counted here."), 0);
        lab_plans_close(plans);
        return;
    }
    if (plans != NULL) {
        plans->limit = SECONDS;
    }
    if (work(plain, lab_plans_work, plans)) {
        plain_say(plain, _("All that the traitors could write:"), 0);
        for (int i = 0; i < LAB_QUESTIONS; i++) {
            if (plans->finding[i].asked) {
                say_question(plain, plans, (enum lab_question)i);
            }
        }
    }
    lab_plans_close(plans);
}

/* ---- A sample ------------------------------------------------------------ */

static void say_rate(struct plain *plain, const struct lab_figure *figure)
{
    const double cent = 100;
    struct interval interval = interval_wilson(figure->count, figure->runs);
    if (figure->runs > 0) {
        plain_sayf(plain, 4, _("  %s: %.1f %%, 95 %% between %.1f and %.1f."),
                   figure->name,
                   cent * (double)figure->count / (double)figure->runs,
                   cent * interval.low, cent * interval.high);
    }
}

static void say_sample(struct plain *plain)
{
    struct lab_sample *sample =
        lab_sample_open(&plain->level, plain->options->seed);
    const struct setup *setup = &plain->level.setup;
    bool liars = setup->traitors != 0 || plain->level.secret.traitors > 0;
    struct lab_figure figures[LAB_FIGURES_MAX];
    if (sample != NULL) {
        sample->wanted = RUNS;
        sample->traitors = liars ? STRATEGY_RANDOM : SIMULATE_AS_LEVEL;
    }
    if (work(plain, lab_sample_work, sample)) {
        if (sample->status != STATUS_OK) {
            plain_say(plain, sample->why.text, 0);
        }
        const struct simulate_tally *tally = &sample->tally;
        plain_sayf(plain, 0,
                   liars ? _("%u sieges in which the traitors lie at random:")
                         : _("%u sieges:"),
                   (unsigned)tally->runs);
        int count =
            words_lab_figures(figures, tally, (enum rule_id)setup->rule);
        for (int i = 0; i < count; i++) {
            say_rate(plain, &figures[i]);
        }
    }
    free(sample);
}

void plain_lab(struct plain *plain)
{
    say_plans(plain);
    if (plain->level.setup.rule != RULE_WORK) { /* each of them is long */
        say_sample(plain);
    }
}
