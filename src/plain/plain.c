/* The course of a game in lines: level, briefing, siege, debrief, next. */
#include "plain/plain.h"

#include <stdlib.h>
#include <string.h>

#include "plain/inside.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_say.h"
#include "ui/words_script.h"

void plain_save(struct plain *plain)
{
    const struct plain_options *options = plain->options;
    char *text;
    size_t length;
    struct diag why;
    if (session_keep(plain->session, &text, &length) != STATUS_OK) {
        return;
    }
    size_t at = session_kept_record(text, length);
    if (options->save != NULL &&
        !options->save(options->save_context, text + at, length - at)) {
        plain->code = 3;
    }
    bool over = session_over(plain->session);
    bool begun =
        session_can_undo(plain->session) || session_can_redo(plain->session);
    /* Only looking at a level does not push out the siege that was left. */
    if (options->progress != NULL && begun &&
        progress_keep(options->progress, over ? NULL : text, over ? 0 : length,
                      &why) != STATUS_OK) {
        plain_say(plain, why.text, 0);
    }
    free(text);
}

static void note_win(struct plain *plain)
{
    struct outcome outcome;
    struct diag why;
    session_outcome(plain->session, &outcome);
    if (plain->options->progress != NULL && outcome.stars > 0 &&
        progress_win(plain->options->progress, plain->level.id, outcome.stars,
                     &why) != STATUS_OK) {
        plain_say(plain, why.text, 0);
    }
}

/* Tell how things stand now: the round, or the end. */
static void show(struct plain *plain)
{
    plain->debriefed = false;
    if (!session_over(plain->session) || plain_events_wait(plain)) {
        plain_show_round(plain);
        return;
    }
    plain->debriefed = true;
    plain_debrief(plain);
    note_win(plain);
    plain_gap(plain);
    plain_say(plain,
              _("Type \"next\", \"undo\", \"restart\", \"levels\" or \"q\"."),
              0);
}

/* Once is enough: a strategy that fails does so again and again. */
static void say_lost(struct plain *plain)
{
    char text[WORDS_MAX];
    if (!plain->lost_told && !session_over(plain->session) &&
        words_script_lost(text, sizeof text, plain->session) > 0) {
        plain->lost_told = true;
        plain_say(plain, text, 0);
    }
}

void plain_moved(struct plain *plain)
{
    plain_save(plain);
    say_lost(plain);
    show(plain);
}

static bool asks_demand(const struct plain *plain)
{
    const struct desk_item *items;
    return session_desk(plain->session, &items) > 0 &&
           items[0].decision.kind == DECISION_DEMAND;
}

void plain_send(struct plain *plain)
{
    struct diag why;
    bool over = session_over(plain->session);
    if (plain_events_wait(plain) || (over && !plain->debriefed)) {
        show(plain);
        return;
    }
    enum status status = session_send(plain->session, &why);
    if (status == STATUS_OK) {
        plain_moved(plain);
    } else if (status == STATUS_RANGE) {
        plain_say(plain,
                  asks_demand(plain)
                      ? _("Say first how many confirmations you ask for.")
                      : _("Decide first which order you obey."),
                  0);
    } else if (status == STATUS_OVER) {
        plain_say(plain,
                  _("The siege is over: \"next\", \"undo\", \"restart\", "
                    "\"levels\" or \"q\"."),
                  0);
    } else {
        plain_say(plain, why.text, 0);
    }
}

/* After going back: letters are told anew; under proof of work the tree of
 * blocks, without a clock the state of each general says it all. */
static void forget_told(struct plain *plain)
{
    const struct event *events;
    plain->shown = 0;
    plain->events_told =
        plain->level.setup.rule == RULE_WORK || session_steps(plain->session)
            ? session_events(plain->session, &events)
            : 0;
}

static void do_undo(struct plain *plain)
{
    if (session_undo_edit(plain->session)) {
        plain_say_desk(plain, PLAIN_ROWS);
        return;
    }
    if (!session_undo(plain->session)) {
        plain_say(plain, _("There is nothing to take back."), 0);
        return;
    }
    plain_charge(plain);
    forget_told(plain);
    plain_moved(plain);
}

static void do_redo(struct plain *plain)
{
    if (!session_redo(plain->session)) {
        plain_say(plain, _("There is nothing to put back."), 0);
        return;
    }
    plain_moved(plain);
}

static void do_restart(struct plain *plain)
{
    session_restart(plain->session);
    plain_charge(plain);
    forget_told(plain);
    plain_moved(plain);
}

static void do_claim(struct plain *plain)
{
    struct diag why;
    if (!plain->confirmed && !session_over(plain->session)) {
        plain->claiming = true;
        plain_say(plain,
                  _("Do you claim that the goal cannot be reached? Then type "
                    "it again."),
                  0);
        return;
    }
    enum status status = session_claim(plain->session, PLAIN_CLAIM_LIMIT, &why);
    if (status != STATUS_OK) {
        plain_say(plain, why.text, 0);
        return;
    }
    plain_moved(plain);
}

static void do_hint(struct plain *plain)
{
    const struct level *level = &plain->level;
    if (plain->hints + 1 == LEVEL_HINTS && !plain->warned &&
        level->role != ROLE_WATCH) {
        plain->warned = true;
        plain_say(plain,
                  _("The next hint is the solution: it leaves one star at "
                    "most. Type \"hint\" again to read it."),
                  0);
        return;
    }
    while (plain->hints < LEVEL_HINTS) {
        const char *hint =
            level_say(level, level->hint[plain->hints++], text_language());
        if (*hint != '\0') {
            if (plain->hints == LEVEL_HINTS) {
                session_read_solution(plain->session);
                plain_save(plain);
            }
            plain_say(plain, hint, 0);
            return;
        }
    }
    plain_say(plain,
              _("There are no more hints; \"solve\" lays the solution on the "
                "desk, if there is one."),
              0);
}

static void do_solve(struct plain *plain)
{
    const struct desk_item *items;
    if (session_desk(plain->session, &items) == 0) {
        plain_say(plain, _("There is nothing to decide."), 0);
        return;
    }
    if (session_solve_desk(plain->session) == 0) {
        plain_say(plain, _("Nothing on the desk needed to change."), 0);
    }
    plain_save(plain);
    plain_show_round(plain);
}

static void do_letters(struct plain *plain)
{
    plain_show_letters(plain);
}

static void do_ladder(struct plain *plain)
{
    if (plain->level.setup.rule != RULE_ACKS) {
        plain_say(plain, _("Only two generals stand on a ladder."), 0);
    } else if (session_eyes(plain->session) == 0) {
        plain_say(plain, _("The city does not know what they know."), 0);
    } else {
        plain_say_ladder(plain);
    }
}

static void do_quit(struct plain *plain)
{
    plain->next = NEXT_QUIT;
}

static void do_levels(struct plain *plain)
{
    plain->next = NEXT_LEVELS;
}

static void do_next(struct plain *plain)
{
    plain->next = NEXT_LEVEL;
}

static const struct command {
    const char *word;
    void (*run)(struct plain *);
} commands[] = {
    {.word = "", .run = plain_send},
    {.word = N_("send"), .run = plain_send},
    {.word = N_("undo"), .run = do_undo},
    {.word = N_("redo"), .run = do_redo},
    {.word = N_("restart"), .run = do_restart},
    {.word = N_("claim"), .run = do_claim},
    {.word = "!", .run = do_claim},
    {.word = N_("prove"), .run = plain_prove},
    {.word = N_("lab"), .run = plain_lab},
    {.word = "x", .run = plain_prove},
    {.word = N_("lie"), .run = plain_lie},
    {.word = N_("hint"), .run = do_hint},
    {.word = "h", .run = do_hint},
    {.word = "u", .run = do_undo},
    {.word = "y", .run = do_redo},
    {.word = N_("run"), .run = plain_run},
    {.word = N_("solve"), .run = do_solve},
    {.word = N_("letters"), .run = do_letters},
    {.word = N_("blocks"), .run = plain_say_chains},
    {.word = N_("ladder"), .run = do_ladder},
    {.word = N_("briefing"), .run = plain_briefing},
    {.word = N_("levels"), .run = do_levels},
    {.word = N_("next"), .run = do_next},
    {.word = N_("help"), .run = plain_help},
    {.word = "?", .run = plain_help},
    {.word = N_("q"), .run = do_quit},
    {.word = N_("quit"), .run = do_quit},
};

static void obey(struct plain *plain)
{
    plain->confirmed = plain->claiming;
    plain->claiming = false;
    plain->agreed = plain->proving;
    plain->proving = false;
    for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++) {
        const char *word = commands[i].word;
        /* gettext("") is the catalogue's head, not a word. */
        bool named = *word == '\0' ? plain->line[0] == '\0'
                                   : plain_is(plain->line, word);
        if (named) {
            commands[i].run(plain);
            return;
        }
    }
    if (!plain_desk_command(plain)) {
        plain_sayf(plain, 0,
                   _("\"%.60s\" is no command here. Type ? for help."),
                   plain->line);
    }
}

static enum status begin(struct plain *plain, const char *record, size_t length)
{
    struct diag why = {.line = 0};
    enum status status = record != NULL
                             ? session_take_up(&plain->session, &plain->level,
                                               record, length, &why)
                             : session_open(&plain->session, &plain->level,
                                            plain->options->seed, &why);
    if (status != STATUS_OK) {
        plain_say(plain, why.text, 0);
    } else if (record == NULL) {
        session_foretell(plain->session, plain->predicted);
    }
    return status;
}

/* Play the level from its briefing until the player leaves it. */
static void play_level(struct plain *plain, const char *record, size_t length)
{
    plain->shown = 0;
    plain->events_told = 0;
    plain->hints = 0;
    plain->warned = false;
    plain->lost_told = false;
    plain->next = NEXT_NOTHING;
    plain_briefing(plain);
    if (record == NULL) {
        plain_ask_prediction(plain);
    }
    if (plain->eof || plain->next != NEXT_NOTHING) {
        plain->next = NEXT_QUIT;
        return;
    }
    if (begin(plain, record, length) != STATUS_OK) {
        plain->next = NEXT_LEVELS;
        return;
    }
    plain_moved(plain);
    while (plain->next == NEXT_NOTHING && plain_read(plain)) {
        obey(plain);
    }
    if (plain->next == NEXT_NOTHING) {
        plain->next = NEXT_QUIT;
    }
    plain_forget_proof(plain);
    session_close(plain->session);
    plain->session = NULL;
}

/* Load what comes next; false when the game ends. */
static bool load_next(struct plain *plain, char **record, size_t *length)
{
    *record = NULL;
    if (plain->next == NEXT_QUIT || plain->eof) {
        return false;
    }
    if (plain->next == NEXT_LEVEL && plain_load_next(plain)) {
        return true;
    }
    return plain_choose(plain, record, length);
}

int plain_play(const struct plain_options *options, const struct level *level,
               const char *record, size_t record_length)
{
    struct plain *plain = calloc(1, sizeof *plain);
    char *kept = NULL;
    size_t kept_length = 0;
    if (plain == NULL) {
        return 3;
    }
    plain->options = options;
    plain->next = NEXT_LEVELS;
    if (level != NULL) {
        plain->level = *level;
        play_level(plain, record, record_length);
    }
    while (load_next(plain, &kept, &kept_length)) {
        play_level(plain, kept, kept_length);
        free(kept);
    }
    fflush(options->out);
    int code = ferror(options->out) != 0 ? 3 : plain->code;
    free(plain);
    return code;
}
