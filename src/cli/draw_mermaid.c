#include <stdlib.h>
#include <string.h>

#include "cli/drawings.h"
#include "cli/fail.h"
#include "cli/gather.h"
#include "rules/rules.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_say.h"

/* What ends a word there, or begins a remark, becomes a blank. */
/* "%%" begins a comment, and what looks like HTML is taken for it. */
static void put_word(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        bool special = (unsigned char)*text < ' ' || *text == ';' ||
                       *text == '#' || *text == ':';
        if (*text == '%' || *text == '<' || *text == '>') {
            (void)fprintf(out, "#%d;", *text);
        } else {
            (void)fputc(special ? ' ' : *text, out);
        }
    }
}

static void put_participants(FILE *out, const struct replayed *replayed)
{
    const struct setup *setup = &replayed->world.setup;
    for (unsigned g = 0; g < setup->generals; g++) {
        (void)fprintf(out, "    participant G%u as ", g);
        put_word(out, words_name(&replayed->level, g));
        if (setup_is_traitor(setup, g)) {
            (void)fprintf(out, " (%s)", _("traitor"));
        }
        (void)fputc('\n', out);
    }
}

static void put_letter(FILE *out, const struct replayed *replayed,
                       const struct letter *letter)
{
    const struct level *level = &replayed->level;
    bool captured = letter->state == LETTER_CAPTURED;
    if (letter->state == LETTER_UNWRITTEN) {
        (void)fprintf(out, "    Note over G%u,G%u: %s\n", letter->from,
                      letter->to, _("silence"));
        return;
    }
    (void)fprintf(out, "    G%u%sG%u: ", letter->from, captured ? "-x" : "->>",
                  letter->to);
    put_word(out, letter->order < replayed->world.setup.orders
                      ? words_order(level, letter->order)
                      : "?");
    (void)fprintf(out, "%s%s%s\n", letter_is_lie(letter) ? _(" (a lie)") : "",
                  captured ? _(" (captured)") : "",
                  letter->late ? _(" (too late)") : "");
}

static int by_time(const void *a, const void *b)
{
    const struct letter *first = a, *second = b;
    if (first->sent != second->sent) {
        return first->sent < second->sent ? -1 : 1;
    }
    return first->index < second->index ? -1 : first->index > second->index;
}

int drawing_mermaid(FILE *out, const struct replayed *replayed)
{
    struct gathered gathered;
    const struct world *world = &replayed->world;
    int code = gather_letters(&gathered, replayed);
    if (code != EXIT_DONE) {
        return code;
    }
    qsort(gathered.letters, gathered.count, sizeof gathered.letters[0],
          by_time);
    (void)fputs("sequenceDiagram\n", out);
    put_participants(out, replayed);
    for (size_t i = 0; i < gathered.count; i++) {
        put_letter(out, replayed, &gathered.letters[i]);
    }
    for (unsigned g = 0; g < world->setup.generals; g++) {
        char words[WORDS_MAX];
        if (!setup_is_traitor(&world->setup, g)) {
            (void)words_decided(words, sizeof words, &replayed->level, world,
                                g);
            (void)fprintf(out, "    Note over G%u: ", g);
            put_word(out, words);
            (void)fputc('\n', out);
        }
    }
    free(gathered.letters);
    return EXIT_DONE;
}
