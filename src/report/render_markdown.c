#include <string.h>

#include "report/escape.h"
#include "report/look.h"
#include "report/render.h"

static void add_link(lode_text *out, const report_page *page, const char *label, const char *target)
{
    lode_text_add(out, "[");
    lode_report_i_markdown(out, label);
    const char *suffix = strcmp(target, "explore") == 0 ? "html" : "md"; /* that page is a script */
    lode_text_addf(out, "](%s%s.%s)", lode_report_i_root(page), target, suffix);
}

static void add_cell(lode_text *out, const report_page *page, const report_view *view, size_t row, size_t c,
                     const char *missing)
{
    const lode_column *column = lode_report_i_view_column(view, c);
    const lode_cell *cell = lode_report_i_view_cell(view, row, c);
    lode_text raw = {0};
    lode_report_i_view_text(&raw, page->language, view, row, c, missing);
    lode_report_i_markdown(out, lode_text_get(&raw));
    if (cell->known && column->type == LODE_REAL && lode_report_i_assumed(view, row))
        lode_text_addf(out, " %s", lode_report_i_word(page, "e"));
    out->failed |= raw.failed;
    lode_text_free(&raw);
}

static void add_heading_cell(lode_text *out, const report_page *page, const lode_column *column)
{
    lode_text raw = {0};
    lode_report_i_heading_text(&raw, page->language, column);
    lode_report_i_markdown(out, lode_text_get(&raw));
    out->failed |= raw.failed;
    lode_text_free(&raw);
}

static const char *target_of(const report_block *block, size_t row, const lode_column *column)
{
    if (!block->link_column || !block->targets || strcmp(block->link_column, column->name) != 0)
        return NULL;
    return block->targets[row];
}

static void add_linked_cell(lode_text *out, const report_page *page, const report_block *block, size_t row, size_t c)
{
    const char *target = target_of(block, row, lode_report_i_view_column(&block->view, c));
    lode_text_add(out, target ? "[" : "");
    add_cell(out, page, &block->view, row, c, block->missing ? block->missing : "\u2013");
    if (target)
        lode_text_addf(out, "](%s%s.md)", lode_report_i_root(page), target);
}

static void add_caption(lode_text *out, const report_block *block)
{
    lode_text_add(out, "**");
    lode_report_i_markdown(out, block->text);
    lode_text_add(out, "**\n\n");
}

static void add_note(lode_text *out, const report_block *block)
{
    if (!block->note)
        return;
    lode_text_add(out, "\n*");
    lode_report_i_markdown(out, block->note);
    lode_text_add(out, "*\n");
}

static void add_table(lode_text *out, const report_page *page, const report_block *block)
{
    const report_view *view = &block->view;
    add_caption(out, block);
    for (size_t c = 0; c < view->n_columns; c++) {
        lode_text_add(out, "| ");
        add_heading_cell(out, page, lode_report_i_view_column(view, c));
        lode_text_add(out, " ");
    }
    lode_text_add(out, "|\n");
    for (size_t c = 0; c < view->n_columns; c++)
        lode_text_add(out, lode_report_i_is_number(lode_report_i_view_column(view, c)) ? "| ---: " : "| --- ");
    lode_text_add(out, "|\n");
    for (size_t row = 0; row < view->n_rows; row++) {
        for (size_t c = 0; c < view->n_columns; c++) {
            lode_text_add(out, "| ");
            add_linked_cell(out, page, block, row, c);
            lode_text_add(out, " ");
        }
        lode_text_add(out, "|\n");
    }
    add_note(out, block);
}

static void add_facts(lode_text *out, const report_page *page, const report_block *block)
{
    add_caption(out, block);
    lode_text_addf(out, "| %s | %s |\n| --- | --- |\n", lode_report_i_word(page, "Fact"),
                   lode_report_i_word(page, "Value"));
    for (size_t c = 0; c < block->view.n_columns; c++) {
        lode_text_add(out, "| ");
        add_heading_cell(out, page, lode_report_i_view_column(&block->view, c));
        lode_text_add(out, " | ");
        add_cell(out, page, &block->view, 0, c, lode_report_i_word(page, "NA"));
        lode_text_add(out, " |\n");
    }
    add_note(out, block);
}

static void add_matrix(lode_text *out, const report_page *page, const report_block *block)
{
    const report_matrix *m = &block->matrix;
    add_caption(out, block);
    lode_text_add(out, "| ");
    lode_report_i_markdown(out, m->corner);
    for (size_t c = 0; c < m->n_columns; c++) {
        lode_text_add(out, " | ");
        lode_report_i_markdown(out, m->columns[c]);
    }
    lode_text_add(out, " |\n|");
    for (size_t c = 0; c <= m->n_columns; c++)
        lode_text_add(out, " --- |");
    for (size_t row = 0; row < m->n_rows; row++) {
        lode_text_add(out, "\n| ");
        if (m->rows[row].target)
            add_link(out, page, m->rows[row].label, m->rows[row].target);
        else
            lode_report_i_markdown(out, m->rows[row].label);
        for (size_t c = 0; c < m->n_columns; c++) {
            const char *text = m->cells[row * m->n_columns + c].text;
            lode_text_add(out, " | ");
            lode_report_i_markdown(out, text ? text : "\u2013");
        }
        lode_text_add(out, " |");
    }
    lode_text_add(out, "\n");
    add_note(out, block);
}

static void add_items(lode_text *out, const report_block *block)
{
    for (size_t i = 0; i < block->n_items; i++) {
        lode_text_add(out, "- ");
        lode_report_i_markdown(out, block->items[i]);
        lode_text_add(out, "\n");
    }
}

static void add_links(lode_text *out, const report_page *page, const report_block *block)
{
    for (size_t i = 0; i < block->n_items; i++) {
        lode_text_add(out, i ? " \u00b7 " : "");
        add_link(out, page, block->links[i].label, block->links[i].target);
    }
    lode_text_add(out, "\n");
}

static void add_figure(lode_text *out, const report_page *page, const report_block *block)
{
    add_caption(out, block);
    lode_report_i_markdown(out, block->description);
    if (page->faces & LODE_FACE_HTML)
        lode_text_addf(out, " [%s](%s%s.html).", lode_report_i_word(page, "Drawn in the HTML page"),
                       lode_report_i_root(page), page->path);
    lode_text_add(out, "\n");
    add_note(out, block);
}

static void add_paragraph(lode_text *out, const char *before, const char *text, const char *after)
{
    lode_text_add(out, before);
    lode_report_i_markdown(out, text);
    lode_text_add(out, after);
}

static void add_block(lode_text *out, const report_page *page, const report_block *block)
{
    lode_text_add(out, "\n");
    switch (block->kind) {
    case REPORT_HEADING: add_paragraph(out, block->level == 2 ? "## " : "### ", block->text, "\n"); break;
    case REPORT_TEXT: add_paragraph(out, "", block->text, "\n"); break;
    case REPORT_ITEMS: add_items(out, block); break;
    case REPORT_LINKS: add_links(out, page, block); break;
    case REPORT_TABLE: add_table(out, page, block); break;
    case REPORT_FACTS: add_facts(out, page, block); break;
    case REPORT_MATRIX: add_matrix(out, page, block); break;
    case REPORT_FIGURE: add_figure(out, page, block); break;
    }
}

int lode_report_i_render_markdown(lode_text *out, const report_page *page)
{
    add_paragraph(out, "# ", lode_report_i_look_title(page), "\n");
    if (page->subtitle)
        add_paragraph(out, "\n", page->subtitle, "\n");
    for (size_t i = 0; i < page->n_blocks; i++)
        add_block(out, page, &page->blocks[i]);
    return !out->failed;
}
