/* "prove": the level's goal put to the solvers; "lie": the siege that they
 * found, told from its beginning. One's own siege stands meanwhile. */
#include "plain/inside.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_proof.h"

/* Nothing to who watches, after the siege, or who knows it already. */
static bool costs(const struct plain *plain)
{
    return plain->level.role != ROLE_WATCH && !session_over(plain->session) &&
           !session_solution_read(plain->session);
}

void plain_charge(struct plain *plain)
{
    if (plain->proof != NULL) {
        session_read_solution(plain->session);
    }
}

void plain_forget_proof(struct plain *plain)
{
    proof_end(plain->proof);
    plain->proof = NULL;
}

static void say_labelled(struct plain *plain, const char *label,
                         const char *text)
{
    if (text[0] != '\0') {
        plain_sayf(plain, 4, "  %s: %s", label, text);
    }
}

static void say_answer(struct plain *plain)
{
    const char *why;
    char text[WORDS_MAX];
    const struct proof *proof = plain->proof;
    const struct level *level = proof_question(proof);
    const struct inquiry_answer *answer = proof_answer(proof, &why);
    if (answer == NULL) {
        plain_sayf(plain, 0, _("It could not be proved: %s."), why);
        return;
    }
    words_proved(text, sizeof text, level, answer);
    plain_sayf(plain, 0, "*** %s", text);
    words_how(text, sizeof text, level, answer);
    say_labelled(plain, _("How"), text);
    words_fewest(text, sizeof text, level, answer);
    say_labelled(plain, level->role == ROLE_CITY ? _("Captures") : _("Lies"),
                 text);
    words_plans(text, sizeof text, level, answer);
    say_labelled(plain, _("Plans"), text);
    if (proof_states(proof) > 0) {
        words_effort(text, sizeof text, proof_states(proof),
                     proof_seconds(proof));
        say_labelled(plain, _("Search"), text);
    }
    words_show(text, sizeof text, proof, true);
    plain_say(plain, text, 0);
}

static void prove(struct plain *plain)
{
    char text[WORDS_MAX];
    words_asked(text, sizeof text, &plain->level);
    plain_say(plain, text, 0);
    plain_sayf(plain, 0,
               _("The solvers give up after %d seconds, and that would be no "
                 "answer."),
               PLAIN_PROOF_SECONDS);
    fflush(plain->options->out);
    plain_forget_proof(plain);
    plain->proof =
        proof_begin(&plain->level, session_setup(plain->session)->seed,
                    PLAIN_PROOF_SECONDS);
    if (plain->proof == NULL) {
        plain_say(plain, _("There is not enough memory to prove it."), 0);
        return;
    }
    proof_wait(plain->proof);
    plain_charge(plain);
    plain_save(plain);
}

void plain_prove(struct plain *plain)
{
    if (!proof_is_possible(&plain->level)) {
        plain_say(plain,
                  _("There is nothing to prove here: nobody reaches for a "
                    "goal, and luck decides."),
                  0);
        return;
    }
    if (plain->proof == NULL && costs(plain) && !plain->agreed) {
        plain->proving = true;
        plain_say(plain,
                  _("The proof says whether the goal can be reached, and what "
                    "was found can be seen. It leaves one star at most in this "
                    "siege. Type it again to go on."),
                  0);
        return;
    }
    if (plain->proof == NULL) {
        prove(plain);
    }
    if (plain->proof != NULL) {
        say_answer(plain);
    }
}

/* All that happens in a siege that was found. */
static void say_siege(struct plain *plain)
{
    const struct event *events;
    struct outcome outcome;
    char text[WORDS_MAX];
    size_t all = session_events(plain->session, &events);
    plain->events_told = 0;
    while (plain->events_told < all) {
        plain_say_events(plain);
    }
    session_outcome(plain->session, &outcome);
    if (words_back(text, sizeof text, &outcome) > 0) {
        plain_say(plain, text, 0);
    }
    plain_gap(plain);
    plain_say_battle(plain, &outcome);
}

static void show(struct plain *plain)
{
    struct session *own = plain->session, *found = NULL;
    size_t told = plain->events_told;
    const char *unused;
    char text[WORDS_MAX];
    struct diag why = {.line = 0};
    if (proof_watch(&found, plain->proof, &why) != STATUS_OK) {
        plain_say(plain, why.text, 0);
        return;
    }
    words_watched(text, sizeof text, &plain->level,
                  proof_answer(plain->proof, &unused));
    plain_sayf(plain, 0, "*** %s", text);
    plain->session = found;
    say_siege(plain);
    plain->session = own;
    plain->events_told = told;
    session_close(found);
    plain_gap(plain);
    plain_say(plain, _("That was only shown: your own siege is as it was."), 0);
}

void plain_lie(struct plain *plain)
{
    char text[WORDS_MAX];
    if (plain->proof == NULL) {
        plain_say(plain,
                  _("Nothing is proved yet: \"prove\" looks for the shortest "
                    "lie."),
                  0);
    } else if (proof_shows(plain->proof) == PROOF_SHOWS_SIEGE) {
        show(plain);
    } else {
        words_show(text, sizeof text, plain->proof, true);
        plain_say(plain, text, 0);
    }
}

void plain_say_par(struct plain *plain, const struct outcome *outcome)
{
    const char *why;
    char text[WORDS_MAX];
    const struct level *level = &plain->level;
    if (outcome->par == 0 || level->setup.rule == RULE_WORK ||
        session_steps(plain->session)) {
        return;
    }
    struct proof *proof = proof_run(level, session_setup(plain->session)->seed,
                                    true, PLAIN_PAR_STATES);
    const struct inquiry_answer *answer =
        proof == NULL ? NULL : proof_answer(proof, &why);
    if (answer != NULL && answer->result.found.lies == outcome->par) {
        words_minimal(text, sizeof text, level, answer);
        plain_say(plain, text, 0);
    }
    proof_end(proof);
}
