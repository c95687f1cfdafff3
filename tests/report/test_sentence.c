/* Sentences: rows of each layer and what they say, word by word, in both languages. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "core/columns.h"
#include "report/sentence.h"

static lode_wording *make_names(void)
{
    lode_wording *names = lode_wording_new();
    assert_non_null(names);
    assert_true(lode_wording_add(names, LODE_NAME_DOMAIN, "CHN", "China", "China"));
    assert_true(lode_wording_add(names, LODE_NAME_DOMAIN, "KAZ", "Kazakhstan", "Kasachstan"));
    assert_true(lode_wording_add(names, LODE_NAME_DOMAIN, "AZE", "Azerbaijan", "Aserbaidschan"));
    assert_true(lode_wording_add(names, LODE_NAME_DOMAIN, "GEO", "Georgia", "Georgien"));
    assert_true(lode_wording_add(names, LODE_NAME_ACTOR, "AZE+GEO", "AZE;GEO", NULL));
    assert_true(lode_wording_add(names, LODE_NAME_ACTOR, "TUR+BOSPORUS", "TUR;BOSPORUS", NULL));
    assert_true(lode_wording_add(names, LODE_NAME_ACTOR, "AZE", "AZE", NULL));
    assert_true(lode_wording_add(names, LODE_NAME_ACTOR, "bloc", "KAZ;UZB;TKM;KGZ", NULL));
    assert_true(lode_wording_add(names, LODE_NAME_GATE, "altynkol", "Altynkol / Khorgos (rail)", NULL));
    assert_true(lode_wording_add(names, LODE_NAME_GATE, "t-aktau", "Aktau port", NULL));
    assert_true(lode_wording_add(names, LODE_NAME_GATE, "t-poti", "Poti port", NULL));
    assert_true(lode_wording_add(names, LODE_NAME_GATE, "t-leipzig", "Leipzig/Halle airport (LEJ)", NULL));
    assert_true(lode_wording_add(names, LODE_NAME_MARKET, "m-hamburg", "Hamburg port", NULL));
    assert_true(lode_wording_add(names, LODE_NAME_CORRIDOR, "middle", "Middle Corridor", "Mittlerer Korridor"));
    assert_true(lode_wording_add(names, LODE_NAME_CORRIDOR, NULL, "no id", NULL));
    lode_wording_ready(names);
    return names;
}

/* One row as "column=value|column=value"; numbers are read as the column wants them. */
static void add_row(lode_table *t, const char *cells)
{
    char text[1000];
    snprintf(text, sizeof text, "%s", cells);
    lode_table_add(t);
    char *rest = text;
    for (char *cell; (cell = strsep(&rest, "|"));) {
        char *value = strchr(cell, '=');
        if (!value)
            continue;
        *value++ = '\0';
        int column = lode_table_find(t, cell);
        assert_true(column >= 0);
        lode_type type = lode_table_column(t, (size_t)column)->type;
        if (type == LODE_REAL || type == LODE_INT)
            lode_table_set_real(t, cell, strtod(value, NULL));
        else
            lode_table_set_text(t, cell, value);
    }
}

static void check_text(const char *found, const char *expected, const char *row)
{
    if (!expected ? found != NULL : !found || strcmp(found, expected) != 0)
        fail_msg("%s\n  says    %s\n  not     %s", row, found ? found : "(nothing)", expected ? expected : "(nothing)");
}

typedef struct sentence_case {
    const char *row, *english, *german; /* NULL: nothing is said */
} sentence_case;

static void check_rows(lode_table *t, lode_table *routes, const sentence_case *cases, size_t n)
{
    lode_wording *names = make_names();
    lode_table *tables[] = {NULL, t, routes};
    lode_sentence_main main = {"eu_open", "EU", "open"};
    lode_err err = {0};
    for (size_t i = 0; i < n; i++)
        add_row(t, cases[i].row);
    assert_false(lode_table_failed(t));
    assert_int_equal(lode_put_sentences(tables, 3, names, &main, &err), LODE_OK);
    for (size_t i = 0; i < n; i++) {
        check_text(lode_table_text(t, i, "sentence_en"), cases[i].english, cases[i].row);
        check_text(lode_table_text(t, i, "sentence_de"), cases[i].german, cases[i].row);
    }
    lode_wording_free(names);
    lode_table_free(t);
    lode_table_free(routes);
}
#define CHECK(layer, routes, cases)                                                                                    \
    check_rows(lode_result_table(layer, NULL), routes, cases, sizeof(cases) / sizeof *(cases))

static lode_table *open_ways(void)
{
    lode_table *t = lode_result_table("routes", NULL);
    add_row(t, "id=z:EU:open:best|domains=KAZ>RUS>POL|gates=ozinki>brest");
    add_row(t, "id=d:EU:open:best|domains=KAZ>RUS>POL|gates=ozinki>brest");
    return t;
}

#define D "deposit=d|destination=EU|base=open|country=KAZ|"
static void test_dependency(void **state)
{
    static const sentence_case cases[] = {
        {D "closed=RUS|n_closed=1|status=reroute|penalty_usd_t=38.2|penalty_pct=12.6|delta_hours=75|domains=KAZ>"
           "CASPIAN>AZE>"
           "TUR>POL|gates=t-aktau",
         "Closing Russia costs 38 USD/t (+13 %) and 3.1 days; the way then goes by the Caspian, Azerbaijan and "
         "Türkiye.",
         "Ohne Russland kostet der Weg zusätzlich 38 USD/t (+13 %) und 3,1 Tage; der Weg führt dann über das Kaspische "
         "Meer, "
         "Aserbaidschan und die Türkei."},
        {D "closed=CHN|n_closed=1|status=unaffected|penalty_usd_t=0|penalty_pct=0|delta_hours=0",
         "Closing China changes nothing: the best way does not need it.",
         "Ohne China ändert sich nichts: Der beste Weg ist nicht darauf angewiesen."},
        {D "closed=CASPIAN|n_closed=1|status=reroute|penalty_usd_t=0.4|penalty_pct=0.1|delta_hours=-30|domains=KAZ>RUS>"
           "POL|"
           "gates=altynkol>brest",
         "Closing the Caspian costs 0.4 USD/t (+0.1 %) and saves 1.2 days; the way then goes by Altynkol.",
         "Ohne das Kaspische Meer kostet der Weg zusätzlich 0,4 USD/t (+0,1 %), spart aber 1,2 Tage; der Weg führt "
         "dann über "
         "Altynkol."},
        {D "closed=SUEZ|n_closed=1|status=captive|proof=SUEZ",
         "Captive to the Suez Canal: closing it alone leaves no way.",
         "Auf den Suezkanal angewiesen: Diese Sperre allein lässt keinen Weg."},
        {D "closed=KAZ|n_closed=1|status=own|g_usd_t=300|penalty_usd_t=0",
         "Kazakhstan holds an end of the way itself: its closure is not counted.",
         "Kasachstan liegt selbst an einem Ende des Weges: Die Sperre zählt nicht."},
        {D "closed=AZE+GEO|n_closed=1|status=unaffected|penalty_usd_t=0",
         "Closing Azerbaijan/Georgia changes nothing: the best way does not need it.",
         "Ohne Aserbaidschan/Georgien ändert sich nichts: Der beste Weg ist nicht darauf angewiesen."},
        {D "closed=TUR+BOSPORUS|n_closed=1|status=reroute|penalty_usd_t=38.4|penalty_pct=12.6",
         "Closing Türkiye/Bosporus costs 38 USD/t (+13 %).",
         "Ohne die Türkei/Bosporus kostet der Weg zusätzlich 38 USD/t (+13 %)."},
        /* joint sets: what each alone costs, and what both together do */
        {D "closed=RUS+TUR+BOSPORUS|n_closed=2|status=captive|proof=RUS+TUR+BOSPORUS",
         "Either alone costs 38 USD/t; both together leave no way.",
         "Jede Sperre für sich kostet 38 USD/t; beide zusammen lassen keinen Weg."},
        {D "closed=CHN+RUS|n_closed=2|status=captive|proof=CHN+RUS",
         "China alone costs nothing, Russia alone 38 USD/t; both together leave no way.",
         "China allein kostet nichts, Russland allein 38 USD/t; beide zusammen lassen keinen Weg."},
        {D "closed=AZE+GEO+CHN|n_closed=2|status=captive|proof=AZE+GEO+CHN",
         "Captive to Azerbaijan/Georgia and China together: without either one a way remains at no extra cost, without "
         "both "
         "none.",
         "Auf Aserbaidschan/Georgien und China zusammen angewiesen: Sperrt nur einer von beiden, bleibt ein Weg ohne "
         "Mehrkosten; sperren beide, keiner."},
        {D "closed=CHN+RUS+SUEZ|n_closed=3|status=captive|proof=SUEZ",
         "No way is left: closing the Suez Canal is enough.",
         "Es bleibt kein Weg: Dazu genügt es, den Suezkanal zu sperren."},
        {D "closed=CASPIAN+CHN+RUS|n_closed=3|status=reroute|penalty_usd_t=1234.6|penalty_pct=300|delta_hours=0.1",
         "The Caspian alone costs 0.4 USD/t, China alone nothing, Russia alone 38 USD/t; all together 1\u202f235 USD/t "
         "(+300 "
         "%).",
         "Das Kaspische Meer allein kostet 0,4 USD/t, China allein nichts, Russland allein 38 USD/t; alle zusammen "
         "1\u202f235 "
         "USD/t (+300 %)."},
        {D "closed=KAZ+RUS|n_closed=2|status=reroute|penalty_usd_t=38.2|penalty_pct=12.6|delta_hours=1.4",
         "Closing Russia costs 38 USD/t (+13 %) and 1 hour (Kazakhstan holds an end of the way itself and is not "
         "counted).",
         "Ohne Russland kostet der Weg zusätzlich 38 USD/t (+13 %) und 1 Stunde (Kasachstan liegt selbst an einem Ende "
         "des "
         "Weges und zählt nicht)."},
        {D "closed=CHN+KAZ|n_closed=2|status=unaffected|penalty_usd_t=0",
         "Closing China changes nothing: the best way does not need it (Kazakhstan holds an end of the way itself and "
         "is not "
         "counted).",
         "Ohne China ändert sich nichts: Der beste Weg ist nicht darauf angewiesen (Kasachstan liegt selbst an einem "
         "Ende des "
         "Weges und zählt nicht)."},
        /* no rows of the single actors: nothing is said of them */
        {"deposit=e|destination=EU|base=open|closed=CHN+RUS|n_closed=2|status=captive|proof=CHN+RUS",
         "Closing China and Russia together leaves no way.", "Ohne China und Russland zusammen bleibt kein Weg."},
        {"deposit=e|destination=EU|base=open|closed=IRN+RUS|n_closed=2|status=reroute|penalty_usd_t=12.34|penalty_pct="
         "4.26|"
         "delta_hours=72",
         "Closing IRN and Russia costs 12 USD/t (+4.3 %) and 3 days.",
         "Ohne IRN und Russland kostet der Weg zusätzlich 12 USD/t (+4,3 %) und 3 Tage."},
        {D "closed=IRN|n_closed=1|status=uneconomic|g_usd_t=2100|penalty_usd_t=0",
         "Even when nobody closes, the way costs more than the product can bear.",
         "Auch wenn niemand sperrt, kostet der Weg mehr, als das Produkt trägt."},
        {D "closed=BLR|n_closed=1|status=unreachable|cause=no market takes the product",
         "There is no way, even when nobody closes: no market takes the product.",
         "Es gibt keinen Weg, auch wenn niemand sperrt: kein Markt nimmt das Produkt ab."},
        {D "closed=UZB|n_closed=1|status=unreachable", "There is no way, even when nobody closes.",
         "Es gibt keinen Weg, auch wenn niemand sperrt."},
        {D "closed=TKM|n_closed=1|status=reroute", NULL, NULL},
        {D "n_closed=1", NULL, NULL},
    };
    (void)state;
    CHECK("dependency", open_ways(), cases);
}

static void test_cut_sets(void **state)
{
    static const sentence_case cases[] = {
        {"status=cut|cut_set=RUS|size=1", "Captive to Russia: closing it alone leaves no way.",
         "Auf Russland angewiesen: Diese Sperre allein lässt keinen Weg."},
        {"status=cut|cut_set=CHN+RUS|size=2",
         "Captive to China and Russia together: without either one a way remains, without both none.",
         "Auf China und Russland zusammen angewiesen: Sperrt nur einer von beiden, bleibt ein Weg; sperren beide, "
         "keiner."},
        {"status=cut|cut_set=AZE+GEO+CHN+RUS|size=3",
         "Captive to Azerbaijan/Georgia, China and Russia together: while one of them stays open a way remains, with "
         "all "
         "closed none.",
         "Auf Aserbaidschan/Georgien, China und Russland zusammen angewiesen: Bleibt einer davon offen, bleibt ein "
         "Weg; "
         "sperren alle, keiner."},
        {"status=cut|cut_set=AZE+bloc|size=2",
         "Captive to Azerbaijan and bloc together: without either one a way remains, without both none.",
         "Auf Aserbaidschan und bloc zusammen angewiesen: Sperrt nur einer von beiden, bleibt ein Weg; sperren beide, "
         "keiner."},
        {"status=no_small_cut", "No four actors together can close every way.",
         "Keine vier Akteure zusammen können jeden Weg sperren."},
        {"status=free_way|free_gates=altynkol>t-aktau>t-aktau>t-poti|free_domains=KAZ>AZE",
         "Whoever closes, a way stays open: by Altynkol, Aktau and Poti.",
         "Wer auch sperrt, ein Weg bleibt offen: über Altynkol, Aktau und Poti."},
        {"status=free_way|free_domains=KAZ", "Whoever closes, a way stays open: it crosses no border.",
         "Wer auch sperrt, ein Weg bleibt offen: Er überschreitet keine Grenze."},
        {"status=free_way", "Whoever closes, a way stays open.", "Wer auch sperrt, ein Weg bleibt offen."},
        {"status=unreachable", "There is no way, even when nobody closes.",
         "Es gibt keinen Weg, auch wenn niemand sperrt."},
        {"deposit=d", NULL, NULL},
    };
    (void)state;
    CHECK("cut_sets", NULL, cases);
}

static void test_routes(void **state)
{
    static const sentence_case cases[] = {
        {"role=best|status=reachable|market_name=Hamburg "
         "port|gates=altynkol>t-aktau>t-poti|hours=552|money_usd_t=270.6|"
         "g_usd_t=293.5",
         "Goods leave by Altynkol, Aktau and Poti for Hamburg in 23 days for 271 USD/t (294 with time and "
         "reliability).",
         "Die Ware geht über Altynkol, Aktau und Poti mit Ziel Hamburg in 23 Tagen für 271 USD/t (294 mit Zeit und "
         "Zuverlässigkeit)."},
        {"role=corridor|corridor=middle|status=uneconomic|gates=altynkol>t-aktau>x>t-poti>t-leipzig|hours=25|money_usd_"
         "t=9."
         "96|g_usd_t=9.94",
         "Middle Corridor: goods leave by Altynkol, Aktau, x and 2 more in 1 day for 10 USD/t (9.9 with time and "
         "reliability), more than the product can bear.",
         "Mittlerer Korridor: Die Ware geht über Altynkol, Aktau, x und 2 weitere in 1 Tag für 10 USD/t (9,9 mit Zeit "
         "und "
         "Zuverlässigkeit), mehr, als das Produkt trägt."},
        {"role=best|status=reachable|market=m-hamburg|gates=t-leipzig|hours=9.2|money_usd_t=0.001|g_usd_t=0",
         "Goods leave by Leipzig/Halle airport for Hamburg in 9 hours for less than 0.01 USD/t (0 with time and "
         "reliability).",
         "Die Ware geht über Flughafen Leipzig/Halle mit Ziel Hamburg in 9 Stunden für weniger als 0,01 USD/t (0 mit "
         "Zeit und "
         "Zuverlässigkeit)."},
        {"role=best|status=unreachable", "There is no way, even when nobody closes.",
         "Es gibt keinen Weg, auch wenn niemand sperrt."},
        {"role=best|status=reachable|hours=9.2|money_usd_t=4", NULL, NULL},
    };
    (void)state;
    CHECK("routes", NULL, cases);
}

static void test_route_query(void **state)
{
    static const sentence_case cases[] = {
        {"status=captive|proof=RUS+crossing:altynkol+actor:AZE",
         "Captive: closing Russia, Altynkol and Azerbaijan leaves no way.",
         "Ohne Russland, Altynkol und Aserbaidschan bleibt kein Weg."},
        {"status=unreachable|cause=island: no link leads there",
         "There is no way, even when nobody closes: no link leads there.",
         "Es gibt keinen Weg, auch wenn niemand sperrt: keine Strecke führt dorthin."},
        {"status=reachable|market=m-hamburg|hours=48|money_usd_t=20|g_usd_t=21",
         "Goods leave for Hamburg in 2 days for 20 USD/t (21 with time and reliability).",
         "Die Ware geht mit Ziel Hamburg in 2 Tagen für 20 USD/t (21 mit Zeit und Zuverlässigkeit)."},
    };
    (void)state;
    CHECK("route", NULL, cases);
}

static void test_deposits(void **state)
{
    static const char *const prefix = "eu_open";
    lode_more_columns more = {&prefix, 1, NULL, 0};
    static const sentence_case cases[] = {
        {"name=Khot\x1bgor|country=KAZ|eu_open_status=reachable|eu_open_g_usd_t=293.5|eu_open_days=23.2|eu_open_"
         "domains=KAZ>"
         "RUS>OCEAN>DEU|eu_open_cut_status=cut|eu_open_smallest_cut=2|eu_open_cut_sets={AZE+GEO+CHN+SUEZ} {CHN+RUS}",
         "From Khot gor to the EU goods take 23 days and cost 294 USD/t all in, by Russia and the open sea; China and "
         "Russia "
         "together can close every way.",
         "Von Khot gor in die EU braucht die Ware 23 Tage und kostet alles in allem 294 USD/t, über Russland und das "
         "offene "
         "Meer; China und Russland zusammen können jeden Weg sperren."},
        {"name=A|country=RUS|eu_open_status=uneconomic|eu_open_g_usd_t=2100|eu_open_days=1|eu_open_domains=RUS>POL|"
         "eu_open_cut_status=free_way",
         "From A to the EU goods take 1 day and cost 2\u202f100 USD/t all in, more than the product can bear; nobody "
         "can close "
         "every way.",
         "Von A in die EU braucht die Ware 1 Tag und kostet alles in allem 2\u202f100 USD/t, mehr, als das Produkt "
         "trägt; "
         "niemand kann jeden Weg sperren."},
        {"name=B|country=KAZ|eu_open_status=reachable|eu_open_g_usd_t=10|eu_open_days=3|eu_open_cut_status=cut|"
         "eu_open_smallest_cut=1|eu_open_cut_sets={RUS} {SUEZ}",
         "From B to the EU goods take 3 days and cost 10 USD/t all in; Russia alone can close every way, as can 1 "
         "other set "
         "of actors.",
         "Von B in die EU braucht die Ware 3 Tage und kostet alles in allem 10 USD/t; Russland allein kann jeden Weg "
         "sperren, "
         "ebenso 1 weitere Gruppe von Akteuren."},
        {"name=C|country=KAZ|eu_open_status=reachable|eu_open_g_usd_t=10|eu_open_days=3|eu_open_cut_status=no_small_"
         "cut",
         "From C to the EU goods take 3 days and cost 10 USD/t all in; no four actors together can close every way.",
         "Von C in die EU braucht die Ware 3 Tage und kostet alles in allem 10 USD/t; keine vier Akteure zusammen "
         "können jeden "
         "Weg sperren."},
        {"name=E|country=KAZ|eu_open_status=unreachable", "From E to the EU there is no way, even when nobody closes.",
         "Von E in die EU gibt es keinen Weg, auch wenn niemand sperrt."},
        {"name=F|country=KAZ", NULL, NULL},
    };
    (void)state;
    check_rows(lode_result_table("deposits", &more), NULL, cases, sizeof cases / sizeof *cases);
}

static void test_zones(void **state)
{
    static const sentence_case cases[] = {
        {"destination=EU|n_deposits=2|n_prospects=1|n_occurrences=2|n_reachable=4|n_captive_pair=3|g_median_usd_t=210."
         "4",
         "5 occurrences lie in the zone, 2 of them deposits; 4 have a way to the EU, at the median for 210 USD/t; 3 "
         "can be cut "
         "off by two actors or fewer.",
         "5 Vorkommen liegen in der Zone, davon 2 Lagerstätten; 4 haben einen Weg in die EU, im Median für 210 USD/t; "
         "3 werden "
         "schon von höchstens zwei Akteuren abgeschnitten."},
        {"destination=m-hamburg|n_deposits=1|n_prospects=0|n_occurrences=0|n_reachable=0|n_captive_pair=0",
         "1 occurrence lies in the zone; none has a way to Hamburg.",
         "1 Vorkommen liegt in der Zone; keines hat einen Weg mit Ziel Hamburg."},
        {"n_deposits=0|n_prospects=0|n_occurrences=0|n_reachable=0|n_captive_pair=0",
         "No occurrence of the case lies in the zone.", "Kein Vorkommen des Datensatzes liegt in der Zone."},
        {"id=z", NULL, NULL},
    };
    (void)state;
    CHECK("zone_statistics", NULL, cases);
}

static void test_calibration(void **state)
{
    static const sentence_case cases[] = {
        {"measure=days|observed=24|computed=21|unit=d|ratio=0.874|status=met",
         "Published: 24 days; computed: 21 days, 13 % less.",
         "Veröffentlicht: 24 Tage; berechnet: 21 Tage, 13 % weniger."},
        {"measure=usd_t|observed=100|computed=299.4|unit=USD/t|ratio=2.994|status=off",
         "Published: 100 USD/t; computed: 299 USD/t, 199 % more, outside the band.",
         "Veröffentlicht: 100 USD/t; berechnet: 299 USD/t, 199 % mehr, außerhalb der Spanne."},
        {"measure=km|observed=23|computed=22.6|unit=km|ratio=0.983|status=met",
         "Published: 23 km; computed: 23 km, nearly the same.",
         "Veröffentlicht: 23 km; berechnet: 23 km, fast gleich."},
        {"measure=km|observed=23|unit=km|status=no_way", "Published: 23 km; the model finds no way.",
         "Veröffentlicht: 23 km; das Modell findet keinen Weg."},
        {"measure=km", NULL, NULL},
    };
    (void)state;
    CHECK("calibration", NULL, cases);
}

static void test_near(void **state)
{
    static const sentence_case cases[] = {
        {"from_id=a|from_name=Khotgor|to_id=r|distance_km=12.34", "Khotgor lies 12 km from r.",
         "Khotgor liegt 12 km von r."},
        {"from_id=a|to_layer=zones|to_id=r|to_name=Zone|distance_km=0", "A lies inside Zone.", "A liegt in Zone."},
        {"from_id=a|to_layer=rail|to_id=r|distance_km=0", "A lies at r.", "A liegt an r."},
        {"from_id=a", NULL, NULL},
    };
    (void)state;
    CHECK("near", NULL, cases);
}

/* Layers that are measured elsewhere: their sentences go by the names of columns. */
static lode_table *table_of(const char *name, const char *const *texts, const char *const *reals)
{
    lode_column columns[16] = {{"sentence_en", LODE_TEXT, "", "", "", 0}, {"sentence_de", LODE_TEXT, "", "", "", 0}};
    size_t n = 2;
    for (; *texts; texts++)
        columns[n++] = (lode_column){*texts, LODE_TEXT, "", "", "", 0};
    for (; *reals; reals++)
        columns[n++] = (lode_column){*reals, LODE_REAL, "", "", "", 2};
    return lode_table_new(name, name, LODE_NO_SHAPE, columns, n);
}
#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})
#define CHECK_OTHER(name, texts, reals, cases)                                                                         \
    check_rows(table_of(name, texts, reals), NULL, cases, sizeof(cases) / sizeof *(cases))

static void test_attribution(void **state)
{
    static const sentence_case cases[] = {
        {"actor=RUS|status=shared|phi_usd_t=1167.15|phi_share=0.6757|access_share=0.6667",
         "Russia accounts for 68 % of what it costs when all close (1\u202f167 USD/t), and for 67 % of the power to "
         "leave no way.",
         "Russland trägt 68 % zu dem bei, was die Sperre durch alle kostet (1\u202f167 USD/t), und 67 % zur Macht, "
         "keinen Weg zu "
         "lassen."},
        {"actor=SUEZ|status=K unknown|access_share=0.5", "The Suez Canal has 50 % of the power to leave no way.",
         "Der Suezkanal hat 50 % der Macht, keinen Weg zu lassen."},
        {"actor=CHN|status=nothing to attribute|phi_usd_t=0",
         "Nothing is attributed to China: even if all close, the way costs no more.",
         "China wird nichts zugerechnet: Auch wenn alle sperren, kostet der Weg nicht mehr."},
        {"actor=KAZ|status=own", NULL, NULL},
    };
    (void)state;
    CHECK_OTHER("attribution", LIST("actor", "status"), LIST("phi_usd_t", "phi_share", "access_share"), cases);
}

static void test_chokepoints(void **state)
{
    static const sentence_case cases[] = {
        {"id=west|name=Westgate|impact_usd_a=1513800|cut_off_t_a=0|used_t_a=30000",
         "Without Westgate all deposits together pay 1.5 million USD a year more; 30\u202f000 t a year go by it.",
         "Ohne Westgate zahlen alle Lagerstätten zusammen 1,5 Mio. USD im Jahr mehr; 30\u202f000 t im Jahr gehen "
         "hindurch."},
        {"id=east|impact_usd_a=0|cut_off_t_a=20000",
         "Without east no deposit pays more, and 20\u202f000 t a year have no way left.",
         "Ohne east zahlt keine Lagerstätte mehr, und 20\u202f000 t im Jahr haben keinen Weg mehr."},
        {"id=east", NULL, NULL},
    };
    (void)state;
    CHECK_OTHER("chokepoints", LIST("id", "name"), LIST("impact_usd_a", "cut_off_t_a", "used_t_a"), cases);
}

static void test_corridors_countries_risk(void **state)
{
    static const sentence_case corridors[] = {
        {"corridor=middle|n_deposits=12|g_median_usd_t=294.2|median_days=23",
         "Middle Corridor: 294 USD/t and 23 days at the median of 12 deposits.",
         "Mittlerer Korridor: 294 USD/t und 23 Tage im Median von 12 Lagerstätten."},
        {"corridor=middle|n_deposits=0", "Middle Corridor: no way follows it.",
         "Mittlerer Korridor: Kein Weg folgt ihm."},
        {"corridor=middle", NULL, NULL},
    };
    static const sentence_case countries[] = {
        {"country=KAZ|criterion=resilience|words_en=high|words_de=hoch", "Kazakhstan, resilience: high.",
         "Kasachstan: hoch."},
        {"country=KAZ", NULL, NULL},
    };
    static const sentence_case risks[] = {
        {"base_usd_t=272.7|expected_usd_t=275.759|p_no_way=0.00108|p_dearer=0.0264|captive_days=0.4",
         "In 2.6 % of the time the way is dearer or closed, in 0.11 % there is none; on average it costs 276 USD/t "
         "instead of "
         "273 USD/t; 0.4 days a year without a way.",
         "In 2,6 % der Zeit ist der Weg teurer oder gesperrt, in 0,11 % gibt es keinen; im Mittel kostet er 276 USD/t "
         "statt 273 "
         "USD/t; 0,4 Tage im Jahr ohne Weg."},
        {"base_usd_t=272.7", NULL, NULL},
    };
    (void)state;
    CHECK_OTHER("corridor_summary", LIST("corridor"), LIST("n_deposits", "g_median_usd_t", "median_days"), corridors);
    CHECK_OTHER("country_comparison", LIST("country", "criterion", "words_en", "words_de"), LIST("x"), countries);
    CHECK_OTHER("risk", LIST("x"), LIST("base_usd_t", "expected_usd_t", "p_no_way", "p_dearer", "captive_days"), risks);
}

/* Names and a main destination are no must; tables that have no column of sentences are left alone. */
static void test_without_names(void **state)
{
    lode_err err = {0};
    lode_table *cuts = lode_result_table("cut_sets", NULL), *legs = lode_result_table("legs", NULL),
               *deposits = lode_result_table("deposits", NULL);
    lode_table *tables[] = {cuts, NULL, legs, deposits};
    (void)state;
    add_row(cuts, "status=cut|cut_set=ABC+RUS");
    add_row(deposits, "name=A");
    add_row(legs, "route=r");
    assert_int_equal(lode_put_sentences(tables, 4, NULL, NULL, &err), LODE_OK);
    assert_string_equal(lode_table_text(cuts, 0, "sentence_en"),
                        "Captive to ABC and Russia together: without either one a way remains, without both none.");
    assert_null(lode_table_text(deposits, 0, "sentence_en"));
    for (size_t i = 0; i < 4; i++)
        lode_table_free(tables[i]);
}

static void test_memory(void **state)
{
    (void)state;
    for (long after = 0, done = 0; !done; after++) {
        assert_true(after < 1000);
        lode_err err = {0};
        lode_table *t = lode_result_table("dependency", NULL), *routes = open_ways();
        add_row(t,
                D "closed=RUS|status=reroute|penalty_usd_t=38.2|penalty_pct=12.6|delta_hours=75|domains=KAZ>TUR>POL");
        add_row(t, D "closed=CHN|status=unaffected|penalty_usd_t=0");
        add_row(t, D "closed=CHN+RUS|status=captive|proof=CHN+RUS");
        lode_wording *names = make_names();
        lode_table *tables[] = {t, routes};
        lode_alloc_fail_after = after;
        lode_status status = lode_put_sentences(tables, 2, names, NULL, &err);
        lode_alloc_fail_after = -1;
        done = status == LODE_OK;
        if (done)
            assert_string_equal(lode_table_text(t, 2, "sentence_en"),
                                "China alone costs nothing, Russia alone 38 USD/t; both together leave no way.");
        else
            assert_int_equal(status, LODE_IO);
        lode_wording_free(names);
        lode_table_free(t);
        lode_table_free(routes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_dependency),
        cmocka_unit_test(test_cut_sets),
        cmocka_unit_test(test_routes),
        cmocka_unit_test(test_route_query),
        cmocka_unit_test(test_deposits),
        cmocka_unit_test(test_zones),
        cmocka_unit_test(test_calibration),
        cmocka_unit_test(test_near),
        cmocka_unit_test(test_attribution),
        cmocka_unit_test(test_chokepoints),
        cmocka_unit_test(test_corridors_countries_risk),
        cmocka_unit_test(test_without_names),
        cmocka_unit_test(test_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
