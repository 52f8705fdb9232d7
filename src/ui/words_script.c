#include "ui/words_script.h"

#include <string.h>

#include "level/utf8.h"
#include "ui/text.h"
#include "ui/words.h"
#include "ui/words_say.h"

size_t words_script(char *out, size_t room, const struct session_script *script)
{
    if (script->absent) {
        return words_say(out, room,
                         _("%s could not play, so the duty was played: %s."),
                         script->name, script->first);
    }
    if (script->lost > 0) {
        return words_say(
            out, room,
            _("%s lost %llu of %llu turns to the duty; the first: %s."),
            script->name, (unsigned long long)script->lost,
            (unsigned long long)script->turns, script->first);
    }
    return words_say(out, room,
                     script->city ? _("%s played the city. Questions: %llu.")
                                  : _("%s played the traitors. Questions: "
                                      "%llu."),
                     script->name, (unsigned long long)script->turns);
}

/* Copy what is printable UTF-8; the rest becomes '?'. */
static void copy_text(char *out, size_t room, const char *text, size_t length)
{
    size_t used = 0;
    for (size_t i = 0; i < length;) {
        size_t size = utf8_sequence(text + i, length - i);
        unsigned char first = (unsigned char)text[i];
        bool plain = size > 0 && first >= ' ' && first != 0x7f;
        size_t take = plain ? size : 1;
        if (used + take >= room) {
            break;
        }
        memcpy(out + used, plain ? text + i : "?", take);
        used += take;
        i += size > 0 ? size : 1;
    }
    out[used] = '\0';
}

bool words_script_line(char *out, size_t room,
                       const struct session_script *script, size_t *at)
{
    char line[WORDS_MAX / 2];
    if (*at >= script->says_length) {
        return false;
    }
    const char *from = script->says + *at;
    size_t left = script->says_length - *at;
    const char *end = memchr(from, '\n', left);
    size_t length = end == NULL ? left : (size_t)(end - from);
    copy_text(line, sizeof line, from, length);
    *at += length + 1;
    (void)words_say(out, room, _("%s notes: %s"), script->name, line);
    return true;
}

size_t words_script_lost(char *out, size_t room, struct session *session)
{
    struct session_script script;
    for (unsigned i = 0; session_script(session, i, &script); i++) {
        if (script.absent || script.lost > 0) {
            return words_say(out, room,
                             _("%s lost a turn, and the duty was played. The "
                               "debrief says why."),
                             script.name);
        }
    }
    return 0;
}
