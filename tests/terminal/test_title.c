/* The first screen at every size that it is drawn for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "support/pty.h"

enum { READY_MS = 5000, FIRST_SCREEN_BYTES = 8000 };

static const struct {
    int width, height;
} sizes[] = {{40, 12}, {80, 24}, {120, 36}, {200, 60}};

/* Bytes until the screen is at rest. */
static size_t bytes_of_title(int width, int height, const char *const *settings)
{
    const char *path = getenv("STRATEGOS_PROGRAM");
    const char *argv[] = {path != NULL ? path : "build/strategos", NULL};
    struct pty pty;
    pty_open(&pty, width, height,
             &(struct pty_child){.argv = argv, .settings = settings});
    assert_true(pty_await(&pty, "? ", READY_MS));
    pty_settle(&pty, 100);
    size_t length = pty.length;
    pty_close(&pty);
    return length;
}

static void expect_small(const char *const *settings)
{
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        size_t length =
            bytes_of_title(sizes[i].width, sizes[i].height, settings);
        assert_in_range(length, 100, FIRST_SCREEN_BYTES);
    }
}

static void the_first_screen_is_small_at_every_size(void **state)
{
    (void)state;
    expect_small((const char *const[]){"TERM=xterm-256color", NULL});
    expect_small((const char *const[]){"TERM=xterm", NULL});
}

static void the_first_screen_is_small_in_korean_too(void **state)
{
    (void)state;
    expect_small(
        (const char *const[]){"TERM=xterm-256color", "LANGUAGE=ko", NULL});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_screen_is_small_at_every_size),
        cmocka_unit_test(the_first_screen_is_small_in_korean_too)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
