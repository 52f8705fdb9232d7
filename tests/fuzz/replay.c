/* Gives each named file to a fuzz target once: how the corpus replays in the
 * normal run, without a fuzzer. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FILE_MAX = 1 << 20 };

static int give(const char *path)
{
    FILE *file = fopen(path, "rb");
    uint8_t *bytes = malloc(FILE_MAX);
    if (file == NULL || bytes == NULL) {
        perror(path);
        free(bytes);
        return 1;
    }
    size_t size = fread(bytes, 1, FILE_MAX, file);
    (void)fclose(file);
    /* A copy of the exact size, so that reading past its end is seen. */
    uint8_t *exact = malloc(size + (size == 0));
    if (exact != NULL) {
        for (size_t i = 0; i < size; i++) {
            exact[i] = bytes[i];
        }
        (void)printf("%s\n", path);
        (void)fflush(stdout);
        (void)LLVMFuzzerTestOneInput(exact, size);
    }
    free(exact);
    free(bytes);
    return exact == NULL;
}

int main(int argc, char **argv)
{
    int failed = 0;
    for (int i = 1; i < argc; i++) {
        failed |= give(argv[i]);
    }
    return failed;
}
