/* Every row of an output rechecked: once by computing the whole job again, once by plain search and plain sums. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "app/compare.h"
#include "app/output.h"
#include "app/recheck.h"
#include "app/run_i.h"
#include "core/columns.h"

typedef struct verifying {
    lode_output o;
    running r;
    lode_table *found[N_TABLES];
    lode_table *lies;
    lode_verified *count;
    lode_err *err;
} verifying;

static void put_stray(verifying *v, const char *layer, const lode_stray *stray)
{
    lode_text name = {0};
    if (stray->row != SIZE_MAX)
        lode_text_addf(&name, "row %zu", stray->row + 1);
    lode_lie_put(v->lies, layer, lode_text_get(&name), stray->column, stray->value, stray->wanted, stray->kind);
    lode_text_free(&name);
}

static lode_status read_table(verifying *v, int i)
{
    lode_stray stray;
    lode_status status = lode_results_table(v->o.results, v->r.tables[i], 1, &v->found[i], &stray, v->err);
    if (!status && stray.found)
        put_stray(v, lode_table_name(v->r.tables[i]), &stray);
    v->count->rows += v->found[i] ? lode_table_rows(v->found[i]) : 0;
    v->count->layers++;
    return status;
}

static lode_status compare_all(verifying *v)
{
    lode_status status = LODE_OK;
    for (int i = 0; i < N_TABLES && !status && !lode_table_rows(v->lies); i++) {
        status = read_table(v, i);
        if (!status && !lode_table_rows(v->lies))
            status = lode_compare_tables(v->found[i], v->r.tables[i], "computed again from the case", v->lies, v->err);
    }
    return status;
}

/* Without the job computed again: tables with their usual columns, to be read into. */
static lode_status read_quickly(verifying *v)
{
    static const int layers[] = {T_ROUTES, T_LEGS, T_DEPENDENCY, T_CUT_SETS};
    static const char *const names[] = {"routes", "legs", "dependency", "cut_sets"};
    lode_status status = LODE_OK;
    for (size_t i = 0; i < sizeof layers / sizeof *layers && !status && !lode_table_rows(v->lies); i++) {
        v->r.tables[layers[i]] = lode_result_table(names[i], NULL);
        status = v->r.tables[layers[i]] ? read_table(v, layers[i]) : lode_fail_memory(v->err);
    }
    return status;
}

static lode_status recheck(verifying *v)
{
    lode_rows_read rows = {v->found[T_ROUTES], v->found[T_LEGS], v->found[T_DEPENDENCY], v->found[T_CUT_SETS]};
    lode_status status = lode_table_rows(v->lies) ? LODE_OK : lode_recheck_sums(&rows, v->lies, v->err);
    if (!status && !lode_table_rows(v->lies))
        status = lode_recheck_ways(&v->r.s, &v->o, &rows, v->lies, v->err);
    return status;
}

lode_status lode_verify_job(const lode_config *config, const char *out, int quick, lode_table **lies,
                            lode_verified *count, lode_findings *findings, lode_err *err)
{
    verifying v = {.r = {.err = err}, .count = count, .err = err, .lies = lode_result_table("verify", NULL)};
    *count = (lode_verified){0};
    *lies = NULL;
    lode_status status =
        v.lies ? lode_output_open(&v.o, out, config->case_path, 0, config, err) : lode_fail_memory(err);
    if (!status)
        status = quick ? lode_session_open(&v.r.s, &v.o.config, 0, findings, err)
                       : lode_run_i_again(&v.r, &v.o.config, findings);
    if (!status)
        status = quick ? read_quickly(&v) : compare_all(&v);
    if (!status)
        status = recheck(&v);
    if (!status && lode_table_failed(v.lies))
        status = lode_fail_memory(err);
    for (int i = 0; i < N_TABLES; i++)
        lode_table_free(v.found[i]);
    lode_run_i_drop(&v.r);
    lode_output_close(&v.o);
    if (status)
        lode_table_free(v.lies);
    else
        *lies = v.lies;
    return status;
}
