#include "support/folder_case.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/case_io.h"
#include "net/check.h"

#define LINK_COLUMNS "id,from_place,to_place,domain,length_km,source,confidence,"

static const struct {
    const char *layer, *text;
} base[] = {
    {"countries", "iso3,name,wkt\n"
                  "ORI,Ori,\"POLYGON ((-1 -1.1, 1.1 -1.1, 1.1 1, -1 1, -1 -1.1))\"\n"
                  "RUS,Rus,\"POLYGON ((1.1 -0.5, 5.1 -0.5, 5.1 1, 1.1 1, 1.1 -0.5))\"\n"
                  "SOU,Sou,\"POLYGON ((-1 -6, 1 -6, 1 -1.1, -1 -1.1, -1 -6))\"\n"
                  "MKT,Mkt,\"POLYGON ((5.1 -2, 7 -2, 7 1, 5.1 1, 5.1 -2))\"\n"},
    {"places", "id,name,domain,lon,lat\n"
               "mine,Mine,ORI,0,0\nori_e,Ori east,ORI,1,0\nori_s,Ori south,ORI,0,-1\nrus_w,Rus west,RUS,1.2,0\n"
               "rus_e,Rus east,RUS,5,0\nmkt_w,Mkt west,MKT,5.2,0\nmkt_p,Mkt port,MKT,6,-1\nsou_n,Sou north,SOU,0,-1.2\n"
               "sou_p,Sou port,SOU,0,-5\n"},
    {"rail", LINK_COLUMNS "gauge_mm,status,open_year,closed_months,passes,usd_t,days,headway_h,electrified\n"
                          "r_e,mine,ori_e,ORI,200,test,high,1520\nr_s,mine,ori_s,ORI,200,test,high,1520\n"
                          "r_rus,rus_w,rus_e,RUS,500,test,high,1520\nr_mkt,mkt_w,mkt_p,MKT,200,test,high,1520\n"
                          "r_sou,sou_n,sou_p,SOU,500,test,high,1520\n"},
    {"road", LINK_COLUMNS "surface,status,usd_t,days,passes\n"},
    {"sea", LINK_COLUMNS "passes,headway_h,usd_t,days,status\nsea,sou_p,mkt_p,OCEAN,1500,test,high\n"},
    {"air", LINK_COLUMNS "overflies,days,usd_t\n"},
    {"crossings", "id,name,place_a,place_b,mode,gauge_a_mm,gauge_b_mm,source,confidence,dwell_h,cost_usd_t,dwell_p90_h,"
                  "gap_km,gauge_usd_t,gauge_h,cost_usd_shipment,passes,dir,status,closed_products\n"
                  "x_rus,X rus,ori_e,rus_w,rail,1520,1520,test,high,24,4\n"
                  "x_mkt,X mkt,rus_e,mkt_w,rail,1520,1520,test,high,24,4\n"
                  "x_sou,X sou,ori_s,sou_n,rail,1520,1520,test,high,24,4\n"},
    {"terminals", "id,place,kind,modes,handling_usd_t,handling_h,source,confidence,status,closed_products\n"
                  "t_mine,mine,railhead,rail,5,12,test,high\nt_sou,sou_p,port,rail;sea,8,48,test,high\n"
                  "t_mkt,mkt_p,port,rail;sea,8,48,test,high\n"},
    {"tariffs", "mode,domain,usd,km_h,basis,surface,traction,entry_usd,empty_share,co2_g_tkm,confidence\n"
                "rail,*,0.05,25\nroad,*,0.1,40\nsea,*,0.01,20\nair,*,0.5,700\ntrack,*,0.2,20\n"},
    {"products", "id,product_treo_pct,usd_t,cost_usd_t,unit,payload_t,shipment_t\nore,50,8760,6760,wagon,60,600\n"},
    {"actors", "actor,domains\nRUS,RUS\nSOU,SOU\nOCEAN,OCEAN\n"},
    {"markets", "id,place,name,groups,product\nm,mkt_p,Market,EU\n"},
    {"occurrences", "id,name,country,kind,lon,lat,product\nd,Deposit,ORI,deposit,0,0,ore\n"},
    {"parameters", "key,value\nreach_km,50\n"},
    {"plants", "id,place,name,stage\n"}};
enum { N_LAYERS = sizeof base / sizeof *base };

static FILE *open_layer(const folder_case *f, const char *layer, const char *how)
{
    char path[100];
    snprintf(path, sizeof path, "%s/%s.csv", f->path, layer);
    FILE *file = fopen(path, how);
    assert_non_null(file);
    return file;
}

void folder_case_put(folder_case *f, const char *layer, const char *text)
{
    FILE *file = open_layer(f, layer, "w");
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

/* Only the columns: the layer comes into being with its first line. */
static int is_empty(const char *text)
{
    return strchr(text, '\n')[1] == '\0';
}

void folder_case_add(folder_case *f, const char *layer, const char *line)
{
    FILE *file = open_layer(f, layer, "a");
    for (size_t i = 0; i < N_LAYERS; i++)
        if (strcmp(base[i].layer, layer) == 0 && is_empty(base[i].text) && ftell(file) == 0)
            fputs(base[i].text, file);
    fprintf(file, "%s\n", line);
    assert_int_equal(fclose(file), 0);
}

void folder_case_start(folder_case *f)
{
    *f = (folder_case){.path = "/tmp/lodeway-case-XXXXXX"};
    assert_non_null(mkdtemp(f->path));
    for (size_t i = 0; i < N_LAYERS; i++)
        if (!is_empty(base[i].text))
            folder_case_put(f, base[i].layer, base[i].text);
}

static void read_folder(folder_case *f, const char *folder)
{
    lode_err err = {0};
    if (lode_case_read_folder(folder, &f->c, &f->findings, &err) || lode_case_check(f->c, &f->findings, &err) ||
        lode_case_regions(f->c, &f->shapes, &f->regions, &err))
        fail_msg("%s: %s", folder, err.message);
    if (lode_findings_count(&f->findings, LODE_ERROR) == 0)
        assert_int_equal(lode_network_build(f->c, f->regions, &f->n, &f->findings, &err), LODE_OK);
}

void folder_case_read(folder_case *f)
{
    read_folder(f, f->path);
}

void folder_case_open(folder_case *f, const char *folder)
{
    *f = (folder_case){0};
    read_folder(f, folder);
    assert_non_null(f->n);
}

static void remove_folder(const folder_case *f)
{
    char path[100];
    for (size_t i = 0; i < N_LAYERS; i++) {
        snprintf(path, sizeof path, "%s/%s.csv", f->path, base[i].layer);
        remove(path);
    }
    rmdir(f->path);
}

void folder_case_drop(folder_case *f)
{
    lode_network_free(f->n);
    lode_regions_free(f->regions);
    free(f->shapes);
    lode_case_free(f->c);
    lode_findings_free(&f->findings);
    if (*f->path)
        remove_folder(f);
    *f = (folder_case){0};
}

int folder_case_found(const folder_case *f, const char *code)
{
    int n = 0;
    for (size_t i = 0; i < f->findings.n; i++)
        n += strcmp(f->findings.items[i].kind->code, code) == 0;
    return n;
}

const lode_finding *folder_case_finding(const folder_case *f, const char *code)
{
    for (size_t i = 0; i < f->findings.n; i++)
        if (strcmp(f->findings.items[i].kind->code, code) == 0)
            return &f->findings.items[i];
    fail_msg("no finding %s", code);
    return NULL;
}

const lode_element *folder_case_element(const folder_case *f, const char *id, lode_element_kind kind, int32_t *index)
{
    assert_non_null(f->n);
    for (size_t i = 0; i < f->n->n_elements; i++) {
        if (f->n->element[i].kind != kind || strcmp(f->n->element[i].id, id) != 0)
            continue;
        if (index)
            *index = (int32_t)i;
        return &f->n->element[i];
    }
    fail_msg("no element %s", id);
    return NULL;
}

lode_shipment folder_case_shipment(const folder_case *f)
{
    const lode_product *p = &f->c->products.v[0];
    const lode_parameters *k = &f->n->parameters;
    return (lode_shipment){.product = p->id,
                           .usd_t = p->usd_t,
                           .treo_pct = p->product_treo_pct,
                           .v = isnan(p->usd_t) ? 0 : p->usd_t * k->annual_rate_pct / 100 / 8760,
                           .payload_t = isnan(p->payload_t) ? k->payload_t : p->payload_t,
                           .shipment_t = isnan(p->shipment_t) ? k->shipment_t : p->shipment_t,
                           .outside_usd_t = p->usd_t - p->cost_usd_t};
}

static void add_targets(question *q, const lode_market_node *m)
{
    const lode_network *n = q->f->n;
    for (int32_t s = 0; s < (int32_t)n->n_states; s++) {
        if (n->state_place[s] != m->place)
            continue;
        assert_true(q->n_targets < sizeof q->targets / sizeof *q->targets);
        q->targets[q->n_targets++] = (lode_target){
            .state = s, .arrival = &n->element[m->element], .arrival_index = m->element, .partial_of = -1};
    }
}

void question_again(question *q)
{
    lode_oracle_free(q->oracle);
    q->oracle = lode_oracle_new(q->scenario, &q->shipment, LODE_BY_COST, q->targets, q->n_targets, NULL);
    assert_non_null(q->oracle);
}

void question_start(question *q, const folder_case *f, size_t origin, const char *market)
{
    const lode_network *n = f->n;
    assert_non_null(n);
    *q = (question){.f = f, .shipment = folder_case_shipment(f), .origin = &n->origin[origin], .market = -1};
    q->scenario = lode_scenario_new(n, "test", NULL);
    for (size_t i = 0; i < n->n_markets; i++)
        if (strcmp(n->market[i].id, market) == 0)
            q->market = (int32_t)i;
    for (size_t i = 0; i < n->n_markets; i++)
        if (q->market == (int32_t)i ||
            (q->market < 0 && (strcmp(market, "ALL") == 0 || lode_list_has(n->market[i].groups, market))))
            add_targets(q, &n->market[i]);
    q->own = lode_own_domains(n, q->origin, q->market);
    question_again(q);
}

void question_drop(question *q)
{
    lode_oracle_free(q->oracle);
    lode_scenario_free(q->scenario);
    *q = (question){0};
}

uint32_t question_actors(const question *q, const char *names)
{
    uint32_t actors = 0;
    for (size_t a = 0; a < q->f->n->n_actors; a++) {
        size_t length = strlen(q->f->n->actor[a].name);
        for (const char *at = names; (at = strstr(at, q->f->n->actor[a].name)); at++)
            if ((at == names || at[-1] == '+') && (at[length] == '+' || !at[length]))
                actors |= UINT32_C(1) << a;
    }
    return actors;
}

int64_t question_cost(question *q, const char *actors)
{
    lode_way way;
    lode_set closed = lode_closed_by(q->f->n, question_actors(q, actors), &q->own);
    assert_int_equal(lode_oracle_ask(q->oracle, q->origin, &closed, &way, NULL), LODE_OK);
    assert_int_equal(way.found, way.cost != LODE_NO_WAY);
    return way.cost;
}

void question_way(question *q, const char *actors, lode_text *ids)
{
    lode_step *steps;
    size_t n;
    lode_set closed = lode_closed_by(q->f->n, question_actors(q, actors), &q->own);
    assert_int_equal(lode_oracle_steps(q->oracle, q->origin, &closed, &steps, &n, NULL), LODE_OK);
    assert_false(lode_steps_meet(q->scenario, steps, n, &closed));
    for (size_t i = 0; i < n; i++)
        lode_text_addf(ids, "%s%s", i ? ">" : "", steps[i].element->id);
    free(steps);
}
