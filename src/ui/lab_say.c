/* Plans in words: how many there are, how an answer was established. */
#include <stdio.h>
#include <string.h>

#include "ui/lab.h"
#include "ui/words.h"
#include "ui/words_lab.h"
#include "ui/words_number.h"
#include "ui/words_proof.h"

enum { LOW = 18 }; /* rows of a screen that has room for one sentence */

static void say_pair(char *out, size_t room, const struct lab_finding *finding,
                     int cells)
{
    char all[NUMBER_MAX], some[NUMBER_MAX];
    words_number(all, sizeof all, finding->plans);
    words_number(some, sizeof some, finding->breaking);
    (void)snprintf(out, room, _("%s of %s plans"), some, all);
    if (text_width(out) > cells) {
        words_short(all, sizeof all, finding->plans);
        words_short(some, sizeof some, finding->breaking);
        (void)snprintf(out, room, _("%s of %s plans"), some, all);
    }
}

void lab_numbers_say(char *out, size_t room, const struct lab_plans *plans,
                     enum lab_question question, int cells)
{
    const struct lab_finding *finding = &plans->finding[question];
    if (finding->plans != NULL && finding->breaking != NULL) {
        say_pair(out, room, finding, cells);
    } else if (finding->counted) {
        (void)snprintf(out, room, "%s", _("not counted"));
    } else if (plans->at == question && plans->counting) {
        (void)snprintf(out, room, "%s", _("counting ..."));
    } else {
        out[0] = '\0';
    }
}

/* ---- What is said of it -------------------------------------------------- */

static void say_finding(const struct app_lab *lab, enum lab_question question,
                        char *out, size_t room, bool brief)
{
    const struct lab_finding *finding = &lab->plans->finding[question];
    const struct search_result *found = &finding->answer.result.found;
    char fewest[WORDS_MAX] = "", means[WORDS_MAX];
    if (finding->fault.text[0] != '\0') {
        (void)snprintf(out, room, _("It cannot be asked: %s."),
                       finding->fault.text);
        return;
    }
    if (found->verdict == SEARCH_BROKEN) {
        words_fewest(fewest, sizeof fewest, &lab->plans->level,
                     &finding->answer);
    }
    if (brief && fewest[0] != '\0') {
        (void)snprintf(out, room, "%s", fewest);
        return;
    }
    words_means(means, sizeof means, (enum search_means)found->means,
                finding->answer.of_goal &&
                    lab->plans->level.role == ROLE_LOYAL);
    bool view = lab->plans->setup.rule == RULE_PBFT && finding->plans != NULL;
    (void)snprintf(out, room, "%s%s%s%s%s", fewest,
                   fewest[0] == '\0' ? "" : " ", means, view ? " " : "",
                   view ? _("Plans are counted within the first view.") : "");
}

/* The states of the answer, or so far. */
static void say_effort(const struct app *app, enum lab_question question,
                       char *out, size_t room)
{
    const struct app_lab *lab = app->lab;
    const struct lab_finding *finding = &lab->plans->finding[question];
    char count[NUMBER_MAX];
    if (lab->errand != NULL && lab->plans->at == question) {
        words_count(count, sizeof count, errand_states(lab->errand));
        (void)snprintf(out, room, _("%s states so far"), count);
        return;
    }
    if (!finding->solved || finding->fault.text[0] != '\0') {
        out[0] = '\0';
    } else {
        words_effort(out, room, finding->answer.result.found.states,
                     finding->seconds);
    }
}

static const char *note_of(const struct app_lab *lab)
{
    if (lab->subject == LAB_LEVEL && lab->hushed) {
        return _("What is counted here tells whether the goal can be reached, "
                 "and you have not won this level yet. Enter: count all the "
                 "same; winning it then earns one star at most.");
    }
    if (lab->siege.secret.traitors > 0) {
        return _("Who the traitors are is a secret of this level: there is no "
                 "one siege whose plans could be counted. The next page "
                 "samples them all.");
    }
    return _("Nobody lies here, so there are no plans to count. The next page "
             "samples what chance and the city do.");
}

void lab_plans_say(const struct app *app, char *out, size_t room)
{
    const struct app_lab *lab = app->lab;
    char effort[WORDS_MAX];
    int place = lab->row[LAB_COUNT] - lab_first_question(lab);
    enum lab_question question;
    if ((lab->subject == LAB_LEVEL && lab->hushed) || lab_questions(lab) == 0) {
        (void)snprintf(out, room, "%s", note_of(lab));
        return;
    }
    question = lab_question_at(lab, place < 0 ? lab_questions(lab) - 1 : place);
    if (lab->errand != NULL && lab->plans->at < LAB_QUESTIONS) {
        question = (enum lab_question)lab->plans->at;
    }
    say_finding(lab, question, out, room, app->height < LOW);
    if (app->height < LOW) {
        return;
    }
    say_effort(app, question, effort, sizeof effort);
    size_t used = strlen(out);
    (void)snprintf(out + used, room - used, "%s%s", used > 0 ? "\n" : "",
                   effort);
}
