/* Any bytes as a level file: a level or faults, never a crash; and what was
 * read can be begun. */
#include <stdint.h>
#include <stdlib.h>

#include "level/level.h"
#include "rules/rules.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* libconfig 1.5 does not free the words it was reading when it stops at a
 * syntax error. */
const char *__lsan_default_suppressions(void)
{
    return "leak:strbuf_append\nleak:libconfig_yylex\n";
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct level level;
    static struct world world;
    struct diag items[8];
    struct diag_list faults = {.items = items, .room = 8};
    enum status status =
        level_parse(&level, (const char *)data, size, "fuzz.level", &faults);
    if ((status == STATUS_OK) != (faults.count == 0)) {
        abort();
    }
    if (status == STATUS_OK &&
        game_start(&world, &level.setup, NULL, NULL) != STATUS_OK) {
        abort();
    }
    return 0;
}
