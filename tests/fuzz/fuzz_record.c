/* Any bytes as a record: a replay or a fault with its line, never a crash. */
#include <stdint.h>
#include <stdlib.h>

#include "record/record.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct world world;
    struct record_result result;
    struct diag why = {.line = 0};
    enum status status =
        record_replay(&result, &world, (const char *)data, size, NULL, &why);
    if (status != STATUS_OK && why.text[0] == '\0') {
        abort();
    }
    return 0;
}
