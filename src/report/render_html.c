#include <string.h>

#include "report/escape.h"
#include "report/look.h"
#include "report/render.h"

static const char style[] =
    ":root{--ink:#1d2630;--soft:#56616d;--line:#d5dae0;--head:#12395b;--band:#f3f6f9}"
    "*{box-sizing:border-box}"
    "body{margin:0;color:var(--ink);background:#fff;font:1rem/1.5 system-ui,-apple-system,\"Segoe UI\",\"Noto Sans\","
    "\"Liberation Sans\",\"DejaVu Sans\",Arial,sans-serif}"
    "header{background:var(--head);color:#fff;padding:1.4rem 0 1.2rem}"
    "header>*,main,footer{max-width:1200px;margin:0 auto;padding:0 1.5rem}"
    "header .brand{font-size:.85rem;letter-spacing:.08em;text-transform:uppercase;opacity:.85}"
    "header a{color:#fff}h1{font-size:1.9rem;line-height:1.2;margin-top:.2rem}header .sub{opacity:.92;margin-top:.3rem}"
    "h2{font-size:1.35rem;color:var(--head);margin:2.2rem 0 .6rem;padding-bottom:.25rem;border-bottom:2px solid "
    "var(--head)}h3{font-size:1.08rem;margin:1.5rem 0 .4rem}"
    "p{margin:.6rem 0;max-width:78ch}ul{margin:.6rem 0;padding-left:1.3rem;max-width:84ch}li{margin:.25rem 0}"
    "a{color:#0b5a94}nav a{display:inline-block;margin:0 1.1rem .3rem 0}nav{margin:1rem 0}"
    ".scroll{overflow-x:auto;margin:1rem 0 .2rem}"
    "table{border-collapse:collapse;font-size:.84rem;line-height:1.35;min-width:40%}"
    "caption{text-align:left;font-weight:600;padding:.2rem 0 .4rem;font-size:.95rem}"
    "th,td{padding:.3rem .5rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line)}"
    "thead th,thead th.n{white-space:normal}thead th{border-bottom:2px solid "
    "#8795a3;background:var(--band);vertical-align:bottom;font-weight:600}"
    "thead th small{font-weight:400;color:var(--soft);display:block}"
    "tbody th{font-weight:500}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
    ".na{color:#6b7680}td.long{min-width:16rem;overflow-wrap:anywhere}"
    ".facts th{width:16rem;color:var(--soft)}.note{font-size:.82rem;color:var(--soft);margin:.3rem 0 1rem}"
    "figure{margin:1rem 0}figcaption{font-weight:600;font-size:.95rem;margin-bottom:.4rem}"
    "figure>svg{display:block;width:100%;height:auto}"
    ".heat td{text-align:center;white-space:nowrap;border:1px solid #fff}.heat tbody th{white-space:nowrap}"
    ".heat thead th{text-align:center}.heat thead th:first-child{text-align:left}"
    ".t1{background:#e6f2ec}.t2{background:#e4e8ec;font-style:italic}.t3{background:#fdf0cf}"
    ".t4{background:#f6c77f}.t5{background:#e08a3c}.t6{background:#8c2d04;color:#fff;font-weight:600}"
    ".t7{background:#3d444b;color:#fff}"
    "footer{border-top:1px solid var(--line);margin-top:3rem;padding-top:.8rem;padding-bottom:2rem;font-size:.82rem;"
    "color:var(--soft)}"
    "@media print{@page{size:A4;margin:14mm}html{font-size:9pt}header{background:none;color:#000;padding:0;"
    "border-bottom:2pt solid #000}header a,a{color:#000;text-decoration:none}header>*,main,footer{max-width:none;"
    "padding:0}nav{display:none}.scroll{overflow:visible}table{font-size:7pt;width:100%}th,td{padding:1.2pt 2.5pt}"
    "tr,figure{break-inside:avoid}thead{display:table-header-group}h2,h3,caption{break-after:avoid}"
    ".heat td,.heat tbody th{white-space:normal}*{-webkit-print-color-adjust:exact;print-color-adjust:exact}}";

static void add_element(lode_text *out, const char *open, const char *text, const char *close)
{
    lode_text_add(out, open);
    lode_report_i_html(out, text);
    lode_text_add(out, close);
}

static void add_link(lode_text *out, const report_page *page, const char *label, const char *target)
{
    if (!target) {
        lode_report_i_html(out, label);
        return;
    }
    lode_text_addf(out, "<a href=\"%s%s.html\">", lode_report_i_root(page), target);
    add_element(out, "", label, "</a>");
}

static const char *cell_class(const lode_column *column, const lode_cell *cell)
{
    enum { LONG_TEXT = 60 };
    if (lode_report_i_is_number(column))
        return cell->known ? " class=\"n\"" : " class=\"n na\"";
    return cell->known && strlen(cell->as.text) > LONG_TEXT ? " class=\"long\"" : "";
}

static void add_value(lode_text *out, const report_page *page, const report_view *view, size_t row, size_t c,
                      const char *missing)
{
    const lode_column *column = lode_report_i_view_column(view, c);
    const lode_cell *cell = lode_report_i_view_cell(view, row, c);
    lode_text raw = {0};
    lode_report_i_view_text(&raw, page->language, view, row, c, missing);
    lode_report_i_html(out, lode_text_get(&raw));
    if (cell->known && column->type == LODE_REAL && lode_report_i_assumed(view, row))
        lode_text_addf(out, "\u00a0<abbr title=\"%s\">%s</abbr>", lode_report_i_word(page, "assumed"),
                       lode_report_i_word(page, "e"));
    out->failed |= raw.failed;
    lode_text_free(&raw);
}

static void add_cell(lode_text *out, const report_page *page, const report_block *block, size_t row, size_t c)
{
    const lode_column *column = lode_report_i_view_column(&block->view, c);
    const char *target = block->targets && block->link_column && strcmp(block->link_column, column->name) == 0
                             ? block->targets[row]
                             : NULL;
    const char *tag = c == 0 ? "th" : "td";
    lode_text_addf(out, "<%s%s%s>", tag, c == 0 ? " scope=\"row\"" : "",
                   cell_class(column, lode_report_i_view_cell(&block->view, row, c)));
    if (target)
        lode_text_addf(out, "<a href=\"%s%s.html\">", lode_report_i_root(page), target);
    add_value(out, page, &block->view, row, c, block->missing ? block->missing : "\u2013");
    lode_text_addf(out, "%s</%s>", target ? "</a>" : "", tag);
}

static void open_table(lode_text *out, const report_block *block, const char *class)
{
    lode_text_add(out, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"");
    lode_report_i_html(out, block->text);
    lode_text_addf(out, "\">\n<table%s data-rows=\"%s\">\n", class, block->key ? block->key : "");
    add_element(out, "<caption>", block->text, "</caption>\n");
}

static void close_table(lode_text *out, const report_block *block)
{
    lode_text_add(out, "</tbody>\n</table>\n</div>\n");
    if (block->note)
        add_element(out, "<p class=\"note\">", block->note, "</p>\n");
}

static void add_column_head(lode_text *out, const report_page *page, const lode_column *column)
{
    lode_text_addf(out, "<th scope=\"col\"%s>", lode_report_i_is_number(column) ? " class=\"n\"" : "");
    lode_report_i_html(out, lode_report_i_word(page, column->heading));
    if (*column->unit)
        add_element(out, "<small>", lode_report_i_word(page, column->unit), "</small>");
    lode_text_add(out, "</th>");
}

static void add_table(lode_text *out, const report_page *page, const report_block *block)
{
    open_table(out, block, "");
    lode_text_add(out, "<thead><tr>");
    for (size_t c = 0; c < block->view.n_columns; c++)
        add_column_head(out, page, lode_report_i_view_column(&block->view, c));
    lode_text_add(out, "</tr></thead>\n<tbody>\n");
    for (size_t row = 0; row < block->view.n_rows; row++) {
        lode_text_add(out, "<tr>");
        for (size_t c = 0; c < block->view.n_columns; c++)
            add_cell(out, page, block, row, c);
        lode_text_add(out, "</tr>\n");
    }
    close_table(out, block);
}

static void add_facts(lode_text *out, const report_page *page, const report_block *block)
{
    open_table(out, block, " class=\"facts\"");
    lode_text_add(out, "<tbody>\n");
    for (size_t c = 0; c < block->view.n_columns; c++) {
        const lode_column *column = lode_report_i_view_column(&block->view, c);
        const lode_cell *cell = lode_report_i_view_cell(&block->view, 0, c);
        add_element(out, "<tr><th scope=\"row\">", lode_report_i_word(page, column->heading), "</th><td>");
        add_value(out, page, &block->view, 0, c, lode_report_i_word(page, "NA"));
        if (cell->known && *column->unit)
            add_element(out, "\u00a0", lode_report_i_word(page, column->unit), "");
        lode_text_add(out, "</td></tr>\n");
    }
    close_table(out, block);
}

static void add_matrix(lode_text *out, const report_page *page, const report_block *block)
{
    const report_matrix *m = &block->matrix;
    open_table(out, block, " class=\"heat\"");
    add_element(out, "<thead><tr><th scope=\"col\">", m->corner, "</th>");
    for (size_t c = 0; c < m->n_columns; c++)
        add_element(out, "<th scope=\"col\">", m->columns[c], "</th>");
    lode_text_add(out, "</tr></thead>\n<tbody>\n");
    for (size_t row = 0; row < m->n_rows; row++) {
        lode_text_add(out, "<tr><th scope=\"row\">");
        add_link(out, page, m->rows[row].label, m->rows[row].target);
        lode_text_add(out, "</th>");
        for (size_t c = 0; c < m->n_columns; c++) {
            const report_matrix_cell *cell = &m->cells[row * m->n_columns + c];
            lode_text_addf(out, "<td class=\"t%d\">", (int)cell->tone);
            add_element(out, "", cell->text ? cell->text : "\u2013", "</td>");
        }
        lode_text_add(out, "</tr>\n");
    }
    close_table(out, block);
}

static void add_items(lode_text *out, const report_block *block)
{
    lode_text_add(out, "<ul>\n");
    for (size_t i = 0; i < block->n_items; i++)
        add_element(out, "<li>", block->items[i], "</li>\n");
    lode_text_add(out, "</ul>\n");
}

static void add_links(lode_text *out, const report_page *page, const report_block *block)
{
    add_element(out, "<nav aria-label=\"", lode_report_i_word(page, "Pages"), "\">");
    for (size_t i = 0; i < block->n_items; i++) {
        lode_text_add(out, i ? " " : "");
        add_link(out, page, block->links[i].label, block->links[i].target);
    }
    lode_text_add(out, "</nav>\n");
}

static void add_figure(lode_text *out, const report_block *block)
{
    add_element(out, "<figure>\n<figcaption>", block->text, "</figcaption>\n");
    lode_text_add(out, block->drawing);
    lode_text_add(out, "\n</figure>\n");
    if (block->note)
        add_element(out, "<p class=\"note\">", block->note, "</p>\n");
}

static void add_block(lode_text *out, const report_page *page, const report_block *block)
{
    lode_text_add(out, block->new_sheet ? "<div class=\"sheet\"></div>\n" : "");
    switch (block->kind) {
    case REPORT_HEADING:
        add_element(out, block->level == 2 ? "<h2>" : "<h3>", block->text, block->level == 2 ? "</h2>\n" : "</h3>\n");
        break;
    case REPORT_TEXT: add_element(out, "<p>", block->text, "</p>\n"); break;
    case REPORT_ITEMS: add_items(out, block); break;
    case REPORT_LINKS: add_links(out, page, block); break;
    case REPORT_TABLE: add_table(out, page, block); break;
    case REPORT_FACTS: add_facts(out, page, block); break;
    case REPORT_MATRIX: add_matrix(out, page, block); break;
    case REPORT_FIGURE: add_figure(out, block); break;
    }
}

static void add_head(lode_text *out, const report_page *page)
{
    lode_text_addf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n", page->language == LODE_GERMAN ? "de" : "en");
    lode_text_add(out, "<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                       "'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'\">\n");
    add_element(out, "<title>", lode_report_i_look_title(page), " \u2013 Lodeway</title>\n");
    lode_text_addf(out, "<style>%s", style);
    lode_report_i_look_style(out, page);
    lode_text_addf(out, "</style>\n</head>\n<body class=\"%s\">\n<header>\n",
                   strcmp(page->kind, "sheet") == 0 ? "sheet-page" : page->kind);
    lode_report_i_look_logo(out, page);
    lode_text_add(out, "<div class=\"brand\">");
    add_link(out, page, lode_report_i_look_brand(page), strcmp(page->path, "index") == 0 ? NULL : "index");
    add_element(out, "</div>\n<h1>", lode_report_i_look_title(page), "</h1>\n");
    if (page->subtitle)
        add_element(out, "<div class=\"sub\">", page->subtitle, "</div>\n");
    lode_text_add(out, "</header>\n<main>\n");
}

static void add_foot(lode_text *out, const report_page *page)
{
    lode_text_add(out, "</main>\n<footer>");
    lode_report_i_look_foot(out, page);
    lode_report_i_look_faces(out, page);
    lode_text_addf(out, " <a href=\"%sannex.html\">", lode_report_i_root(page));
    add_element(out, "", lode_report_i_word(page, "Method, data quality and provenance"),
                "</a>.</footer>\n</body>\n</html>\n");
}

int lode_report_i_render_html(lode_text *out, const report_page *page)
{
    add_head(out, page);
    for (size_t i = 0; i < page->n_blocks; i++)
        add_block(out, page, &page->blocks[i]);
    add_foot(out, page);
    return !out->failed;
}
