#include <stdlib.h>
#include <string.h>

#include "report/escape.h"
#include "report/render.h"

int lode_report_i_assumed(const report_view *view, size_t row)
{
    const char *confidence = lode_table_text(view->table, view->rows[row], "confidence");
    return confidence && strncmp(confidence, "assumed", 7) == 0;
}

void lode_report_i_heading_text(lode_text *out, lode_language language, const lode_column *column)
{
    lode_text_add(out, lode_word(language, column->heading));
    if (*column->unit)
        lode_text_addf(out, " (%s)", lode_word(language, column->unit));
}

static json_t *json_tables(const report_page *page)
{
    json_t *tables = json_object();
    for (size_t i = 0; tables && i < page->n_blocks; i++) {
        const report_block *block = &page->blocks[i];
        if (block->key && json_object_set_new(tables, block->key, lode_report_i_json_rows(&block->view)) != 0) {
            json_decref(tables);
            return NULL;
        }
    }
    return tables;
}

static json_t *json_words(const char *words)
{
    lode_text valid = {0};
    lode_report_i_valid(&valid, words);
    json_t *json = valid.failed ? NULL : json_string(lode_text_get(&valid));
    lode_text_free(&valid);
    return json;
}

int lode_report_i_render_json(lode_text *out, const report_page *page)
{
    json_t *document = json_object();
    int bad = !document || json_object_set_new(document, "schema", json_integer(1)) != 0 ||
              json_object_set_new(document, "page", json_words(page->kind)) != 0 ||
              json_object_set_new(document, "path", json_words(page->path)) != 0 ||
              json_object_set_new(document, "title", json_words(page->title)) != 0 ||
              json_object_set_new(document, "tables", json_tables(page)) != 0;
    char *text = bad ? NULL : json_dumps(document, JSON_REAL_PRECISION(15) | JSON_INDENT(1));
    json_decref(document);
    if (!text)
        return 0;
    lode_text_add(out, text);
    lode_text_add(out, "\n");
    free(text);
    return !out->failed;
}

static void csv_figure(lode_text *out, const report_block *block, size_t row, size_t c)
{
    const lode_column *column = lode_report_i_view_column(&block->view, c);
    lode_text value = {0};
    lode_report_i_cell_exact(&value, column, lode_report_i_view_cell(&block->view, row, c));
    lode_report_i_csv(out, block->key);
    lode_text_addf(out, ",%zu,", row + 1);
    lode_report_i_csv(out, column->name);
    lode_text_add(out, ",");
    lode_report_i_csv(out, column->unit);
    lode_text_add(out, ",");
    lode_report_i_csv(out, lode_text_get(&value));
    lode_text_add(out, "\n");
    out->failed |= value.failed;
    lode_text_free(&value);
}

int lode_report_i_render_csv(lode_text *out, const report_page *page)
{
    lode_text_add(out, "table,row,column,unit,value\n");
    for (size_t i = 0; i < page->n_blocks; i++) {
        const report_block *block = &page->blocks[i];
        size_t cells = block->key ? block->view.n_rows * block->view.n_columns : 0;
        for (size_t k = 0; k < cells; k++)
            csv_figure(out, block, k / block->view.n_columns, k % block->view.n_columns);
    }
    return !out->failed;
}
