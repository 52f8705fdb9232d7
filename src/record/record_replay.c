/* Replaying a record: every line is read for its answer, played through the
 * one door, and compared with what the program would write itself. */
#include "record/record.h"

#include <string.h>

#include "record/record_head.h"
#include "record/record_step.h"
#include "record/record_text.h"
#include "rules/rules.h"

struct replay {
    struct record_result result;
    struct world *world;
    struct record_span rest, line;
    uint32_t number;                      /* of the line */
    const struct record_visitor *visitor; /* or NULL */
    struct diag *why;
};

/* The step's line in its parts. */
struct step {
    struct record_span words; /* up to " = " */
    uint64_t answer;
    struct record_span hash;
};

static bool is_line(struct record_span line, const struct record_text *ours)
{
    /* Ours ends with the newline that the line lost. */
    return ours->wanted < ours->room && line.length + 1 == ours->wanted &&
           memcmp(line.at, ours->at, line.length) == 0;
}

static enum status refuse(const struct replay *replay, enum status status,
                          const char *what, struct record_span is,
                          const char *should)
{
    char one[RECORD_QUOTE_MAX], two[RECORD_QUOTE_MAX];
    struct record_span right = {.at = should, .length = strlen(should)};

    while (right.length > 0 && right.at[right.length - 1] == '\n') {
        right.length--;
    }
    diag_set_at(replay->why, "", replay->number,
                "line %lu, step %lu: %s: the record says \"%s\", right would "
                "be \"%s\"",
                (unsigned long)replay->number,
                (unsigned long)replay->result.steps + 1, what,
                record_quote(one, is), record_quote(two, right));
    return status;
}

/* Cut a step's line into its parts; the hash is the last word, the answer the
 * one before it, after an equals sign. */
static bool cut_step(struct record_span line, struct step *out)
{
    struct record_span rest = line, word;

    while (record_take_word(&rest, &word)) {
        if (!record_is(word, "=")) {
            continue;
        }
        out->words = (struct record_span){
            .at = line.at, .length = (size_t)(word.at - line.at)};
        if (out->words.length > 0) {
            out->words.length--;
        }
        return record_take_word(&rest, &word) &&
               record_number(word, UINT64_MAX, &out->answer) &&
               record_take_word(&rest, &out->hash) && rest.length == 0 &&
               out->hash.length == 16;
    }
    return false;
}

static enum status start(struct replay *replay)
{
    struct diag inner = {.line = 0};
    enum status status =
        game_start(replay->world, &replay->result.head.setup, NULL, &inner);

    if (status != STATUS_OK) {
        diag_set_at(replay->why, "", replay->number,
                    "lines 3 to %lu, before step 1: %s",
                    (unsigned long)replay->number, inner.text);
    }
    return status;
}

static enum status begin_siege(struct replay *replay)
{
    char ours[RECORD_LINE_MAX];
    struct record_text text = record_text_begin(ours, sizeof ours);
    struct record_span head = replay->rest;
    enum status status = record_head_read(&replay->result.head, &replay->rest,
                                          &replay->number, replay->why);

    if (status != STATUS_OK) {
        return status;
    }
    head.length -= replay->rest.length;
    status = start(replay);
    if (status != STATUS_OK) {
        return status;
    }
    replay->number++;
    if (!record_take_line(&replay->rest, &replay->line)) {
        diag_set_at(replay->why, "", replay->number,
                    "line %lu: the record ends inside its head, before the "
                    "first answer",
                    (unsigned long)replay->number);
        return STATUS_SYNTAX;
    }
    record_head_hash(head, replay->world, &text);
    if (!is_line(replay->line, &text)) {
        return refuse(replay, STATUS_DRIFT,
                      "the head or the siege that it begins is not the one "
                      "recorded",
                      replay->line, ours);
    }
    return STATUS_OK;
}

static bool may_go_on(const struct replay *replay, const struct decision *asked,
                      uint64_t answer)
{
    const struct record_visitor *visitor = replay->visitor;

    return visitor == NULL ||
           visitor->visit(visitor->context, replay->world, asked, answer);
}

/* Check the words, then answer, then check the whole line with its hash. */
static enum status play_step(struct replay *replay,
                             const struct decision *asked,
                             const struct step *step)
{
    char ours[RECORD_LINE_MAX];
    struct record_text text = record_text_begin(ours, sizeof ours);
    struct action action = {.cursor = asked->cursor, .answer = step->answer};
    struct option option;
    uint32_t number = replay->result.steps + 1;

    if (game_option(replay->world, step->answer, &option) != STATUS_OK) {
        if (asked->options == 0) {
            return refuse(replay, STATUS_DRIFT, "no block is found in this way",
                          replay->line,
                          "a miner, a minute and a nonce that meet the target");
        }
        diag_set_at(replay->why, "", replay->number,
                    "line %lu, step %lu: the record gives answer %llu, but the "
                    "question has the answers 0 to %lu",
                    (unsigned long)replay->number, (unsigned long)number,
                    (unsigned long long)step->answer,
                    (unsigned long)asked->options - 1);
        return STATUS_DRIFT;
    }
    record_step_words(asked, &option, &replay->world->setup, &text);
    if (!record_is(step->words, ours)) {
        return refuse(replay, STATUS_DRIFT, "another question or answer",
                      step->words, ours);
    }
    if (!may_go_on(replay, asked, step->answer)) {
        replay->rest.length = 0;
        return STATUS_OK;
    }
    if (game_apply(replay->world, action, NULL) != STATUS_OK) {
        return refuse(replay, STATUS_DRIFT, "the door refuses this answer",
                      replay->line, ours);
    }
    text.wanted = record_format_step(asked, &option, step->answer,
                                     replay->world, ours, sizeof ours);
    if (!is_line(replay->line, &text)) {
        return refuse(replay, STATUS_DRIFT, "the siege drifts from its record",
                      replay->line, ours);
    }
    replay->result.steps = number;
    return STATUS_OK;
}

static enum status replay_end(struct replay *replay)
{
    char ours[RECORD_LINE_MAX];
    struct record_text text = record_text_begin(ours, sizeof ours);

    text.wanted = record_format_end(replay->world, ours, sizeof ours);
    if (!is_line(replay->line, &text)) {
        return refuse(replay, STATUS_DRIFT,
                      "the siege is over, and its end is another", replay->line,
                      ours);
    }
    if (replay->rest.length > 0) {
        diag_set_at(replay->why, "", replay->number + 1,
                    "line %lu: the record goes on after its end",
                    (unsigned long)replay->number + 1);
        return STATUS_SYNTAX;
    }
    replay->result.complete = true;
    return STATUS_OK;
}

static enum status replay_line(struct replay *replay)
{
    struct decision asked;
    struct step step;

    game_ask(replay->world, &asked);
    if (asked.chooser == CHOOSER_NOBODY) {
        return replay_end(replay);
    }
    if (!cut_step(replay->line, &step)) {
        return refuse(replay, STATUS_SYNTAX, "this is no step", replay->line,
                      "step N .. = ANSWER HASH");
    }
    return play_step(replay, &asked, &step);
}

/* Is `cut` the beginning of `whole`? */
static bool begins(struct record_span cut, const struct record_text *whole)
{
    return cut.length < whole->wanted && whole->wanted < whole->room &&
           memcmp(cut.at, whole->at, cut.length) == 0;
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
}

/* Is `cut` the beginning of the line of this answer? Any hash will do: the
 * right one is not known before the answer is given. */
static bool begins_step(const struct replay *replay,
                        const struct decision *asked, uint32_t answer,
                        struct record_span cut)
{
    char ours[RECORD_LINE_MAX];
    struct record_text text = record_text_begin(ours, sizeof ours);
    struct option option;

    if (game_option(replay->world, answer, &option) != STATUS_OK) {
        return false;
    }
    record_step_words(asked, &option, &replay->world->setup, &text);
    record_text_add(&text, " = %lu ", (unsigned long)answer);
    for (unsigned digit = 0; digit < 16; digit++) {
        bool there = text.wanted < cut.length && is_hex(cut.at[text.wanted]);
        record_text_add(&text, "%c", there ? cut.at[text.wanted] : '0');
    }
    record_text_add(&text, "\n");
    return begins(cut, &text);
}

/* Is `cut` the beginning of a line that finds a block? Which block it was the
 * cut line need not tell; its words and digits must be such. */
static bool begins_found(const struct replay *replay,
                         const struct decision *asked, struct record_span cut)
{
    char ours[RECORD_LINE_MAX];
    struct record_text text = record_text_begin(ours, sizeof ours);
    const struct option found = {.kind = OPTION_FOUND,
                                 .letter = NO_LETTER,
                                 .order = ORDER_NONE,
                                 .general = NO_GENERAL,
                                 .block = NO_BLOCK};
    size_t words;

    record_step_words(asked, &found, &replay->world->setup, &text);
    words = text.wanted - strlen("0 0"); /* minute and nonce */
    if (asked->options > 0 || cut.length <= words) {
        text.wanted = words;
        return asked->options == 0 && begins(cut, &text);
    }
    for (size_t i = words; i < cut.length; i++) {
        if (!is_hex(cut.at[i]) && cut.at[i] != ' ' && cut.at[i] != '=') {
            return false;
        }
    }
    return memcmp(cut.at, ours, words) == 0;
}

static bool begins_end(const struct replay *replay, struct record_span cut)
{
    char ours[RECORD_LINE_MAX];
    struct record_text text = record_text_begin(ours, sizeof ours);

    text.wanted = record_format_end(replay->world, ours, sizeof ours);
    return begins(cut, &text);
}

/* A last line without its newline was cut off when the program was killed;
 * then what is left of it begins a line that could stand here. */
static enum status replay_cut(struct replay *replay)
{
    struct decision asked;
    bool honest;

    game_ask(replay->world, &asked);
    honest =
        asked.chooser == CHOOSER_NOBODY && begins_end(replay, replay->rest);
    for (uint32_t i = 0; i <= asked.options && !honest; i++) {
        honest = begins_step(replay, &asked, i, replay->rest);
    }
    honest = honest || begins_found(replay, &asked, replay->rest);
    if (honest) {
        return STATUS_OK;
    }
    replay->number++;
    return refuse(replay, STATUS_SYNTAX,
                  "the last line lacks its newline and is no line cut short",
                  replay->rest, "a line of this step, or nothing");
}

enum status record_replay(struct record_result *out, struct world *world,
                          const char *text, size_t length,
                          const struct record_visitor *visitor,
                          struct diag *why)
{
    struct replay replay = {.world = world,
                            .rest = {.at = text, .length = length},
                            .visitor = visitor,
                            .why = why};
    enum status status = begin_siege(&replay);

    while (status == STATUS_OK &&
           record_take_line(&replay.rest, &replay.line)) {
        replay.number++;
        status = replay_line(&replay);
    }
    if (status == STATUS_OK && replay.rest.length > 0) {
        status = replay_cut(&replay);
    }
    if (status == STATUS_OK) {
        *out = replay.result;
    }
    return status;
}
