/* Places on the siege's glass: rows, camps, roads, for any size and number. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>

#include "ui/art.h"
#include "ui/layout.h"

enum { NAME = 10, TAG = 9 };

static struct camp_wants usual_wants(void)
{
    struct camp_wants wants = {.name = {0}};
    for (int g = 0; g < GENERALS_MAX; g++) {
        wants.name[g] = 3 + g % (NAME - 2);
        wants.tag[g] = g == 0 ? TAG : 7;
    }
    return wants;
}

static void ground_for(struct ground *out, int width, int height,
                       unsigned generals)
{
    struct camp_wants wants = usual_wants();
    struct box map = {.x = 0, .y = 2, .width = width, .height = height};
    layout_ground(out, map, generals, &wants);
}

static bool inside(struct box inner, struct box outer)
{
    return inner.x >= outer.x && inner.y >= outer.y &&
           inner.x + inner.width <= outer.x + outer.width &&
           inner.y + inner.height <= outer.y + outer.height;
}

/* How many pairs of camps, or of a camp and the city, cover each other. */
static int covered(const struct ground *ground)
{
    int bad = 0;
    for (unsigned i = 0; i < ground->generals; i++) {
        bad += box_touches(ground->camp[i], ground->city, 0, 0);
        bad += !inside(ground->camp[i], ground->map);
        for (unsigned j = 0; j < i; j++) {
            bad += box_touches(ground->camp[i], ground->camp[j], 0, 0);
        }
    }
    return bad;
}

static void camps_and_city_never_cover_each_other(void **state)
{
    (void)state;
    for (unsigned n = 1; n <= GENERALS_MAX; n++) {
        for (int width = 50; width <= 250; width += 25) {
            for (int height = 15; height <= 85; height += 14) {
                struct ground ground;
                ground_for(&ground, width, height, n);
                assert_int_equal(covered(&ground), 0);
            }
        }
    }
}

static void seven_camps_fit_the_smallest_screen(void **state)
{
    struct ground ground;
    (void)state;
    for (unsigned n = 2; n <= 7; n++) {
        ground_for(&ground, 40, 7, n);
        assert_int_equal(covered(&ground), 0);
    }
}

static void sixteen_camps_keep_readable_names_at_80_by_24(void **state)
{
    struct ground ground;
    (void)state;
    ground_for(&ground, 53, 17, 16);
    assert_int_equal(covered(&ground), 0);
    assert_true(ground.name_cells >= 8);
}

static void wider_screens_get_a_larger_city_and_taller_camps(void **state)
{
    struct ground small, large;
    (void)state;
    ground_for(&small, 53, 17, 5);
    ground_for(&large, 95, 54, 5);
    assert_true(large.city.width > 2 * small.city.width);
    assert_int_equal(small.style, CAMP_FULL);
    assert_int_equal(large.style, CAMP_TALL);
}

static void camps_stand_in_the_order_of_their_numbers(void **state)
{
    struct ground ground;
    (void)state;
    ground_for(&ground, 53, 17, 4);
    assert_true(ground.camp[0].x < ground.camp[1].x);
    assert_true(ground.camp[1].y < ground.camp[2].y);
    assert_true(ground.camp[3].x < ground.camp[2].x);
    assert_true(ground.camp[0].y < ground.camp[3].y);
}

/* Cells of the road that lie in the city, and gaps between neighbours. */
static void look_at_road(const struct ground *ground, const struct road *road,
                         int *hidden, int *gaps)
{
    *hidden = *gaps = 0;
    for (int i = 0; i < road->count; i++) {
        *hidden += box_has(ground->city, road->cell[i].x, road->cell[i].y);
        if (i > 0) {
            int dx = abs(road->cell[i].x - road->cell[i - 1].x);
            int dy = abs(road->cell[i].y - road->cell[i - 1].y);
            *gaps += dx > 1 || dy > 1;
        }
    }
}

static void roads_go_round_the_city_without_a_gap(void **state)
{
    struct ground ground;
    struct road road;
    int hidden, gaps;
    (void)state;
    ground_for(&ground, 79, 29, 6);
    for (unsigned i = 0; i < 6; i++) {
        for (unsigned j = 0; j < i; j++) {
            layout_road(&road, &ground, i, j);
            look_at_road(&ground, &road, &hidden, &gaps);
            assert_true(road.count > 4);
            assert_int_equal(gaps, 0);
            assert_true(hidden * 4 <= road.count);
        }
    }
}

static void the_way_back_runs_over_the_same_cells(void **state)
{
    struct ground ground;
    static struct road there, back;
    (void)state;
    ground_for(&ground, 53, 17, 5);
    layout_road(&there, &ground, 0, 2);
    layout_road(&back, &ground, 2, 0);
    assert_int_equal(there.count, back.count);
    for (int i = 0; i < there.count; i++) {
        assert_int_equal(there.cell[i].x, back.cell[back.count - 1 - i].x);
        assert_int_equal(there.cell[i].y, back.cell[back.count - 1 - i].y);
    }
}

static void every_row_of_the_screen_has_one_use(void **state)
{
    (void)state;
    for (int height = LAYOUT_MIN_HEIGHT; height <= 100; height++) {
        for (int width = LAYOUT_MIN_WIDTH; width <= 300; width += 13) {
            struct layout layout;
            layout_screen(&layout, width, height, 2, false, PANEL_NARROW);
            struct box body =
                layout.panel.width > 0 ? layout.panel : layout.map;
            assert_true(body.height >= 5);
            assert_true(body.y > layout.goal + layout.goal_lines - 1);
            assert_true(body.y + body.height <= layout.time);
            assert_int_equal(layout.time + 1, layout.news);
            assert_int_equal(layout.keys, height - 1);
            assert_true(layout.panel.x + layout.panel.width <= width);
        }
    }
}

static void a_narrow_screen_shows_map_or_panel(void **state)
{
    struct layout layout;
    (void)state;
    layout_screen(&layout, 60, 20, 1, true, PANEL_NARROW);
    assert_int_equal(layout.map.width, 60);
    assert_int_equal(layout.panel.width, 0);
    layout_screen(&layout, 60, 20, 1, false, PANEL_NARROW);
    assert_int_equal(layout.map.width, 0);
    assert_int_equal(layout.panel.width, 60);
    layout_screen(&layout, 80, 24, 1, true, PANEL_NARROW);
    assert_true(layout.map.width > 50 && layout.panel.width >= 26);
}

static void the_six_cities_grow(void **state)
{
    int width, height, before_width = 0, before_height = 0;
    (void)state;
    for (unsigned size = 0; size < CITY_SIZES; size++) {
        art_city_size(size, &width, &height);
        assert_true(width > before_width);
        assert_true(height > before_height);
        before_width = width;
        before_height = height;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(camps_and_city_never_cover_each_other),
        cmocka_unit_test(seven_camps_fit_the_smallest_screen),
        cmocka_unit_test(sixteen_camps_keep_readable_names_at_80_by_24),
        cmocka_unit_test(wider_screens_get_a_larger_city_and_taller_camps),
        cmocka_unit_test(camps_stand_in_the_order_of_their_numbers),
        cmocka_unit_test(roads_go_round_the_city_without_a_gap),
        cmocka_unit_test(the_way_back_runs_over_the_same_cells),
        cmocka_unit_test(every_row_of_the_screen_has_one_use),
        cmocka_unit_test(a_narrow_screen_shows_map_or_panel),
        cmocka_unit_test(the_six_cities_grow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
