#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/format.h"
#include "report/report.h"
#include "report/view.h"

/* The terminal's table: one string a cell, its width measured once. */
typedef struct grid {
    char **cells; /* (1 + rows) x columns, heading line first; in the arena */
    size_t *widths, n_columns, n_lines;
} grid;

static const char nothing[] = "\u2013";
enum { WIDEST_TEXT = 64, UPRIGHT_FROM = 7 };

static char *keep_text(lode_arena *arena, lode_text *text)
{
    char *kept = text->failed ? NULL : lode_arena_strndup(arena, lode_text_get(text), text->length);
    lode_text_free(text);
    return kept;
}

/* At most WIDEST_TEXT columns of text, with an ellipsis where it is cut. */
static void add_cut(lode_text *out, const char *text)
{
    if (lode_report_i_width(text) <= WIDEST_TEXT) {
        lode_text_add(out, text);
        return;
    }
    uint32_t code;
    for (size_t n, width = 0; *text; text += n) {
        n = lode_report_i_decode(text, &code);
        width += lode_report_i_code_width(code);
        if (width > WIDEST_TEXT - 1)
            break;
        lode_text_add_n(out, text, n);
    }
    lode_text_add(out, "\u2026");
}

static char *cell_text(lode_arena *arena, const lode_column *column, const lode_cell *cell, int cut)
{
    lode_text raw = {0}, plain = {0}, shown = {0};
    if (cell->known && column->type == LODE_REAL)
        lode_report_i_fixed(&raw, cell->as.real, column->decimals);
    else if (cell->known && column->type == LODE_INT)
        lode_report_i_cell_exact(&raw, column, cell);
    else
        lode_report_i_cell_text(&raw, column, cell, nothing);
    lode_report_i_plain(&plain, lode_text_get(&raw));
    if (cut && !lode_report_i_is_number(column))
        add_cut(&shown, lode_text_get(&plain));
    else
        lode_text_add(&shown, lode_text_get(&plain));
    shown.failed |= raw.failed || plain.failed;
    lode_text_free(&raw);
    lode_text_free(&plain);
    return keep_text(arena, &shown);
}

static char *heading_text(lode_arena *arena, const lode_column *column)
{
    if (!*column->unit)
        return lode_arena_strdup(arena, column->name);
    return lode_arena_printf(arena, "%s [%s]", column->name, column->unit);
}

static int fill_grid(lode_arena *arena, const report_view *view, grid *g)
{
    g->n_columns = view->n_columns;
    g->n_lines = view->n_rows + 1;
    g->cells = LODE_NEW(arena, char *, g->n_lines * g->n_columns);
    g->widths = LODE_NEW(arena, size_t, g->n_columns);
    if (!g->cells || !g->widths)
        return 0;
    for (size_t i = 0; i < g->n_lines * g->n_columns; i++) {
        size_t line = i / g->n_columns, c = i % g->n_columns;
        const lode_column *column = lode_report_i_view_column(view, c);
        char *text = line == 0 ? heading_text(arena, column)
                               : cell_text(arena, column, lode_report_i_view_cell(view, line - 1, c), 1);
        if (!text)
            return 0;
        g->cells[i] = text;
        size_t width = lode_report_i_width(text);
        g->widths[c] = width > g->widths[c] ? width : g->widths[c];
    }
    return 1;
}

static void add_spaces(lode_text *out, size_t n)
{
    while (n-- > 0)
        lode_text_add_n(out, " ", 1);
}

static void add_padded(lode_text *out, const char *text, size_t width, int right, int last)
{
    size_t pad = width - lode_report_i_width(text);
    add_spaces(out, right ? pad : 0);
    lode_text_add(out, text);
    add_spaces(out, right || last ? 0 : pad);
}

static void add_rule(lode_text *out, const grid *g)
{
    for (size_t c = 0; c < g->n_columns; c++) {
        lode_text_add(out, c ? "  " : "");
        for (size_t i = 0; i < g->widths[c]; i++)
            lode_text_add(out, "\u2500");
    }
    lode_text_add(out, "\n");
}

static int add_table(lode_text *out, const report_view *view, lode_arena *arena)
{
    grid g = {0};
    if (!fill_grid(arena, view, &g))
        return 0;
    for (size_t line = 0; line < g.n_lines; line++) {
        for (size_t c = 0; c < g.n_columns; c++) {
            lode_text_add(out, c ? "  " : "");
            add_padded(out, g.cells[line * g.n_columns + c], g.widths[c],
                       lode_report_i_is_number(lode_report_i_view_column(view, c)), c + 1 == g.n_columns);
        }
        lode_text_add(out, "\n");
        if (line == 0)
            add_rule(out, &g);
    }
    return 1;
}

/* One row with many columns stands upright, a column a line. */
static int add_upright(lode_text *out, const report_view *view, lode_arena *arena)
{
    size_t widest = 0;
    for (size_t c = 0; c < view->n_columns; c++) {
        size_t width = lode_report_i_width(lode_report_i_view_column(view, c)->name);
        widest = width > widest ? width : widest;
    }
    for (size_t c = 0; c < view->n_columns; c++) {
        const lode_column *column = lode_report_i_view_column(view, c);
        const lode_cell *cell = lode_report_i_view_cell(view, 0, c);
        char *text = cell_text(arena, column, cell, 0);
        if (!text)
            return 0;
        add_padded(out, column->name, widest, 0, 0);
        lode_text_addf(out, "  %s%s%s\n", text, cell->known && *column->unit ? " " : "",
                       cell->known ? column->unit : "");
    }
    return 1;
}

/* Sentences are no cells of a terminal's table; who prints it may set one beneath. */
static report_view without_sentences(const report_view *view, lode_arena *arena)
{
    report_view narrow = *view;
    narrow.columns = LODE_NEW(arena, size_t, view->n_columns);
    narrow.n_columns = 0;
    for (size_t c = 0; narrow.columns && c < view->n_columns; c++)
        if (strncmp(lode_report_i_view_column(view, c)->name, "sentence_", strlen("sentence_")) != 0)
            narrow.columns[narrow.n_columns++] = view->columns[c];
    return narrow;
}

static int add_table_or_upright(lode_text *out, const report_view *view, lode_arena *arena)
{
    report_view narrow = without_sentences(view, arena);
    if (!narrow.columns)
        return 0;
    if (narrow.n_rows == 1 && narrow.n_columns >= UPRIGHT_FROM)
        return add_upright(out, &narrow, arena);
    return add_table(out, &narrow, arena);
}

static int dump_json(lode_text *out, json_t *json, size_t flags)
{
    char *text = json ? json_dumps(json, JSON_REAL_PRECISION(15) | flags) : NULL;
    json_decref(json);
    if (!text)
        return 0;
    lode_text_add(out, text);
    lode_text_add(out, "\n");
    free(text);
    return 1;
}

static int add_json(lode_text *out, const report_view *view, lode_arena *arena)
{
    (void)arena;
    json_t *rows = lode_report_i_json_rows(view);
    json_t *document = rows ? json_pack("{s:i, s:o}", "schema", 1, "rows", rows) : NULL;
    return dump_json(out, document, JSON_INDENT(1));
}

static int add_jsonl(lode_text *out, const report_view *view, lode_arena *arena)
{
    (void)arena;
    for (size_t i = 0; i < view->n_rows; i++)
        if (!dump_json(out, lode_report_i_json_row(view, i), JSON_COMPACT))
            return 0;
    return 1;
}

static int add_csv(lode_text *out, const report_view *view, lode_arena *arena)
{
    (void)arena;
    for (size_t c = 0; c < view->n_columns; c++) {
        lode_text_add(out, c ? "," : "");
        lode_report_i_csv(out, lode_report_i_view_column(view, c)->name);
    }
    lode_text_add(out, "\n");
    for (size_t i = 0; i < view->n_rows * view->n_columns; i++) {
        size_t row = i / view->n_columns, c = i % view->n_columns;
        lode_text cell = {0};
        lode_report_i_cell_exact(&cell, lode_report_i_view_column(view, c), lode_report_i_view_cell(view, row, c));
        lode_text_add(out, c ? "," : "");
        lode_report_i_csv(out, lode_text_get(&cell));
        lode_text_add(out, c + 1 == view->n_columns ? "\n" : "");
        out->failed |= cell.failed;
        lode_text_free(&cell);
    }
    return 1;
}

/* One line of a Markdown table. */
static void add_markdown_cell(lode_text *out, const char *text, int last)
{
    lode_text_add(out, "| ");
    lode_report_i_markdown(out, text);
    lode_text_add(out, last ? " |\n" : " ");
}

static int add_markdown(lode_text *out, const report_view *view, lode_arena *arena)
{
    (void)arena;
    for (size_t c = 0; c < view->n_columns; c++) {
        const lode_column *column = lode_report_i_view_column(view, c);
        lode_text heading = {0};
        lode_text_addf(&heading, *column->unit ? "%s (%s)" : "%s", column->heading, column->unit);
        add_markdown_cell(out, lode_text_get(&heading), c + 1 == view->n_columns);
        out->failed |= heading.failed;
        lode_text_free(&heading);
    }
    for (size_t c = 0; c < view->n_columns; c++)
        lode_text_addf(out, "|%s%s", lode_report_i_is_number(lode_report_i_view_column(view, c)) ? "---:" : "---",
                       c + 1 == view->n_columns ? "|\n" : "");
    for (size_t i = 0; i < view->n_rows * view->n_columns; i++) {
        size_t row = i / view->n_columns, c = i % view->n_columns;
        lode_text cell = {0};
        lode_report_i_cell_text(&cell, lode_report_i_view_column(view, c), lode_report_i_view_cell(view, row, c),
                                "\u2013");
        add_markdown_cell(out, lode_text_get(&cell), c + 1 == view->n_columns);
        out->failed |= cell.failed;
        lode_text_free(&cell);
    }
    return 1;
}

/* Each writes all rows; 0: out of memory. */
typedef struct row_format {
    const char *name;
    int (*add)(lode_text *out, const report_view *view, lode_arena *arena);
} row_format;

static const row_format formats[] = {{"table", add_table_or_upright},
                                     {"json", add_json},
                                     {"jsonl", add_jsonl},
                                     {"csv", add_csv},
                                     {"markdown", add_markdown}};

static const row_format *find_format(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (name && strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

lode_status lode_rows_format(const lode_table *table, const char *format, char **out, lode_err *err)
{
    *out = NULL;
    const row_format *how = find_format(format);
    if (!how)
        return lode_fail(err, LODE_USAGE, "Format \"%s\" is unknown. Take table, json, jsonl, csv or markdown.",
                         format ? format : "");
    lode_text text = {0};
    int failed = lode_table_failed(table);
    lode_arena *arena = lode_arena_new();
    if (arena && !failed) {
        report_view view = lode_report_i_view_all(arena, table, &failed);
        failed |= !failed && !how->add(&text, &view, arena);
        lode_text_add(&text, "");
    }
    failed |= !arena || text.failed;
    lode_arena_free(arena);
    if (failed) {
        lode_text_free(&text);
        return lode_fail_memory(err);
    }
    *out = text.data;
    return LODE_OK;
}
