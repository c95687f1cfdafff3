/* An explanation for people. */
#include <math.h>
#include <string.h>

#include "app/explain.h"

static const char *text_of(const lode_table *t, size_t row, const char *column)
{
    const char *text = lode_table_text(t, row, column);
    return text ? text : "";
}

static void add_origin(const lode_table *parts, size_t row, lode_text *out)
{
    const char *source = text_of(parts, row, "source"), *confidence = text_of(parts, row, "confidence");
    const char *tariff = text_of(parts, row, "tariff");
    int two = *source && *confidence;
    if (*tariff)
        lode_text_addf(out, " [tariff %s; %s%s%s]", tariff, source, two ? "; " : "", confidence);
    else if (*source || *confidence)
        lode_text_addf(out, " [%s%s%s]", source, two ? "; " : "", confidence);
    lode_text_add(out, "\n");
}

static void add_part(const lode_table *parts, size_t row, lode_text *out)
{
    static const struct {
        const char *column, *unit;
    } figures[] = {{"usd_t", "USD/t"}, {"hours", "h"}, {"buffer_h", "h buffer"}, {"co2_kg_t", "kg/t"}};
    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        double value = lode_table_real(parts, row, figures[i].column);
        if (!isnan(value))
            lode_text_addf(out, "    %14.6f %-8s %s", value, figures[i].unit, text_of(parts, row, "part"));
    }
    if (*text_of(parts, row, "domain"))
        lode_text_addf(out, " in %s", text_of(parts, row, "domain"));
    lode_text_addf(out, " = %s", text_of(parts, row, "formula"));
    add_origin(parts, row, out);
}

static void add_leg(const lode_table *legs, size_t leg, const lode_table *parts, lode_text *out)
{
    double seq = lode_table_real(legs, leg, "seq");
    const char *from = text_of(legs, leg, "from_place"), *to = text_of(legs, leg, "to_place");
    lode_text_addf(out, "%2.0f  %s %s", seq, text_of(legs, leg, "kind"), text_of(legs, leg, "element"));
    if (*text_of(legs, leg, "mode"))
        lode_text_addf(out, ", %s", text_of(legs, leg, "mode"));
    if (*from || *to)
        lode_text_addf(out, ": %s%s%s", from, *from && *to ? " - " : "", to);
    lode_text_addf(out, ": %.6f USD/t\n", lode_table_real(legs, leg, "g_usd_t"));
    for (size_t i = 0; i < lode_table_rows(parts); i++)
        if (lode_table_real(parts, i, "seq") == seq)
            add_part(parts, i, out);
}

static double sum(const lode_table *legs, const char *column)
{
    double total = 0;
    for (size_t i = 0; i < lode_table_rows(legs); i++)
        total += lode_table_real(legs, i, column);
    return total;
}

static void add_head(const lode_table *legs, const lode_table *parts, lode_text *out)
{
    lode_text_addf(out,
                   "G = M + v T + r v B: %.6f = %.6f money + %.6f time + %.6f reliability USD/t\n"
                   "T %.6g h, B %.6g h\n",
                   sum(legs, "g_usd_t"), sum(legs, "money_usd_t"), sum(legs, "time_usd_t"),
                   sum(legs, "reliability_usd_t"), sum(legs, "hours"), sum(legs, "buffer_h"));
    for (size_t i = 0; i < lode_table_rows(parts); i++)
        if (lode_table_real(parts, i, "seq") == 0) {
            lode_text_add(out, text_of(parts, i, "formula"));
            add_origin(parts, i, out);
        }
    lode_text_add(out, "\n");
}

void lode_explain_text(const lode_table *legs, const lode_table *parts, const lode_table *rejected, lode_text *out)
{
    if (lode_table_rows(legs))
        add_head(legs, parts, out);
    for (size_t i = 0; i < lode_table_rows(legs); i++)
        add_leg(legs, i, parts, out);
    if (lode_table_rows(rejected) == 0 && lode_table_rows(legs))
        lode_text_add(out, "\nNo other way with other gates.\n");
    for (size_t i = 0; i < lode_table_rows(rejected); i++)
        lode_text_addf(out, "\nnot taken: %s (%s), %.6f USD/t: %s\n", text_of(rejected, i, "gates"),
                       text_of(rejected, i, "domains"), lode_table_real(rejected, i, "g_usd_t"),
                       text_of(rejected, i, "why"));
}
