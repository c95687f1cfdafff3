/* The nearest features of one layer to the points of another. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/sentences.h"
#include "app/session.h"
#include "core/columns.h"
#include "geo/geodesic.h"
#include "io/case_io.h"
#include "io/schema.h"

typedef struct searching {
    lode_session s;
    const lode_near_query *query;
    const lode_layer *from, *to;
    lode_any_rows from_rows, to_rows;
    int64_t *fids; /* rows that fulfil --where, sorted; NULL: all */
    size_t n_fids;
    lode_table *table;
    lode_err *err;
} searching;

static const char *text_of(const lode_layer *layer, const lode_row *row, const char *const *names, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const lode_field *field = lode_layer_field(layer, names[i]);
        if (field && field->value != LODE_V_NUMBER && lode_field_text(row, field))
            return lode_field_text(row, field);
    }
    return NULL;
}

static const char *id_of(const lode_layer *layer, const lode_row *row)
{
    return layer->key ? lode_field_text(row, lode_layer_field(layer, layer->key)) : NULL;
}

static const char *name_of(const lode_layer *layer, const lode_row *row)
{
    return text_of(layer, row, (const char *const[]){"name", "line_name"}, 2);
}

static const char *country_of(const lode_layer *layer, const lode_row *row)
{
    return text_of(layer, row, (const char *const[]){"country", "domain", "iso3"}, 3);
}

static lode_status find_layer(const char *name, int points, const lode_layer **layer, lode_err *err)
{
    lode_text list = {0};
    *layer = lode_layer_find(name);
    for (size_t i = 0; i < lode_n_schema; i++)
        if (points ? lode_schema[i].shape == LODE_POINT : lode_schema[i].shape != LODE_NO_SHAPE)
            lode_text_addf(&list, "%s%s", list.length ? ", " : "", lode_schema[i].name);
    lode_status status = LODE_OK;
    if (!*layer || (*layer)->shape == LODE_NO_SHAPE || (points && (*layer)->shape != LODE_POINT))
        status = lode_fail(err, LODE_USAGE, "\"%s\" is no layer of %s. Use one of: %s.", name,
                           points ? "points" : "shapes", lode_text_get(&list));
    lode_text_free(&list);
    return status;
}

static int order_fids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int is_wanted(const searching *q, const lode_row *row)
{
    return !q->query->where || (q->n_fids && bsearch(&row->fid, q->fids, q->n_fids, sizeof row->fid, order_fids));
}

typedef struct hit {
    lode_foot foot;
    const lode_row *row;
    const char *id;
} hit;

static int order_hits(const void *a, const void *b)
{
    const hit *x = a, *y = b;
    if (x->foot.km != y->foot.km)
        return x->foot.km < y->foot.km ? -1 : 1;
    return strcmp(x->id ? x->id : "", y->id ? y->id : "");
}

static void put_hit(searching *q, const lode_row *from, const hit *h, int64_t rank)
{
    lode_table *t = q->table;
    size_t starts[2] = {0, 1};
    lode_table_add(t);
    lode_table_set_text(t, "from_id", id_of(q->from, from));
    lode_table_set_text(t, "from_name", name_of(q->from, from));
    lode_table_set_text(t, "country", country_of(q->from, from));
    lode_table_set_text(t, "to_layer", q->to->name);
    lode_table_set_text(t, "to_id", h->id);
    lode_table_set_text(t, "to_name", name_of(q->to, h->row));
    lode_table_set_text(t, "to_country", country_of(q->to, h->row));
    lode_table_set_int(t, "rank", rank);
    lode_table_set_real(t, "distance_km", h->foot.km);
    lode_table_set_real(t, "lon", h->foot.lon);
    lode_table_set_real(t, "lat", h->foot.lat);
    lode_table_set_geom(t, &(lode_geom){LODE_POINT, 1, starts, NULL, from->geom.xy});
}

static void search_from(searching *q, const lode_row *from, hit *hits)
{
    size_t n = 0, k = q->query->k ? q->query->k : 1;
    for (size_t i = 0; i < q->to_rows.n; i++) {
        const lode_row *to = lode_layer_row(&q->to_rows, q->to, i);
        if (!to->geom.shape || to == from)
            continue;
        hit h = {lode_nearest(&to->geom, from->geom.xy[0], from->geom.xy[1]), to, id_of(q->to, to)};
        if (!(h.foot.km > q->query->within_km))
            hits[n++] = h;
    }
    if (n)
        qsort(hits, n, sizeof *hits, order_hits);
    for (size_t i = 0; i < n && i < k; i++)
        put_hit(q, from, &hits[i], (int64_t)i + 1);
}

static lode_status search_all(searching *q)
{
    q->from_rows = lode_layer_rows(q->s.c, q->from);
    q->to_rows = lode_layer_rows(q->s.c, q->to);
    hit *hits = calloc(q->to_rows.n + 1, sizeof *hits);
    if (!hits)
        return lode_fail_memory(q->err);
    for (size_t i = 0; i < q->from_rows.n; i++) {
        const lode_row *from = lode_layer_row(&q->from_rows, q->from, i);
        lode_session_progress(&q->s, "searching", i, q->from_rows.n);
        if (from->geom.shape && is_wanted(q, from))
            search_from(q, from, hits);
    }
    free(hits);
    lode_table_sort(q->table, (const char *const[]){"distance_km", "from_id", "rank"}, 3);
    return lode_table_failed(q->table) ? lode_fail_memory(q->err) : LODE_OK;
}

lode_status lode_near_job(const lode_config *config, const lode_near_query *query, lode_table **rows,
                          lode_findings *findings, lode_err *err)
{
    searching q = {.query = query, .err = err};
    *rows = NULL;
    lode_status status = find_layer(query->from_layer, 1, &q.from, err);
    if (!status)
        status = find_layer(query->to_layer, 0, &q.to, err);
    if (status)
        return status;
    status = lode_session_open(&q.s, config, 0, findings, err);
    if (!status && query->where)
        status = lode_case_where(q.s.c->path, query->from_layer, query->where, &q.fids, &q.n_fids, err);
    if (!status && q.n_fids)
        qsort(q.fids, q.n_fids, sizeof *q.fids, order_fids);
    q.table = lode_result_table("near", NULL);
    if (!status)
        status = q.table ? search_all(&q) : lode_fail_memory(err);
    if (!status)
        status = lode_session_sentences(&q.s, &q.table, 1, NULL, err);
    free(q.fids);
    lode_session_close(&q.s);
    if (status)
        lode_table_free(q.table);
    else
        *rows = q.table;
    return status;
}
