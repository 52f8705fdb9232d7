#include "support/networks.h"

#include <string.h>

static uint32_t add(struct level *level, const char *text)
{
    size_t length = strlen(text) + 1;
    uint32_t at = level->text_used;
    memcpy(level->text + at, text, length);
    level->text_used += (uint32_t)length;
    return at;
}

static void say(struct level *level, struct level_text *out, const char *en,
                const char *ko)
{
    out->at[LANGUAGE_EN] = add(level, en);
    out->at[LANGUAGE_KO] = add(level, ko);
}

void network_level(struct level *out, enum rule_id rule, const char *inputs,
                   enum level_role role)
{
    static const char *const names[][LANGUAGES] = {
        {"Bardas", "바르다스"},   {"Leo", "레온"},  {"Manuel", "마누엘"},
        {"Theodora", "테오도라"}, {"Anna", "안나"}, {"Michael", "미하일"},
        {"Irene", "이레네"}};
    struct setup setup;
    unsigned n = (unsigned)strlen(inputs);
    setup_default(&setup, rule, n);
    for (unsigned g = 0; g < n; g++) {
        setup.input[g] = (uint8_t)(inputs[g] - '0');
    }
    level_from_setup(out, &setup);
    out->role = (uint8_t)role;
    if (role == ROLE_TRAITOR) {
        out->player = 0;
    }
    say(out, &out->title, "What comes next?", "다음에는 무엇이");
    for (unsigned g = 0; g < n; g++) {
        say(out, &out->name[g], names[g][LANGUAGE_EN], names[g][LANGUAGE_KO]);
    }
}
