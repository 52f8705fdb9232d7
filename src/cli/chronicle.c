#include "cli/chronicle.h"

#include <stdlib.h>

#include "cli/fail.h"
#include "cli/gather.h"
#include "cli/json.h"
#include "rules/rules.h"
#include "rules/signed_bytes.h"
#include "rules/work_bytes.h"
#include "session/session.h"
#include "ui/text.h"
#include "ui/words_network.h"

static void json_seal(struct json *json, const struct setup *setup,
                      const struct signed_text *text, unsigned k)
{
    const struct signed_seal *seal = &text->seal[k];
    uint8_t key[SEAL_PUBLIC_BYTES];
    signed_public_key(key, setup, seal->general);
    json_open(json, '{');
    json_add_count(json, "general", seal->general);
    json_key(json, "key");
    json_hex(json, key, sizeof key);
    json_key(json, "over");
    json_hex(json, (const uint8_t *)text->bytes, seal->covers);
    json_key(json, "signature");
    json_hex(json, seal->signature, sizeof seal->signature);
    json_close(json, '}');
}

static void json_seals(struct json *json, const struct setup *setup,
                       const struct letter *letter)
{
    struct signed_text text = {.seals = 0};
    if (letter->sealed) {
        signed_build(&text, setup, letter);
    }
    json_key(json, "seals");
    json_open(json, '[');
    for (unsigned k = 0; k < text.seals; k++) {
        json_seal(json, setup, &text, k);
    }
    json_close(json, ']');
}

/* What letters of the rules without a clock are; a phase is a view under pbft.
 */
static const char *const post_kinds[POST_KIND_COUNT] = {
    [POST_NONE] = "",
    [POST_REPORT] = "report",
    [POST_PROPOSAL] = "proposal",
    [POST_PRE_PREPARE] = "pre-prepare",
    [POST_PREPARE] = "prepare",
    [POST_COMMIT] = "commit",
    [POST_VIEW_CHANGE] = "view-change",
    [POST_NEW_VIEW] = "new-view"};

static void json_letter(FILE *out, const struct setup *setup,
                        const struct letter *letter)
{
    struct json json = json_begin(out);
    bool arrived =
        letter->state == LETTER_ARRIVED || letter->state == LETTER_REFUSED;
    json_open(&json, '{');
    json_add_count(&json, "from", letter->from);
    json_add_count(&json, "to", letter->to);
    json_add_count(&json, "sent", letter->sent);
    json_key(&json, "arrived");
    if (arrived) {
        json_count(&json, letter->arrives);
    } else {
        json_null(&json);
    }
    json_add_string(&json, "order",
                    letter->order < setup->orders
                        ? setup->order_id[letter->order]
                        : NULL); /* a chain that names none */
    json_seals(&json, setup, letter);
    if (letter->post != POST_NONE) {
        json_add_string(&json, "kind", post_kinds[letter->post]);
        json_add_count(&json, "phase", letter->phase);
    }
    json_close(&json, '}');
    json_end(&json);
}

/* A proposal without a value, a view change without a certificate and a chain
 * that names nothing bear no order; what was written without one is silence. */
static bool is_letter(const struct letter *letter, const struct setup *setup)
{
    return letter->state != LETTER_UNWRITTEN &&
           (letter->block || letter->post != POST_NONE ||
            letter->order < setup->orders);
}

int chronicle_letters(FILE *out, const struct replayed *replayed)
{
    struct gathered gathered;
    int code = gather_letters(&gathered, replayed);
    for (size_t i = 0; code == EXIT_DONE && i < gathered.count; i++) {
        if (is_letter(&gathered.letters[i], &replayed->world.setup)) {
            json_letter(out, &replayed->world.setup, &gathered.letters[i]);
        }
    }
    free(gathered.letters);
    return code;
}

static void json_block(FILE *out, const struct world *world, unsigned b)
{
    const struct memory_work *work = &world->memory.work;
    const struct block *block = &work->block[b];
    bool mined = block->parent != NO_BLOCK;
    struct json json = json_begin(out);
    char header[HEADER_MAX];
    size_t length = work_header(world, b, header);
    json_open(&json, '{');
    json_key(&json, "id");
    json_hex(&json, block->id, sizeof block->id);
    json_key(&json, "header");
    json_hex(&json, (const uint8_t *)header, length);
    json_key(&json, "parent");
    if (mined) {
        json_hex(&json, work->block[block->parent].id, sizeof block->id);
        json_add_count(&json, "miner", block->miner);
    } else {
        json_null(&json);
        json_key(&json, "miner");
        json_null(&json);
    }
    json_add_string(&json, "order",
                    block->order < world->setup.orders
                        ? world->setup.order_id[block->order]
                        : NULL);
    json_add_count(&json, "height", block->height);
    json_close(&json, '}');
    json_end(&json);
}

void chronicle_blocks(FILE *out, const struct replayed *replayed)
{
    const struct world *world = &replayed->world;
    bool mines = world->setup.rule == RULE_WORK;
    for (unsigned b = 0; mines && b < world->memory.work.blocks; b++) {
        json_block(out, world, b);
    }
}

/* A sealed letter that nobody had to send is no silence when it is kept. */
static bool is_worth_telling(const struct world *world,
                             const struct event *event)
{
    struct letter letter;
    if (event->kind != EVENT_SILENT || event->letter >= game_letters(world)) {
        return true;
    }
    game_letter(world, event->letter, &letter);
    return letter.duty != ORDER_NONE;
}

static void write_event(FILE *out, const struct session *session,
                        const struct event *event)
{
    char when[64], words[WORDS_MAX];
    (void)words_event(words, sizeof words, session, event, EYES_ALL);
    if (words[0] == '\0' || !is_worth_telling(session_world(session), event)) {
        return;
    }
    (void)words_when(when, sizeof when, session_setup(session), event->minute);
    (void)fprintf(out, "%s  %s\n", when, words);
}

static void write_line(FILE *out, const char *mark, const char *words)
{
    (void)fprintf(out, "%s  %s\n", mark, words);
}

/* Safety and liveness apart: a siege is never just lost. */
static void write_verdict(FILE *out, const struct session *session)
{
    static const char *const marks[] = {
        [TRI_NO] = "[no]", [TRI_YES] = "[yes]", [TRI_VOID] = "[-]"};
    const struct level *level = session_level(session);
    const struct world *world = session_world(session);
    struct verdict verdict;
    char words[WORDS_MAX];
    game_judge(world, &verdict);
    (void)words_agreement(words, sizeof words, level, world, &verdict);
    write_line(out, marks[verdict.agreement ? TRI_YES : TRI_NO], words);
    (void)words_validity(words, sizeof words, level, world, &verdict);
    write_line(out, marks[verdict.validity], words);
    (void)words_termination(words, sizeof words, level, world, &verdict);
    write_line(out, marks[verdict.termination ? TRI_YES : TRI_NO], words);
}

int chronicle_text(FILE *out, const struct replayed *replayed)
{
    struct session *session = NULL;
    struct diag why;
    const struct event *events = NULL;
    if (session_resume(&session, &replayed->level, replayed->text,
                       replayed->length, &why) != STATUS_OK) {
        return cli_fail_at(EXIT_RESOURCE, &why);
    }
    const struct level *level = session_level(session);
    const char *title = level_say(level, level->title, text_language());
    if (title[0] != '\0') {
        (void)fprintf(out, "%s\n", title);
    }
    char words[WORDS_MAX];
    (void)words_traitors(words, sizeof words, level, session_setup(session));
    (void)fprintf(out, "%s\n\n", words);
    size_t count = session_events(session, &events);
    for (size_t i = 0; i < count; i++) {
        write_event(out, session, &events[i]);
    }
    if (session_over(session)) {
        (void)fputc('\n', out);
        write_verdict(out, session);
    }
    session_close(session);
    return EXIT_DONE;
}
