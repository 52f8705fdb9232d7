/* Answers typed by hand, and standing orders. */
#include <stdio.h>
#include <string.h>

#include "plain/inside.h"
#include "ui/text.h"
#include "ui/words.h"

/* Whether the input is this number, which may be 0. */
static bool is_count(const char *text, unsigned count)
{
    char number[8];
    (void)snprintf(number, sizeof number, "%u", count);
    return strcmp(text, number) == 0;
}

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
        if (option->letter != NO_LETTER) {
            return plain_names_step(plain, text, option);
        }
        return plain_is(text, N_("yes")) || plain_is(text, N_("capture"));
    case OPTION_ACCUSE:
        return option->general == NO_GENERAL
                   ? plain_is(text, N_("nobody"))
                   : plain_general(level, text) == option->general;
    case OPTION_DEMAND:
        return is_count(text, option->count);
    case OPTION_DELIVER:
    case OPTION_FALL:
    case OPTION_TIMEOUT:
    case OPTION_UNSURE:
        return plain_names_step(plain, text, option);
    case OPTION_PROOF:
    case OPTION_NOTHING:
    case OPTION_FOUND:
    case OPTION_PUBLISH:
    case OPTION_FLOOD:
    case OPTION_BUILD:
    case OPTION_ALARM:
    case OPTION_TRUST:
    case OPTION_TOSS:
    case OPTION_CLAIM:
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
    if (plain_schedules(plain)) {
        plain_send(plain);
        return;
    }
    size_t after = session_desk(plain->session, &items);
    if (after != before) {
        plain_say_desk(plain, PLAIN_ROWS);
        return;
    }
    plain_say_item(plain, &items[item], item, false);
    plain_say_count(plain);
    plain_say_forecast(plain);
}

/* Answer an item by a number of the list or by words. */
static void answer(struct plain *plain, size_t item, const char *text)
{
    const struct desk_item *items;
    session_desk(plain->session, &items);
    size_t number = plain_number(text);
    if (number >= 1 && number <= items[item].options &&
        items[item].decision.kind != DECISION_DEMAND) {
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
    plain_say_answers(plain, item);
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
    plain_say_desk(plain, PLAIN_ROWS);
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
        plain_say_item(plain, &items[number - 1], number - 1, true);
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

/* The answer that shows the longest chain of those that may be shown; the one
 * that stands where there is none. */
static uint64_t longest_shown(const struct plain *plain, size_t item,
                              uint64_t answer)
{
    const struct memory_work *work =
        &session_world(plain->session)->memory.work;
    const struct desk_item *items;
    unsigned height = 0;
    session_desk(plain->session, &items);
    for (uint32_t i = 0; i < items[item].options; i++) {
        struct option option;
        if (session_option(plain->session, item, i, &option) == STATUS_OK &&
            option.kind == OPTION_PUBLISH &&
            work->block[option.block].height > height) {
            height = work->block[option.block].height;
            answer = i;
        }
    }
    return answer;
}

/* Proof of work: show everybody the longest chain. */
static bool show_all(struct plain *plain)
{
    const struct desk_item *items;
    size_t count = session_desk(plain->session, &items);
    bool shown = false;
    for (size_t i = 0; i < count; i++) {
        if (items[i].decision.kind == DECISION_PUBLISH &&
            session_set(plain->session, i,
                        longest_shown(plain, i, items[i].answer)) ==
                STATUS_OK) {
            shown = true;
        }
    }
    if (shown) {
        plain_say_desk(plain, PLAIN_ROWS);
    }
    return shown;
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
    if (plain_is(word, N_("show")) && show_all(plain)) {
        return true;
    }
    if (plain_is(word, N_("questions"))) {
        plain_say_desk(plain, SIZE_MAX);
    } else if (plain_is(word, N_("all"))) {
        stand(plain, NO_GENERAL, rest);
    } else if (plain_is(word, N_("to"))) {
        stand_for(plain, rest);
    } else {
        return answer_bare(plain, word, rest);
    }
    return true;
}
