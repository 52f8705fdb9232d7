#include "cli/locale.h"

#include <langinfo.h>
#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "cli/data.h"
#include "ui/text.h"

/* The first of these variables that says something, or "". */
static const char *first_of(const char *const *names)
{
    for (; *names != NULL; names++) {
        const char *value = getenv(*names);
        if (value != NULL && value[0] != '\0') {
            return value;
        }
    }
    return "";
}

static bool names_utf8(const char *locale)
{
    const char *dot = strchr(locale, '.');
    return dot != NULL && (strncasecmp(dot, ".utf-8", 6) == 0 ||
                           strncasecmp(dot, ".utf8", 5) == 0);
}

static const char *const charset[] = {"LC_ALL", "LC_CTYPE", "LANG", NULL};

bool locale_names_utf8(void)
{
    return names_utf8(first_of(charset));
}

static bool in_utf8(void)
{
    return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

/* A locale that is not installed must not cost the player UTF-8, and Korean
 * needs it whatever the locale is. */
static void set_locale(bool korean)
{
    bool wanted = korean || locale_names_utf8();
    if (setlocale(LC_ALL, "") == NULL) {
        (void)setlocale(LC_ALL, "C");
    }
    if (wanted && !in_utf8() && setlocale(LC_ALL, "C.UTF-8") == NULL) {
        (void)setlocale(LC_ALL, "en_US.UTF-8");
    }
    /* Numbers in levels and JSON have a point; gettext translates nothing
     * while the messages are those of "C". */
    (void)setlocale(LC_NUMERIC, "C");
    (void)setlocale(LC_COLLATE, "C"); /* scripts compare texts */
    const char *messages = setlocale(LC_MESSAGES, NULL);
    if (in_utf8() && messages != NULL &&
        (strcmp(messages, "C") == 0 || strcmp(messages, "POSIX") == 0)) {
        (void)setlocale(LC_MESSAGES, "C.UTF-8");
    }
}

bool locale_choose(struct locale_choice *out, const struct options *options)
{
    static const char *const languages[] = {"en", "ko"};
    static const char *const names[] = {"LANGUAGE", "LC_ALL", "LC_MESSAGES",
                                        "LANG", NULL};
    unsigned language =
        strncmp(first_of(names), "ko", 2) == 0 ? LANGUAGE_KO : LANGUAGE_EN;
    struct data data;
    out->named = option_given(options, OPT_LANG);
    if (!option_choice(options, OPT_LANG, languages, LANGUAGES, &language)) {
        return false;
    }
    set_locale(out->named && language == LANGUAGE_KO);
    out->ascii = !in_utf8();
    out->language = out->ascii ? LANGUAGE_EN : (enum language)language;
    data_find(&data);
    (void)bindtextdomain("strategos", data.locale);
    (void)bind_textdomain_codeset("strategos", "UTF-8");
    (void)textdomain("strategos");
    text_set_language(out->language);
    return true;
}
