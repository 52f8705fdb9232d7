/* What a level says, in the language that is asked for. */
#include "level/level.h"

const char *level_say(const struct level *level, struct level_text text,
                      enum language language)
{
    uint32_t at = text.at[language];
    return level->text + (at == 0 ? text.at[LANGUAGE_EN] : at);
}

#define SIXTEEN(name)                                                          \
    {                                                                          \
        name " 1", name " 2", name " 3", name " 4", name " 5", name " 6",      \
            name " 7", name " 8", name " 9", name " 10", name " 11",           \
            name " 12", name " 13", name " 14", name " 15", name " 16"         \
    }

const char *level_name(const struct level *level, unsigned g,
                       enum language language)
{
    static const char *const numbered[LANGUAGES][GENERALS_MAX] = {
        [LANGUAGE_EN] = SIXTEEN("General"),
        [LANGUAGE_KO] = SIXTEEN("장군"),
    };
    if (g >= GENERALS_MAX) {
        return "?";
    }
    const char *name = level_say(level, level->name[g], language);
    return name[0] == '\0' ? numbered[language][g] : name;
}
