/* Figures left out where the model lets them count as nothing: each is told, none in silence. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "support/folder_case.h"

static int told(const folder_case *f, const char *code, const char *layer, const char *id, const char *column,
                const char *value)
{
    int n = 0;
    for (size_t i = 0; i < f->findings.n; i++) {
        const lode_finding *x = &f->findings.items[i];
        n += strcmp(x->kind->code, code) == 0 && strcmp(x->layer, layer) == 0 &&
             (!id || (x->id && !strcmp(x->id, id))) && strcmp(x->column, column) == 0 &&
             (!value || (x->value && !strcmp(x->value, value)));
    }
    return n;
}

static void rows_that_lack_a_figure(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "crossings", "full,X,ori_e,rus_w,road,,,test,high,5,3,9,2");
    folder_case_add(&f, "rail", "r,mine,ori_e,ORI,,test,high,1520");
    folder_case_add(&f, "tariffs", "rail,ORI,,25");
    folder_case_add(&f, "tariffs", "rail,RUS,90,25,unit_km");
    folder_case_read(&f);
    assert_int_equal(told(&f, "LW-NET-014", "crossings", "x_rus", "dwell_p90_h", NULL), 1);
    assert_int_equal(told(&f, "LW-NET-014", "crossings", "x_rus", "gap_km", NULL), 1);
    assert_int_equal(told(&f, "LW-NET-014", "crossings", "full", "dwell_p90_h", NULL), 0);
    assert_int_equal(told(&f, "LW-NET-014", "crossings", "full", "gap_km", NULL), 0);
    assert_int_equal(told(&f, "LW-NET-014", "terminals", "t_mine", "handling_p90_h", NULL), 1);
    assert_int_equal(told(&f, "LW-NET-014", "tariffs", "RUS", "empty_share", NULL), 1);
    assert_int_equal(told(&f, "LW-NET-016", "rail", "r", "length_km", NULL), 1);
    assert_int_equal(told(&f, "LW-NET-016", "rail", "r_e", "length_km", NULL), 0);
    assert_int_equal(told(&f, "LW-NET-017", "tariffs", "ORI", "usd", "rail"), 1);
    folder_case_drop(&f);
}

static void columns_left_out_are_counted(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_add(&f, "sea", "own,sou_p,mkt_p,OCEAN,1500,test,high,,48,12,4");
    folder_case_add(&f, "crossings", "x,X,ori_e,rus_w,road,,,test,high,5,3,9,2,,,50");
    folder_case_add(&f, "crossings", "y,Y,ori_e,rus_w,road,,,test,high,5,,9,2,,,50");
    folder_case_read(&f);
    assert_int_equal(told(&f, "LW-NET-015", "sea", NULL, "headway_h", "empty in 1 of 2 rows"), 1);
    assert_int_equal(told(&f, "LW-NET-015", "sea", NULL, "usd_t", "empty in 1 of 2 rows"), 1);
    assert_int_equal(told(&f, "LW-NET-015", "sea", NULL, "days", "empty in 1 of 2 rows"), 1);
    assert_int_equal(told(&f, "LW-NET-015", "rail", NULL, "days", "empty in 5 of 5 rows"), 1);
    assert_int_equal(told(&f, "LW-NET-015", "road", NULL, "days", NULL), 0);
    assert_int_equal(told(&f, "LW-NET-015", "crossings", NULL, "cost_usd_shipment", "empty in 3 of 5 rows"), 1);
    assert_int_equal(told(&f, "LW-NET-015", "crossings", NULL, "cost_usd_t", "empty in 1 of 5 rows"), 1);
    assert_int_equal(told(&f, "LW-NET-015", "tariffs", NULL, "entry_usd", "empty in 5 of 5 rows"), 1);
    folder_case_drop(&f);
}

static void dead_figures_are_named(void **state)
{
    folder_case f;
    (void)state;
    folder_case_start(&f);
    folder_case_put(&f, "crossings",
                    "id,name,place_a,place_b,mode,gauge_a_mm,gauge_b_mm,source,confidence,dwell_h,cost_usd_t,gauge_h\n"
                    "x_rus,X rus,ori_e,rus_w,rail,1520,1520,test,high,24,4,6\n"
                    "x_mkt,X mkt,rus_e,mkt_w,rail,1520,1435,test,high,24,4,6\n");
    folder_case_put(&f, "sea",
                    "id,from_place,to_place,domain,length_km,source,confidence,usd_t,days\n"
                    "sea,sou_p,mkt_p,OCEAN,1500,test,high,12,4\n");
    folder_case_add(&f, "terminals", "idle,rus_w,dry_port,air,3,12,test,high");
    folder_case_add(&f, "tariffs", "rail,RUS,0.04,25,tkm,,,2,0.3");
    folder_case_add(&f, "tariffs", "rail,SOU,0.04,25,tkm,,,2");
    folder_case_read(&f);
    assert_int_equal(told(&f, "LW-NET-018", "crossings", "x_rus", "gauge_h", "6"), 1);
    assert_int_equal(told(&f, "LW-NET-018", "crossings", "x_mkt", "gauge_h", NULL), 0);
    assert_int_equal(told(&f, "LW-NET-018", "terminals", "idle", "handling_h", "12"), 1);
    assert_int_equal(told(&f, "LW-NET-018", "terminals", "t_mine", "handling_h", NULL), 0);
    assert_int_equal(told(&f, "LW-NET-018", "tariffs", "*", "km_h", "20"),
                     2); /* the ship gives days, the mine lies on the line */
    assert_int_equal(told(&f, "LW-NET-018", "tariffs", "*", "usd", "0.5"), 1); /* nothing flies */
    assert_int_equal(told(&f, "LW-NET-018", "tariffs", "*", "usd", "0.05"), 0);
    assert_int_equal(told(&f, "LW-NET-018", "tariffs", "RUS", "empty_share", "0.3"), 1);
    assert_int_equal(told(&f, "LW-NET-018", "tariffs", "RUS", "entry_usd", NULL), 0); /* a crossing enters */
    folder_case_drop(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_that_lack_a_figure),
        cmocka_unit_test(columns_left_out_are_counted),
        cmocka_unit_test(dead_figures_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
