/* The tent: letters that came, questions that are open, answers by hand. */
#include <string.h>

#include "plain/inside.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_say.h"

/* --- What reached the tents ------------------------------------------------
 */

/* Whether a letter came to the player's own tents (or was missed there). */
static bool reached(const struct plain *plain, struct letter *letter)
{
    const struct world *world = session_world(plain->session);
    uint16_t eyes = session_eyes(plain->session);
    return ((unsigned)eyes >> letter->to & 1u) != 0 &&
           letter->arrives <= world->clock &&
           letter_seen(letter, eyes, world->clock) &&
           letter->state != LETTER_RIDING;
}

static void say_letter(struct plain *plain, const struct letter *letter)
{
    char text[WORDS_MAX], state[WORDS_MAX], time[64];
    words_letter(text, sizeof text, &plain->level, letter);
    const char *to = words_name(&plain->level, letter->to);
    text_day_time(time, sizeof time,
                  plain->level.setup.start + letter->arrives);
    if (letter->state == LETTER_UNWRITTEN) {
        plain_sayf(plain, 4, _("  %s, to %s: no letter. %s"), time, to, text);
        return;
    }
    plain_sayf(plain, 4, _("  %s, to %s: %s"), time, to, text);
    if (letter->state == LETTER_REFUSED) {
        words_letter_state(state, sizeof state, &plain->level, letter);
        plain_sayf(plain, 6, "    (%s)", state);
    }
}

/* Tell the letters that arrived after `since`, at most `rows` of them. */
static size_t say_letters(struct plain *plain, uint32_t since, size_t rows)
{
    const struct world *world = session_world(plain->session);
    uint32_t letters = game_letters(world);
    size_t told = 0;
    for (uint32_t i = 0; i < letters; i++) {
        struct letter letter;
        game_letter(world, i, &letter);
        if (letter.arrives <= since || !reached(plain, &letter)) {
            continue;
        }
        if (told++ < rows) {
            say_letter(plain, &letter);
        }
    }
    if (told > rows) {
        plain_sayf(plain, 2, _("  ... and %zu more: type \"letters\"."),
                   told - rows);
    }
    return told;
}

void plain_show_letters(struct plain *plain)
{
    if (session_eyes(plain->session) == 0) {
        plain_say(plain, _("The city reads no letters."), 0);
        return;
    }
    if (say_letters(plain, 0, SIZE_MAX) == 0) {
        plain_say(plain, _("No letter has come."), 0);
    }
}

bool plain_events_wait(const struct plain *plain)
{
    const struct event *events;
    return plain->level.role == ROLE_WATCH &&
           plain->events_told < session_events(plain->session, &events);
}

static void say_event(struct plain *plain, const struct event *event)
{
    char text[WORDS_MAX], time[64];
    text_day_time(time, sizeof time, plain->level.setup.start + event->minute);
    words_event(text, sizeof text, plain->session, event, EYES_ALL);
    plain_sayf(plain, 4, "  %s  %s", time, text);
}

/* The next later minute of these events, or UINT32_MAX. */
static uint32_t next_minute(const struct event *events, size_t count,
                            uint32_t after)
{
    uint32_t next = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        if (events[i].minute > after && events[i].minute < next) {
            next = events[i].minute;
        }
    }
    return next;
}

/* Spectators hear everything, up to the next round at a time, by the clock. */
static void say_events(struct plain *plain)
{
    const struct event *events;
    size_t last = session_events(plain->session, &events);
    size_t first = plain->events_told;
    size_t end = first + 1;
    while (end < last && events[end].kind != EVENT_ROUND) {
        end++;
    }
    if (first >= last) {
        return;
    }
    uint32_t minute = events[first].minute;
    while (minute != UINT32_MAX) {
        for (size_t i = first; i < end; i++) {
            if (events[i].minute == minute) {
                say_event(plain, &events[i]);
            }
        }
        minute = next_minute(events + first, end - first, minute);
    }
    plain->events_told = end;
}

/* --- What is asked ---------------------------------------------------------
 */

uint32_t plain_listed(const struct plain *plain, size_t item, uint32_t k)
{
    const struct desk_item *items;
    size_t count = session_desk(plain->session, &items);
    if (item >= count || items[item].decision.kind != DECISION_DECIDE) {
        return k;
    }
    for (uint32_t i = 0; i < items[item].options; i++) {
        struct option option;
        if (session_option(plain->session, item, i, &option) == STATUS_OK &&
            option.order == k) {
            return i;
        }
    }
    return k;
}

static void say_answers(struct plain *plain, size_t item)
{
    const struct desk_item *items;
    session_desk(plain->session, &items);
    for (uint32_t k = 0; k < items[item].options; k++) {
        char text[WORDS_MAX];
        uint32_t i = plain_listed(plain, item, k);
        words_option(text, sizeof text, plain->session, item, i);
        plain_sayf(plain, 10, "      %c %u  %s",
                   items[item].answer == i && !items[item].open ? '*' : ' ',
                   (unsigned)k + 1, text);
    }
}

static bool is_single(const struct desk_item *item)
{
    return item->decision.kind == DECISION_DECIDE ||
           item->decision.kind == DECISION_ACCUSE ||
           item->decision.kind == DECISION_PROOF_1 ||
           item->decision.kind == DECISION_PROOF_2;
}

static void say_item(struct plain *plain, const struct desk_item *item,
                     size_t index, bool whole)
{
    char question[WORDS_MAX], answer[WORDS_MAX];
    words_question(question, sizeof question, &plain->level, item);
    if (whole || is_single(item)) {
        plain_sayf(plain, 5, "%3zu. %s", index + 1, question);
        say_answers(plain, index);
        return;
    }
    words_option(answer, sizeof answer, plain->session, index,
                 (uint32_t)item->answer);
    plain_sayf(plain, 5, "%3zu. %s -> %s", index + 1, question, answer);
}

static void say_count(struct plain *plain)
{
    const struct session *session = plain->session;
    if (plain->level.role == ROLE_TRAITOR) {
        plain_sayf(plain, 0, _("Lies, with these letters: %u."),
                   session_lies(session, true));
    } else if (plain->level.role == ROLE_CITY) {
        uint32_t sent = session_lies(session, false);
        plain_sayf(plain, 0,
                   _("Captured so far: %u. On the desk: %u of %u captures that "
                     "are left."),
                   sent, session_lies(session, true) - sent,
                   session_world(session)->budget);
    }
}

static void say_forecast(struct plain *plain)
{
    uint8_t decided[GENERALS_MAX];
    if (plain->level.role != ROLE_TRAITOR) {
        return; /* a spectator may be asked to predict it */
    }
    session_forecast(plain->session, decided);
    for (unsigned order = 0; order < plain->level.setup.orders; order++) {
        uint16_t mask = 0;
        char names[WORDS_MAX];
        for (unsigned g = 0; g < GENERALS_MAX; g++) {
            mask = (uint16_t)(mask | (decided[g] == order) << g);
        }
        if (mask != 0) {
            words_generals(names, sizeof names, &plain->level, mask);
            plain_sayf(plain, 4,
                       _("If all others are honest, \"%s\" is "
                         "obeyed by: %s."),
                       words_order(&plain->level, order), names);
        }
    }
}

static void say_desk(struct plain *plain, size_t rows)
{
    const struct desk_item *items;
    size_t count = session_desk(plain->session, &items);
    for (size_t i = 0; i < count && i < rows; i++) {
        say_item(plain, &items[i], i, count == 1);
    }
    if (count > rows) {
        plain_sayf(plain, 2, _("  ... and %zu more: type \"questions\"."),
                   count - rows);
    }
    say_count(plain);
    say_forecast(plain);
}

static void say_how(struct plain *plain)
{
    const struct desk_item *items;
    size_t count = session_desk(plain->session, &items);
    if (count == 0) {
        plain_say(plain, _("An empty line goes on to the next watch bell."), 0);
    } else if (count == 1) {
        plain_say(
            plain,
            _("Type the number of an answer; an empty line sends. ? helps."),
            0);
    } else {
        plain_say(
            plain,
            _("Type a question's number and an answer, such as \"1 2\" or "
              "\"1 retreat\"; an empty line sends. ? helps."),
            0);
    }
}

void plain_show_round(struct plain *plain)
{
    char time[64];
    const struct world *world = session_world(plain->session);
    plain_gap(plain);
    if (plain->level.role == ROLE_WATCH) {
        say_events(plain);
        say_how(plain);
        return;
    }
    text_day_time(time, sizeof time, plain->level.setup.start + world->clock);
    plain_sayf(plain, 0, "%s", time);
    if (session_eyes(plain->session) != 0) {
        say_letters(plain, plain->shown, PLAIN_ROWS);
        plain->shown = world->clock;
    }
    say_desk(plain, PLAIN_ROWS);
    say_how(plain);
}

/* --- Answers ----------------------------------------------------------------
 */

/* Whether the words of the input name this option. */
static bool names_option(const struct plain *plain, const char *text,
                         const struct option *option)
{
    const struct level *level = &plain->level;
    switch ((enum option_kind)option->kind) {
    case OPTION_SAY:
    case OPTION_DECIDE:
    case OPTION_FORGE:
        return plain_order(level, text) == option->order;
    case OPTION_SILENT:
        return plain_is(text, N_("silence"));
    case OPTION_SEND:
        return plain_is(text, N_("yes")) || plain_is(text, N_("send"));
    case OPTION_WITHHOLD:
        return plain_is(text, N_("no")) || plain_is(text, N_("keep"));
    case OPTION_PASS:
        return plain_is(text, N_("no")) || plain_is(text, N_("pass"));
    case OPTION_CAPTURE:
        return plain_is(text, N_("yes")) || plain_is(text, N_("capture"));
    case OPTION_ACCUSE:
        return option->general == NO_GENERAL
                   ? plain_is(text, N_("nobody"))
                   : plain_general(level, text) == option->general;
    case OPTION_PROOF:
    case OPTION_COUNT:
        break;
    }
    return false;
}

static void say_set(struct plain *plain, size_t item, uint32_t answer)
{
    const struct desk_item *items;
    size_t before = session_desk(plain->session, &items);
    if (session_set(plain->session, item, answer) != STATUS_OK) {
        plain_say(plain,
                  plain->level.role == ROLE_CITY
                      ? _("The scouts cannot capture any more messengers.")
                      : _("That answer cannot be given."),
                  0);
        return;
    }
    size_t after = session_desk(plain->session, &items);
    if (after != before) {
        say_desk(plain, PLAIN_ROWS);
        return;
    }
    say_item(plain, &items[item], item, false);
    say_count(plain);
    say_forecast(plain);
}

/* Answer an item by a number of the list or by words. */
static void answer(struct plain *plain, size_t item, const char *text)
{
    const struct desk_item *items;
    session_desk(plain->session, &items);
    size_t number = plain_number(text);
    if (number >= 1 && number <= items[item].options) {
        say_set(plain, item, plain_listed(plain, item, (uint32_t)number - 1));
        return;
    }
    if (plain_is(text, N_("truth")) && items[item].duty_order != ORDER_NONE) {
        say_set(plain, item, 0);
        return;
    }
    for (uint32_t i = 0; i < items[item].options; i++) {
        struct option option;
        if (session_option(plain->session, item, i, &option) == STATUS_OK &&
            names_option(plain, text, &option)) {
            say_set(plain, item, i);
            return;
        }
    }
    plain_sayf(plain, 0,
               _("\"%.60s\" is no answer to question %zu. The "
                 "answers are:"),
               text, item + 1);
    say_answers(plain, item);
}

/* "truth", "silence" or an order. */
static bool read_standing(const struct plain *plain, const char *text,
                          struct standing *out)
{
    unsigned order = plain_order(&plain->level, text);
    if (plain_is(text, N_("truth"))) {
        *out = (struct standing){.stance = STANCE_TRUTH};
        return true;
    }
    if (plain_is(text, N_("silence"))) {
        *out = (struct standing){.stance = STANCE_SILENCE};
        return true;
    }
    *out = (struct standing){.stance = STANCE_ORDER, .order = (uint8_t)order};
    return order != ORDER_NONE;
}

static void stand(struct plain *plain, unsigned receiver, const char *text)
{
    struct standing standing;
    if (plain->level.role != ROLE_TRAITOR) {
        plain_say(plain, _("Only traitors have standing orders."), 0);
        return;
    }
    if (!read_standing(plain, text, &standing)) {
        plain_say(plain,
                  _("Say \"truth\", \"silence\" or an order, such as \"all "
                    "silence\" or \"to Leo retreat\"."),
                  0);
        return;
    }
    session_stand(plain->session, receiver, standing);
    say_desk(plain, PLAIN_ROWS);
}

static void stand_for(struct plain *plain, const char *text)
{
    char name[PLAIN_LINE_MAX];
    plain_word(&text, name, sizeof name);
    unsigned receiver = plain_general(&plain->level, name);
    if (receiver == NO_GENERAL) {
        plain_sayf(plain, 0, _("There is no general \"%.60s\"."), name);
        return;
    }
    stand(plain, receiver, text);
}

/* The item that a bare answer is for: the only one that it fits. Sets *twice
 * when it fits more than one. */
static size_t item_for(const struct plain *plain, const char *text, bool *twice)
{
    const struct desk_item *items;
    size_t count = session_desk(plain->session, &items);
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < count; i++) {
        for (uint32_t k = 0; k < items[i].options; k++) {
            struct option option;
            if (session_option(plain->session, i, k, &option) != STATUS_OK ||
                !names_option(plain, text, &option)) {
                continue;
            }
            *twice = *twice || (found != SIZE_MAX && found != i);
            found = i;
        }
    }
    return found;
}

static bool answer_numbered(struct plain *plain, size_t number,
                            const char *rest)
{
    const struct desk_item *items;
    size_t count = session_desk(plain->session, &items);
    if (count == 1 && *rest == '\0') {
        answer(plain, 0, plain->line);
        return true;
    }
    if (number > count) {
        plain_sayf(plain, 0, _("The numbers of the questions end at %zu."),
                   count);
        return true;
    }
    if (*rest == '\0') {
        say_item(plain, &items[number - 1], number - 1, true);
        return true;
    }
    answer(plain, number - 1, rest);
    return true;
}

/* An answer without the number of its question: "retreat", "accuse Leo". */
static bool answer_bare(struct plain *plain, const char *word, const char *rest)
{
    const struct desk_item *items;
    size_t count = session_desk(plain->session, &items);
    bool named = plain_is(word, N_("accuse")) || plain_is(word, N_("obey"));
    const char *text = named ? rest : plain->line;
    bool twice = false;
    size_t item = item_for(plain, text, &twice);
    if (twice) {
        plain_sayf(plain, 0,
                   _("\"%.60s\" answers several questions: put the question's "
                     "number before it."),
                   text);
        return true;
    }
    if (item == SIZE_MAX && count > 1) {
        return false;
    }
    answer(plain, item == SIZE_MAX ? 0 : item, text);
    return true;
}

bool plain_desk_command(struct plain *plain)
{
    const struct desk_item *items;
    size_t count = session_desk(plain->session, &items);
    char word[PLAIN_LINE_MAX];
    const char *rest = plain->line;
    plain_word(&rest, word, sizeof word);
    if (count == 0) {
        return false;
    }
    size_t number = plain_number(word);
    if (number > 0) {
        return answer_numbered(plain, number, rest);
    }
    if (plain_is(word, N_("questions"))) {
        say_desk(plain, SIZE_MAX);
    } else if (plain_is(word, N_("all"))) {
        stand(plain, NO_GENERAL, rest);
    } else if (plain_is(word, N_("to"))) {
        stand_for(plain, rest);
    } else {
        return answer_bare(plain, word, rest);
    }
    return true;
}
