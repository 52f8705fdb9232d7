#include <stdlib.h>
#include <string.h>

#include "cli/drawings.h"
#include "cli/fail.h"
#include "cli/gather.h"
#include "rules/rules.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_say.h"

/* Text in quotes. */
static void put_quoted(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            (void)fputc('\\', out);
        }
        (void)fputc((unsigned char)*text < ' ' ? ' ' : *text, out);
    }
}

static const char *order_of(const struct replayed *replayed, unsigned order)
{
    return order < replayed->world.setup.orders
               ? words_order(&replayed->level, order)
               : "?";
}

/* Captured: dashed; silence: dotted; a lie: bold, and it says so. */
static void put_look(FILE *out, const struct letter *letter)
{
    static const char *const looks[LETTER_STATE_COUNT] = {
        [LETTER_UNWRITTEN] = "dotted", [LETTER_RIDING] = "dashed",
        [LETTER_ARRIVED] = "solid",    [LETTER_CAPTURED] = "dashed",
        [LETTER_REFUSED] = "solid",    [LETTER_SENT] = "solid"};
    bool lie = letter_is_lie(letter);
    (void)fprintf(out, "\", style=\"%s%s\"%s];\n", looks[letter->state],
                  lie ? ",bold" : "", lie ? ", color=\"#b34700\"" : "");
}

static void put_words(FILE *out, const struct replayed *replayed,
                      const struct letter *letter)
{
    put_quoted(out, letter->state == LETTER_UNWRITTEN
                        ? _("silence")
                        : order_of(replayed, letter->order));
    put_quoted(out, letter_is_lie(letter) ? _(" (a lie)") : "");
    put_quoted(out, letter->state == LETTER_CAPTURED ? _(" (captured)") : "");
}

/* The letter that this one passes on: the same chain without its last. */
static const struct letter *parent_of(const struct gathered *gathered,
                                      const struct letter *letter)
{
    uint64_t chain =
        letter->length < 2
            ? 0
            : letter->chain & ((UINT64_C(1) << 4 * (letter->length - 1)) - 1);
    for (size_t i = 0; letter->length > 1 && i < gathered->count; i++) {
        const struct letter *other = &gathered->letters[i];
        if (other->length + 1 == letter->length && other->chain == chain &&
            other->to == letter->from) {
            return other;
        }
    }
    return NULL;
}

/* Who said that who said. */
static void put_chains(FILE *out, const struct replayed *replayed,
                       const struct gathered *gathered)
{
    const struct level *level = &replayed->level;
    (void)fputs("    rankdir=LR;\n    node [shape=box];\n    order [shape="
                "oval, label=\"",
                out);
    put_quoted(out, order_of(replayed, replayed->world.setup.order));
    (void)fputs("\"];\n", out);
    for (size_t i = 0; i < gathered->count; i++) {
        const struct letter *letter = &gathered->letters[i];
        const struct letter *parent = parent_of(gathered, letter);
        (void)fprintf(out, "    L%u [label=\"", (unsigned)letter->index);
        put_quoted(out, words_name(level, letter->from));
        (void)fputs(" > ", out);
        put_quoted(out, words_name(level, letter->to));
        (void)fputs("\\n", out);
        put_words(out, replayed, letter);
        put_look(out, letter);
        if (parent == NULL) {
            (void)fprintf(out, "    order -> L%u;\n", (unsigned)letter->index);
        } else {
            (void)fprintf(out, "    L%u -> L%u;\n", (unsigned)parent->index,
                          (unsigned)letter->index);
        }
    }
}

static void put_blocks(FILE *out, const struct replayed *replayed)
{
    const struct memory_work *work = &replayed->world.memory.work;
    (void)fputs("    rankdir=RL;\n    node [shape=box];\n", out);
    for (unsigned b = 0; b < work->blocks; b++) {
        const struct block *block = &work->block[b];
        bool mined = block->parent != NO_BLOCK;
        (void)fprintf(out, "    B%u [label=\"%u: ", b, block->height);
        put_quoted(out, mined ? words_name(&replayed->level, block->miner)
                              : _("start"));
        if (mined && block->order != ORDER_NONE) {
            (void)fputs("\\n", out);
            put_quoted(out, order_of(replayed, block->order));
        }
        (void)fprintf(
            out, "\"%s];\n",
            mined && setup_is_traitor(&replayed->world.setup, block->miner)
                ? ", style=bold, peripheries=2"
                : "");
        if (mined) {
            (void)fprintf(out, "    B%u -> B%u;\n", b, block->parent);
        }
    }
}

/* Who wrote to whom. */
static void put_generals(FILE *out, const struct replayed *replayed,
                         const struct gathered *gathered)
{
    const struct setup *setup = &replayed->world.setup;
    for (unsigned g = 0; g < setup->generals; g++) {
        (void)fprintf(out, "    G%u [label=\"", g);
        put_quoted(out, words_name(&replayed->level, g));
        (void)fprintf(out, "\"%s];\n",
                      setup_is_traitor(setup, g) ? ", peripheries=2" : "");
    }
    for (size_t i = 0; i < gathered->count; i++) {
        const struct letter *letter = &gathered->letters[i];
        (void)fprintf(out, "    G%u -> G%u [label=\"", letter->from,
                      letter->to);
        put_words(out, replayed, letter);
        put_look(out, letter);
    }
}

int drawing_dot(FILE *out, const struct replayed *replayed)
{
    struct gathered gathered;
    unsigned rule = replayed->world.setup.rule;
    int code = gather_letters(&gathered, replayed);
    if (code != EXIT_DONE) {
        return code;
    }
    (void)fputs("digraph siege {\n", out);
    if (rule == RULE_WORK) {
        put_blocks(out, replayed);
    } else if (rule == RULE_ORAL || rule == RULE_RELAY || rule == RULE_SIGNED) {
        put_chains(out, replayed, &gathered);
    } else {
        put_generals(out, replayed, &gathered);
    }
    (void)fputs("}\n", out);
    free(gathered.letters);
    return EXIT_DONE;
}
