/* The terminal alone, with an app that only shows what it was given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sys/resource.h>

#include "support/pty.h"
#include "tui/term.h"

enum { READY_MS = 3000 };

/* It takes the place of the game: it shows its size and its last input. */
struct app {
    int width, height, inputs, ticks;
    unsigned tick_in, noise;
    char last[64];
};

static void remember_key(struct app *app, uint32_t key)
{
    if (key == KEYS_REDRAW) {
        return;
    }
    (void)snprintf(app->last, sizeof app->last, "key %lx", (unsigned long)key);
    if (key == 't') {
        app->tick_in = 40;
    } else if (key == 'n') {
        app->noise = app->noise * 1103515245u + 12345u;
    } else if (key == 'A') {
        abort();
    } else if (key == 'S') {
        (void)raise(SIGSEGV);
    }
}

bool app_input(struct app *app, const struct input *input)
{
    app->inputs++;
    switch ((enum input_kind)input->kind) {
    case INPUT_KEY:
        remember_key(app, input->key);
        return input->key != 'q';
    case INPUT_MOUSE:
        (void)snprintf(app->last, sizeof app->last, "mouse %d at %d,%d",
                       input->button, input->x, input->y);
        break;
    case INPUT_RESIZE:
        app->width = input->x;
        app->height = input->y;
        break;
    case INPUT_TICK:
        app->ticks++;
        app->tick_in = app->ticks < 5 ? 40 : 0;
        break;
    }
    return true;
}

static void put(struct frame *frame, int x, int y, const char *text,
                enum frame_role role)
{
    for (; *text != '\0'; text++) {
        frame_put(frame, x++, y, (uint32_t)(unsigned char)*text, role);
    }
}

/* Any cells, so that any two frames differ in any way. */
static void draw_noise(unsigned noise, struct frame *frame)
{
    static const uint32_t glyphs[] = {' ', ' ', 'x', '.', 0x2691, 0xD55C};
    for (int y = 4; noise != 0 && y < frame->height; y++) {
        for (int x = 0; x < frame->width; x++) {
            noise = noise * 1664525u + 1013904223u;
            uint32_t glyph = glyphs[(noise >> 16) % 6];
            enum frame_role role = (noise >> 24) % FRAME_ROLE_COUNT;
            if (glyph > 0xAC00 && x + 1 < frame->width) {
                frame_put_wide(frame, x++, y, glyph, 2, role);
            } else {
                frame_put(frame, x, y, glyph > 0xAC00 ? 'w' : glyph, role);
            }
        }
    }
}

void app_draw(struct app *app, struct frame *frame)
{
    char text[96];
    frame_clear(frame);
    (void)snprintf(text, sizeof text, "size %dx%d", frame->width,
                   frame->height);
    put(frame, 0, 0, text, FRAME_TITLE);
    (void)snprintf(text, sizeof text, "%s; ticks %d", app->last, app->ticks);
    put(frame, 0, 1, text, FRAME_ATTACK);
    frame_put_wide(frame, 0, 2, 0xD55C, 2, FRAME_RETREAT);
    frame_put(frame, 2, 2, 0x2691, FRAME_SEAL);
    put(frame, 3, 2, "after", FRAME_TEXT);
    frame_put(frame, 0, 3, 0xD55C, FRAME_TEXT); /* wider than its cell */
    put(frame, 1, 3, "stays", FRAME_TEXT);
    draw_noise(app->noise, frame);
    frame_put(frame, frame->width - 1, frame->height - 1, '#', FRAME_TEXT);
}

unsigned app_tick_in(const struct app *app)
{
    return app->tick_in;
}

struct run {
    const char *locale;
    struct term_options options;
};

static int run_term(void *context)
{
    const struct run *run = context;
    struct app app = {.last = "nothing yet"};
    struct diag why = {.line = 0};
    int code = 99;
    struct rlimit no_core = {.rlim_cur = 0};
    (void)setrlimit(RLIMIT_CORE, &no_core);
    (void)setlocale(LC_ALL, run->locale);
    if (term_run(&app, &run->options, &code, &why) != STATUS_OK) {
        (void)fprintf(stderr, "%s\n", why.text);
    }
    return code;
}

static struct run standard = {.locale = "C.UTF-8", .options = {.mouse = true}};

static void open_size(struct pty *pty, int width, int height)
{
    pty_open(pty, width, height,
             &(struct pty_child){.run = run_term, .context = &standard});
}

static void open_ready(struct pty *pty)
{
    open_size(pty, 80, 24);
    assert_true(pty_await(pty, "size 80x24", READY_MS));
    assert_true(pty_await(pty, "nothing yet", READY_MS));
    pty_settle(pty, 30);
}

static void expect_end(struct pty *pty, int code)
{
    assert_true(pty_join(pty, READY_MS));
    assert_int_equal(pty_exit_code(pty), code);
    assert_true(pty_is_restored(pty));
    pty_close(pty);
}

static void q_ends_with_0_and_restores_the_terminal(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    assert_true(pty.alternate);
    assert_true(pty.mouse);
    assert_false(pty.cursor);
    assert_false(pty_is_restored(&pty));
    pty_type(&pty, "q");
    expect_end(&pty, 0);
}

static void
each_ending_signal_restores_and_exits_with_128_and_its_number(void **state)
{
    (void)state;
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        struct pty pty;
        open_ready(&pty);
        assert_int_equal(kill(pty.child, numbers[i]), 0);
        expect_end(&pty, 128 + numbers[i]);
    }
}

static void a_stopped_terminal_does_not_outlive_the_signal(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    pty_type(&pty, "\023"); /* C-s */
    pty_resize(&pty, 90, 25);
    pty_settle(&pty, 100);
    assert_false(pty_shows(&pty, "size 90x25"));
    assert_int_equal(kill(pty.child, SIGTERM), 0);
    expect_end(&pty, 128 + SIGTERM);
}

static void ctrl_c_ends_like_the_signal(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    pty_type(&pty, "\003");
    expect_end(&pty, 130);
}

static void an_abort_restores_the_terminal_and_stays_an_abort(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    pty_type(&pty, "A");
    expect_end(&pty, 128 + SIGABRT);
    open_ready(&pty);
    pty_type(&pty, "S");
    expect_end(&pty, 128 + SIGSEGV);
}

static void a_closed_terminal_ends_the_program_within_a_second(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    (void)close(pty.master);
    pty.master = -1;
    long start = pty_now();
    assert_true(pty_join(&pty, 1000));
    assert_true(pty_now() - start < 1000);
    assert_int_equal(pty_exit_code(&pty), 128 + SIGHUP);
    pty_close(&pty);
}

static void keys_arrive_as_code_points_and_named_keys(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *shown;
    } cases[] = {
        {"a", "key 61"},
        {"\r", "key a"},
        {"\n", "key a"},
        {"\t", "key 9"},
        {"\177", "key 8"},
        {"\010", "key 8"},
        {"\033OA", "key 200000"},
        {"\033OB", "key 200001"},
        {"\033OD", "key 200002"},
        {"\033OC", "key 200003"},
        {"\033OH", "key 200004"},
        {"\033OF", "key 200005"},
        {"\033[5~", "key 200006"},
        {"\033[6~", "key 200007"},
        {"\033[Z", "key 200008"},
        {"\033[3~", "key 200009"},
        {"\033OP", "key 3f"},
        {"\303\251", "key e9"},
        {"\343\205\202x", "key 78"}, /* U+3142 is q: quits, see below */
    };
    struct pty pty;
    open_ready(&pty);
    for (size_t i = 0; i + 1 < sizeof cases / sizeof cases[0]; i++) {
        pty_type(&pty, cases[i].bytes);
        if (!pty_await(&pty, cases[i].shown, 1000)) {
            fail_msg("%zu: no \"%s\" but \"%s\"", i, cases[i].shown,
                     pty_row(&pty, 1));
        }
    }
    pty_type(&pty, "\355\225\234"); /* U+D55C was typed g k s */
    assert_true(pty_await(&pty, "key 73", 1000));
    pty_type(&pty, "\343\205\202"); /* U+3142 was typed q */
    expect_end(&pty, 0);
}

static void esc_alone_answers_within_60_ms(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    long start = pty_now();
    pty_type(&pty, "\033");
    assert_true(pty_await(&pty, "key 1b", 1000));
    assert_in_range(pty_now() - start, 0, 60);
    pty_close(&pty);
}

static void clicks_and_the_wheel_arrive_with_their_cell(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    pty_type(&pty, "\033[<0;11;6M");
    assert_true(pty_await(&pty, "mouse 0 at 10,5", 1000));
    pty_type(&pty, "\033[<0;11;6m\033[<64;3;4M");
    assert_true(pty_await(&pty, "mouse 2 at 2,3", 1000));
    pty_type(&pty, "\033[<65;3;4M");
    assert_true(pty_await(&pty, "mouse 3 at 2,3", 1000));
    pty_close(&pty);
}

static void buttons_that_nobody_asked_for_hold_up_nothing(void **state)
{
    (void)state;
    static const char *const reports[] = {"\033[<1;11;6M\033[<1;11;6m",
                                          "\033[<1;11;6m", "\033[<66;11;6M",
                                          "\033[<2;4;20m"};
    for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++) {
        struct pty pty;
        open_ready(&pty);
        pty_type(&pty, reports[i]);
        pty_settle(&pty, 50);
        pty_resize(&pty, 90, 25);
        assert_true(pty_await(&pty, "size 90x25", 1000));
        assert_int_equal(kill(pty.child, SIGTERM), 0);
        expect_end(&pty, 128 + SIGTERM);
    }
}

static void without_the_mouse_nothing_asks_for_it(void **state)
{
    (void)state;
    struct run run = {.locale = "C.UTF-8", .options = {.mouse = false}};
    struct pty pty;
    pty_open(&pty, 80, 24,
             &(struct pty_child){.run = run_term, .context = &run});
    assert_true(pty_await(&pty, "nothing yet", READY_MS));
    pty_settle(&pty, 30);
    assert_null(strstr(pty.bytes, "1000"));
    pty_type(&pty, "q");
    expect_end(&pty, 0);
}

static void idle_writes_no_byte_and_takes_no_input(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    size_t before = pty.length;
    pty_settle(&pty, 1000);
    assert_int_equal(pty.length, before);
    pty_close(&pty);
}

static void ticks_come_while_they_are_wanted_and_no_longer(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    pty_type(&pty, "t");
    assert_true(pty_await(&pty, "ticks 5", 1000));
    pty_settle(&pty, 200);
    assert_true(pty_shows(&pty, "ticks 5"));
    pty_close(&pty);
}

static void ticks_come_while_keys_rain(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    pty_type(&pty, "t");
    for (int i = 0; i < 40; i++) {
        pty_type(&pty, "x");
        pty_settle(&pty, 10);
    }
    assert_true(pty_shows(&pty, "ticks 5"));
    pty_close(&pty);
}

static void any_size_is_drawn_after_any_storm_of_sizes(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    unsigned seed = 7;
    for (int i = 0; i < 200; i++) {
        seed = seed * 1103515245u + 12345u;
        pty_resize(&pty, 1 + (int)(seed >> 16) % 300,
                   1 + (int)(seed >> 8) % 100);
        pty_settle(&pty, i % 8 == 0 ? 2 : 0);
    }
    pty_resize(&pty, 300, 100);
    assert_true(pty_await(&pty, "size 300x100", READY_MS));
    pty_settle(&pty, 50);
    assert_string_equal(pty_row(&pty, 2), "\355\225\234\342\232\221after");
    assert_int_equal(strlen(pty_row(&pty, 99)), 300);
    pty_resize(&pty, 1, 1);
    pty_settle(&pty, 100);
    pty_resize(&pty, 40, 12);
    assert_true(pty_await(&pty, "size 40x12", READY_MS));
    pty_type(&pty, "q");
    expect_end(&pty, 0);
}

static void a_glyph_of_another_width_does_not_shift_its_row(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    assert_string_equal(pty_row(&pty, 3), "?stays");
    pty_close(&pty);
}

/* Type keys that change the screen, and wait until it has changed. */
static void type_and_see(struct pty *pty, const char *keys)
{
    size_t before = pty->length;
    long end = pty_now() + READY_MS;
    pty_type(pty, keys);
    while (pty->length == before && pty_now() < end) {
        pty_settle(pty, 5);
    }
    pty_settle(pty, 15);
}

static void changed_cells_alone_give_the_same_picture_as_a_repaint(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    unsigned long last = 0;
    for (int i = 0; i < 30; i++) {
        type_and_see(&pty, "n");
        unsigned long changed = pty_picture(&pty);
        assert_true(changed != last);
        type_and_see(&pty, "\f");
        assert_int_equal(pty_picture(&pty), changed);
        last = changed;
    }
    pty_close(&pty);
}

static void a_frame_is_one_write(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    for (int i = 0; i < 10; i++) {
        long before = pty_writes(&pty);
        type_and_see(&pty, "n");
        long now = pty_writes(&pty);
        if (before >= 0) {
            assert_int_equal(now, before + 1);
        }
    }
    pty_close(&pty);
}

static void it_opens_on_one_cell(void **state)
{
    (void)state;
    struct pty pty;
    open_size(&pty, 1, 1);
    pty_settle(&pty, 200);
    pty_type(&pty, "q");
    expect_end(&pty, 0);
}

static void no_color_and_never_emit_no_colour(void **state)
{
    (void)state;
    static const char *const no_color[] = {"NO_COLOR=1", NULL};
    struct run never = {.locale = "C.UTF-8",
                        .options = {.color = TERM_COLOR_NEVER}};
    const struct pty_child cases[] = {
        {.run = run_term, .context = &standard, .settings = no_color},
        {.run = run_term, .context = &never},
    };
    for (size_t i = 0; i < 2; i++) {
        struct pty pty;
        pty_open(&pty, 80, 24, &cases[i]);
        assert_true(pty_await(&pty, "nothing yet", READY_MS));
        pty_type(&pty, "q");
        assert_true(pty_join(&pty, READY_MS));
        assert_int_equal(pty_colours(&pty), 0);
        assert_true(pty_is_restored(&pty));
        pty_close(&pty);
    }
}

static void always_overrules_no_color(void **state)
{
    (void)state;
    static const char *const no_color[] = {"NO_COLOR=1", NULL};
    struct run always = {.locale = "C.UTF-8",
                         .options = {.color = TERM_COLOR_ALWAYS}};
    struct pty pty;
    pty_open(&pty, 80, 24,
             &(struct pty_child){
                 .run = run_term, .context = &always, .settings = no_color});
    assert_true(pty_await(&pty, "nothing yet", READY_MS));
    pty_settle(&pty, 30);
    assert_true(pty_colours(&pty) > 0);
    pty_close(&pty);
}

static void a_vt100_shows_the_same_text_without_colour(void **state)
{
    (void)state;
    static const char *const vt100[] = {"TERM=vt100", NULL};
    struct pty pty;
    pty_open(&pty, 80, 24,
             &(struct pty_child){
                 .run = run_term, .context = &standard, .settings = vt100});
    assert_true(pty_await(&pty, "nothing yet", READY_MS));
    assert_true(pty_await(&pty, "size 80x24", READY_MS));
    assert_int_equal(pty_colours(&pty), 0);
    pty_type(&pty, "\033[F"); /* End, of which its description is silent */
    assert_true(pty_await(&pty, "key 200005", READY_MS));
    pty_type(&pty, "\033[A");
    assert_true(pty_await(&pty, "key 200000", READY_MS));
    pty_type(&pty, "q");
    expect_end(&pty, 0);
}

static void in_the_c_locale_only_ascii_is_written(void **state)
{
    (void)state;
    struct run plain = {.locale = "C", .options = {.mouse = true}};
    struct pty pty;
    pty_open(&pty, 80, 24,
             &(struct pty_child){.run = run_term, .context = &plain});
    assert_true(pty_await(&pty, "? ?after", READY_MS));
    for (size_t i = 0; i < pty.length; i++) {
        assert_true((unsigned char)pty.bytes[i] < 0x80);
    }
    pty_close(&pty);
}

static void an_unknown_terminal_is_one_helpful_line_and_2(void **state)
{
    (void)state;
    static const char *const kinds[][2] = {
        {"TERM=no-such-terminal", NULL}, {"TERM=dumb", NULL}, {"TERM", NULL}};
    for (size_t i = 0; i < 3; i++) {
        struct pty pty;
        pty_open(&pty, 120, 24,
                 &(struct pty_child){.run = run_term,
                                     .context = &standard,
                                     .settings = kinds[i]});
        assert_true(pty_join(&pty, READY_MS));
        assert_int_equal(pty_exit_code(&pty), 2);
        assert_non_null(strstr(pty.bytes, "--plain"));
        assert_null(strchr(pty.bytes, '\033'));
        assert_non_null(strchr(pty.bytes, '\n'));
        assert_int_equal(strchr(pty.bytes, '\n')[1], '\0');
        pty_close(&pty);
    }
}

static void await_stopped(pid_t child)
{
    char path[64], text[256] = "";
    (void)snprintf(path, sizeof path, "/proc/%ld/stat", (long)child);
    for (int i = 0; i < 200; i++) {
        FILE *file = fopen(path, "r");
        assert_non_null(file);
        text[fread(text, 1, sizeof text - 1, file)] = '\0';
        (void)fclose(file);
        const char *after = strrchr(text, ')');
        if (after != NULL && after[2] == 'T') {
            return;
        }
        (void)usleep(10000);
    }
    fail_msg("not stopped: %s", text);
}

static void ctrl_z_gives_a_clean_shell_and_fg_the_present_size(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    pty_type(&pty, "\032");
    await_stopped(pty.child);
    pty_settle(&pty, 50);
    assert_true(pty_is_restored(&pty));
    pty_resize(&pty, 100, 30);
    assert_int_equal(kill(pty.child, SIGCONT), 0);
    assert_true(pty_await(&pty, "size 100x30", READY_MS));
    assert_true(pty.alternate);
    assert_true(pty.mouse);
    pty_type(&pty, "a");
    assert_true(pty_await(&pty, "key 61", READY_MS));
    pty_type(&pty, "q");
    expect_end(&pty, 0);
}

static void random_bytes_never_hang_or_crash_it(void **state)
{
    (void)state;
    struct pty pty;
    open_ready(&pty);
    unsigned seed = 11;
    for (int i = 0; i < 300; i++) {
        char bytes[9] = "";
        for (int b = 0; b < 8; b++) {
            seed = seed * 1103515245u + 12345u;
            char byte = (char)(seed >> 16);
            /* neither quit, crash nor a signal's key */
            bool leave = strchr("qAS\003\032\034\021\023", byte) != NULL;
            bytes[b] = leave ? '.' : byte;
        }
        pty_type(&pty, bytes);
        pty_settle(&pty, 0);
    }
    pty_settle(&pty, 100);
    pty_type(&pty, "\030\030~");
    assert_true(pty_await(&pty, "key 7e", READY_MS));
    assert_false(pty.ended);
    pty_close(&pty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(q_ends_with_0_and_restores_the_terminal),
        cmocka_unit_test(
            each_ending_signal_restores_and_exits_with_128_and_its_number),
        cmocka_unit_test(a_stopped_terminal_does_not_outlive_the_signal),
        cmocka_unit_test(ctrl_c_ends_like_the_signal),
        cmocka_unit_test(an_abort_restores_the_terminal_and_stays_an_abort),
        cmocka_unit_test(a_closed_terminal_ends_the_program_within_a_second),
        cmocka_unit_test(keys_arrive_as_code_points_and_named_keys),
        cmocka_unit_test(esc_alone_answers_within_60_ms),
        cmocka_unit_test(clicks_and_the_wheel_arrive_with_their_cell),
        cmocka_unit_test(buttons_that_nobody_asked_for_hold_up_nothing),
        cmocka_unit_test(without_the_mouse_nothing_asks_for_it),
        cmocka_unit_test(idle_writes_no_byte_and_takes_no_input),
        cmocka_unit_test(ticks_come_while_they_are_wanted_and_no_longer),
        cmocka_unit_test(ticks_come_while_keys_rain),
        cmocka_unit_test(any_size_is_drawn_after_any_storm_of_sizes),
        cmocka_unit_test(a_glyph_of_another_width_does_not_shift_its_row),
        cmocka_unit_test(
            changed_cells_alone_give_the_same_picture_as_a_repaint),
        cmocka_unit_test(a_frame_is_one_write),
        cmocka_unit_test(it_opens_on_one_cell),
        cmocka_unit_test(no_color_and_never_emit_no_colour),
        cmocka_unit_test(always_overrules_no_color),
        cmocka_unit_test(a_vt100_shows_the_same_text_without_colour),
        cmocka_unit_test(in_the_c_locale_only_ascii_is_written),
        cmocka_unit_test(an_unknown_terminal_is_one_helpful_line_and_2),
        cmocka_unit_test(ctrl_z_gives_a_clean_shell_and_fg_the_present_size),
        cmocka_unit_test(random_bytes_never_hang_or_crash_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
