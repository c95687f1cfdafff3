/* Segments and rings cut to a window. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "report/clip.h"

static const report_window window = {0, 0, 10, 10};

static void expect_segment(double x0, double y0, double x1, double y1, const double *wanted)
{
    int seen = lode_report_i_clip_segment(&window, &x0, &y0, &x1, &y1);
    assert_int_equal(seen, wanted != NULL);
    if (!wanted)
        return;
    double got[4] = {x0, y0, x1, y1};
    for (int i = 0; i < 4; i++)
        assert_float_equal(got[i], wanted[i], 1e-9);
}

static void segments(void **state)
{
    (void)state;
    expect_segment(2, 3, 4, 5, (double[]){2, 3, 4, 5});
    expect_segment(-5, 5, 15, 5, (double[]){0, 5, 10, 5});
    expect_segment(5, -5, 5, 5, (double[]){5, 0, 5, 5});
    expect_segment(-1, -1, 11, 11, (double[]){0, 0, 10, 10});
    expect_segment(8, 15, 15, 8, NULL); /* passes the corner outside */
    expect_segment(-5, 2, -1, 8, NULL);
    expect_segment(-3, 11, 13, 11, NULL);
    expect_segment(10, 2, 10, 8, (double[]){10, 2, 10, 8}); /* on the edge */
    expect_segment(4, 4, 4, 4, (double[]){4, 4, 4, 4});
    expect_segment(12, 4, 12, 4, NULL);
}

static double area(const double *xy, size_t n)
{
    double twice = 0;
    for (size_t i = 0; i < n; i++) {
        const double *a = xy + 2 * i, *b = xy + 2 * ((i + 1) % n);
        twice += a[0] * b[1] - b[0] * a[1];
    }
    return fabs(twice) / 2;
}

static size_t clip(const double *ring, size_t n, double *out)
{
    double spare[2 * 200];
    assert_true(lode_report_i_clip_room(n) <= 200);
    n = lode_report_i_clip_ring(&window, ring, n, out, spare);
    for (size_t i = 0; i < 2 * n; i++)
        assert_true(out[i] >= 0 && out[i] <= 10);
    return n;
}

static void ring_inside_stays(void **state)
{
    (void)state;
    double out[400], ring[] = {1, 1, 5, 1, 5, 4, 1, 4, 1, 1};
    assert_int_equal(clip(ring, 5, out), 4); /* the closing point goes */
    assert_float_equal(area(out, 4), 12, 1e-9);
}

static void ring_around_becomes_the_window(void **state)
{
    (void)state;
    double out[400], ring[] = {-5, -5, 20, -5, 20, 20, -5, 20};
    size_t n = clip(ring, 4, out);
    assert_float_equal(area(out, n), 100, 1e-9);
}

static void ring_outside_vanishes(void **state)
{
    (void)state;
    double out[400], ring[] = {11, 1, 15, 1, 15, 5, 11, 5}, beside[] = {-9, 12, 30, 12, 30, 30};
    assert_int_equal(clip(ring, 4, out), 0);
    assert_int_equal(clip(beside, 3, out), 0);
}

static void ring_over_a_corner(void **state)
{
    (void)state;
    double out[400], ring[] = {5, 5, 15, 5, 15, 15, 5, 15};
    size_t n = clip(ring, 4, out);
    assert_float_equal(area(out, n), 25, 1e-9);
}

static void zigzag_keeps_its_area(void **state)
{
    (void)state;
    double out[400], ring[40];
    size_t n = 0;
    for (int i = 0; i <= 8; i++, n++) { /* teeth that stand out left and right */
        ring[2 * n] = i % 2 ? 14 : -4;
        ring[2 * n + 1] = i;
    }
    ring[2 * n] = -4;
    ring[2 * n + 1] = -4;
    n++;
    size_t kept = clip(ring, n, out);
    assert_true(kept > 4 && kept <= lode_report_i_clip_room(n));
    assert_true(area(out, kept) > 1 && area(out, kept) < 100);
}

static void windows_meet(void **state)
{
    (void)state;
    assert_true(lode_report_i_windows_meet(&window, &(report_window){10, 10, 20, 20}));
    assert_false(lode_report_i_windows_meet(&window, &(report_window){10.1, 0, 20, 20}));
    assert_false(lode_report_i_windows_meet(&window, &(report_window){0, -5, 20, -0.1}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(segments),
        cmocka_unit_test(ring_inside_stays),
        cmocka_unit_test(ring_around_becomes_the_window),
        cmocka_unit_test(ring_outside_vanishes),
        cmocka_unit_test(ring_over_a_corner),
        cmocka_unit_test(zigzag_keeps_its_area),
        cmocka_unit_test(windows_meet),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
