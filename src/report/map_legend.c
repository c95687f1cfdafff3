#include "report/map.h"

/* Okabe and Ito; the dash tells them apart without colour. */
const report_line_style lode_report_i_line_styles[REPORT_N_STYLES] = {
    {"#0072B2", ""},     {"#D55E00", "26 9"}, {"#009E73", "9 8"},   {"#CC79A7", "26 8 5 8"},
    {"#E69F00", "14 7"}, {"#56B4E9", "5 9"},  {"#000000", "18 12"}, {"#5f6870", "26 6 5 6 5 6"},
};

/* Shape and size say the same as the colour. */
const report_mark_style lode_report_i_mark_styles[REPORT_N_MARKS] = {
    [REPORT_MARK_FREE] = {"M-12 0a12 12 0 1 0 24 0a12 12 0 1 0-24 0z", "#009E73", "#fff",
                          "free: no set of up to 4 actors closes it"},
    [REPORT_MARK_MANY] = {"M0-14l13 23h-26z", "#56B4E9", "#1d2630", "3 or 4 actors must close together"},
    [REPORT_MARK_TWO] = {"M-11-11h22v22h-22z", "#E69F00", "#1d2630", "2 actors close it together"},
    [REPORT_MARK_ONE] = {"M0-16l14 16-14 16-14-16z", "#D55E00", "#fff", "1 actor closes it"},
    [REPORT_MARK_NO_WAY] = {"M-12-7l5-5 7 7 7-7 5 5-7 7 7 7-5 5-7-7-7 7-5-5 7-7z", "#222", "#fff",
                            "no way even when all is open"},
    [REPORT_MARK_UNKNOWN] = {"M-10 0a10 10 0 1 0 20 0a10 10 0 1 0-20 0z", "#fff", "#1d2630", "deposit"},
    [REPORT_MARK_MARKET] = {"M0-18l5 12 13 1-10 9 3 13-11-7-11 7 3-13-10-9 13-1z", "#12395b", "#fff", "market reached"},
    [REPORT_MARK_GATE] = {"M-7-7h14v14h-14z", "#fff", "#1d2630", "gate on the way"},
};

enum { LINE_WIDTH = 8, THIN_LINE = 4 };

static void legend_line(lode_text *out, size_t style, int width, long x, long y)
{
    lode_text_addf(out, "<path fill=\"none\" stroke=\"%s\" stroke-width=\"%d\"%s%s%s d=\"M%ld %ldh90\"/>",
                   lode_report_i_line_styles[style].colour, width,
                   *lode_report_i_line_styles[style].dash ? " stroke-dasharray=\"" : "",
                   lode_report_i_line_styles[style].dash, *lode_report_i_line_styles[style].dash ? "\"" : "", x, y);
}

/* A row of items that flows into lines. */
typedef struct legend {
    lode_text *out;
    const report_page *page;
    long x, y;
} legend;

enum { LEGEND_SIZE = 26, LEGEND_LINE = 44, LEGEND_GAP = 44, LEGEND_LEFT = 30 };

static void legend_room(legend *l, long width)
{
    if (l->x + width > SHEET_WIDTH - LEGEND_LEFT && l->x > LEGEND_LEFT) {
        l->x = LEGEND_LEFT;
        l->y += LEGEND_LINE;
    }
}

static void legend_words(legend *l, long symbol, const char *words)
{
    lode_report_i_svg_text(l->out, l->x + symbol, l->y + 9, "font-size=\"26\"", words);
    l->x += symbol + lode_report_i_words_width(words, LEGEND_SIZE) + LEGEND_GAP;
}

static void legend_marks(legend *l, const report_map *map)
{
    for (int kind = 0; kind < REPORT_N_MARKS; kind++) {
        int used = 0;
        for (size_t i = 0; i < map->n_marks; i++)
            used |= map->marks[i].kind == (report_mark_kind)kind;
        if (!used)
            continue;
        const char *words = lode_report_i_word(l->page, lode_report_i_mark_styles[kind].words);
        legend_room(l, 28 + lode_report_i_words_width(words, LEGEND_SIZE));
        lode_text_addf(l->out, "<use href=\"#k%d\" x=\"%ld\" y=\"%ld\"/>", kind, l->x + 10, l->y);
        legend_words(l, 34, words);
    }
}

static void legend_network(legend *l)
{
    static const struct {
        const char *stroke, *words;
    } modes[] = {{"stroke=\"#6f6f6f\" stroke-width=\"4\"", "railway"},
                 {"stroke=\"#c0a98a\" stroke-width=\"4\"", "road"},
                 {"stroke=\"#7aa7c7\" stroke-width=\"4\" stroke-dasharray=\"12 9\"", "sea link"}};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        const char *words = lode_report_i_word(l->page, modes[i].words);
        legend_room(l, 80 + lode_report_i_words_width(words, LEGEND_SIZE));
        lode_text_addf(l->out, "<path fill=\"none\" %s d=\"M%ld %ldh60\"/>", modes[i].stroke, l->x, l->y);
        legend_words(l, 72, words);
    }
}

long lode_report_i_draw_legend(lode_text *out, const report_page *page, const report_map *map, long top)
{
    legend l = {out, page, LEGEND_LEFT, top + 34};
    for (size_t style = 0; style < REPORT_N_STYLES; style++) {
        if (!map->style_titles[style])
            continue;
        legend_room(&l, 104 + lode_report_i_words_width(map->style_titles[style], LEGEND_SIZE));
        legend_line(out, style, map->thin >> style & 1 ? THIN_LINE : LINE_WIDTH, l.x, l.y);
        legend_words(&l, 104, map->style_titles[style]);
    }
    legend_marks(&l, map);
    legend_network(&l);
    return l.y + 34 - top;
}
