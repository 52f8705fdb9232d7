/* What a player may type: words, numbers, orders and names. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "plain/inside.h"
#include "ui/text.h"

void plain_word(const char **text, char *word, size_t room)
{
    const char *start = *text + strspn(*text, " \t,:.");
    size_t length = strcspn(start, " \t");
    size_t kept = length < room ? length : room - 1;
    memcpy(word, start, kept);
    word[kept] = '\0';
    start += length;
    *text = start + strspn(start, " \t");
}

bool plain_is(const char *input, const char *word)
{
    return strcasecmp(input, word) == 0 || strcasecmp(input, _(word)) == 0;
}

size_t plain_number(const char *word)
{
    size_t number = 0;
    if (*word == '\0' || strlen(word) > 6) {
        return 0;
    }
    for (; *word != '\0'; word++) {
        if (*word < '0' || *word > '9') {
            return 0;
        }
        number = number * 10 + (size_t)(*word - '0');
    }
    return number;
}

/* How well an input names something: 0 not at all, 1 as its beginning, 2
 * wholly. */
static int fits(const char *input, const char *name)
{
    if (*name == '\0') {
        return 0;
    }
    if (strcasecmp(input, name) == 0) {
        return 2;
    }
    return strncasecmp(input, name, strlen(input)) == 0 ? 1 : 0;
}

static int better(int a, int b)
{
    return a > b ? a : b;
}

/* The best fit so far; two equally good ones are none. */
struct choice {
    unsigned best;
    int fit;
    bool twice;
};

static void consider(struct choice *choice, unsigned candidate, int fit)
{
    if (fit > choice->fit) {
        *choice = (struct choice){.best = candidate, .fit = fit};
    } else if (fit > 0 && fit == choice->fit) {
        choice->twice = true;
    }
}

unsigned plain_order(const struct level *level, const char *text)
{
    struct choice choice = {.best = ORDER_NONE};
    if (*text == '\0') {
        return ORDER_NONE;
    }
    for (unsigned i = 0; i < level->setup.orders; i++) {
        int fit = better(fits(text, level->setup.order_id[i]),
                         fits(text, text_order(level, i)));
        consider(&choice, i, fit);
    }
    return choice.twice ? ORDER_NONE : choice.best;
}

unsigned plain_general(const struct level *level, const char *text)
{
    struct choice choice = {.best = NO_GENERAL};
    if (*text == '\0') {
        return NO_GENERAL;
    }
    for (unsigned g = 0; g < level->setup.generals; g++) {
        int fit = better(fits(text, level_name(level, g, LANGUAGE_EN)),
                         fits(text, level_name(level, g, text_language())));
        consider(&choice, g, fit);
    }
    return choice.twice ? NO_GENERAL : choice.best;
}
