#include "report/page.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/format.h"

void lode_report_i_page_open(report_page *page, const char *path, const char *kind, const char *title,
                             lode_language language)
{
    *page = (report_page){.path = path, .kind = kind, .title = title ? title : "", .language = language};
    page->faces = LODE_FACES;
    page->arena = lode_arena_new();
    page->failed = page->arena == NULL;
}

void lode_report_i_page_close(report_page *page)
{
    for (size_t i = 0; i < page->n_owned; i++)
        lode_table_free(page->owned[i]);
    free(page->owned);
    free(page->blocks);
    lode_arena_free(page->arena);
    *page = (report_page){0};
}

const char *lode_report_i_word(const report_page *page, const char *english)
{
    return lode_word(page->language, english);
}

static report_block *add_block(report_page *page, report_block_kind kind, const char *text)
{
    void *items = page->blocks;
    report_block *block =
        page->failed ? NULL : lode_grow(&items, &page->n_blocks, &page->cap_blocks, sizeof *page->blocks);
    page->blocks = items;
    if (!block) {
        page->failed = 1;
        return NULL;
    }
    block->kind = kind;
    block->text = text;
    return block;
}

void lode_report_i_heading(report_page *page, int level, const char *text)
{
    report_block *block = add_block(page, REPORT_HEADING, text);
    if (block)
        block->level = level;
}

static const char *say(report_page *page, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int length = page->failed ? -1 : vsnprintf(NULL, 0, format, args);
    char *text = length < 0 ? NULL : LODE_NEW(page->arena, char, (size_t)length + 1);
    if (text)
        vsnprintf(text, (size_t)length + 1, format, again);
    else
        page->failed = 1;
    va_end(again);
    return text ? text : "";
}

const char *lode_report_i_say(report_page *page, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const char *text = say(page, format, args);
    va_end(args);
    return text;
}

void lode_report_i_text(report_page *page, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    add_block(page, REPORT_TEXT, say(page, format, args));
    va_end(args);
}

void lode_report_i_items(report_page *page, const char **items, size_t n)
{
    report_block *block = n ? add_block(page, REPORT_ITEMS, NULL) : NULL;
    if (block) {
        block->items = items;
        block->n_items = n;
    }
}

void lode_report_i_links(report_page *page, report_link *links, size_t n)
{
    report_block *block = n ? add_block(page, REPORT_LINKS, NULL) : NULL;
    if (block) {
        block->links = links;
        block->n_items = n;
    }
}

static report_block *add_view(report_page *page, report_block_kind kind, const char *key, const char *caption,
                              report_view view)
{
    report_block *block = view.n_rows && view.n_columns ? add_block(page, kind, caption) : NULL;
    if (block) {
        block->key = key;
        block->view = view;
    }
    return block;
}

report_block *lode_report_i_table(report_page *page, const char *key, const char *caption, report_view view)
{
    return add_view(page, REPORT_TABLE, key, caption, view);
}

report_block *lode_report_i_facts(report_page *page, const char *key, const char *caption, report_view view)
{
    return add_view(page, REPORT_FACTS, key, caption, view);
}

report_block *lode_report_i_matrix(report_page *page, const char *key, const char *caption, report_matrix matrix,
                                   report_view view)
{
    report_block *block = matrix.n_rows && matrix.n_columns ? add_view(page, REPORT_MATRIX, key, caption, view) : NULL;
    if (block)
        block->matrix = matrix;
    return block;
}

report_block *lode_report_i_figure(report_page *page, const char *drawing, const char *caption, const char *description)
{
    report_block *block = drawing && *drawing ? add_block(page, REPORT_FIGURE, caption) : NULL;
    if (block) {
        block->drawing = drawing;
        block->description = description;
    }
    return block;
}

lode_table *lode_report_i_page_table(report_page *page, const char *name, const lode_column *columns, size_t n)
{
    void *items = page->owned;
    lode_table **slot = page->failed ? NULL : lode_grow(&items, &page->n_owned, &page->cap_owned, sizeof *page->owned);
    page->owned = items;
    lode_table *table = slot ? lode_table_new(name, name, LODE_NO_SHAPE, columns, n) : NULL;
    if (slot)
        *slot = table;
    if (!table)
        page->failed = 1;
    return table;
}

report_view lode_report_i_page_view(report_page *page, const lode_table *table)
{
    if (!table || page->failed || lode_table_failed(table)) {
        page->failed = 1;
        return (report_view){0};
    }
    return lode_report_i_view_all(page->arena, table, &page->failed);
}

const char *lode_report_i_keep(report_page *page, lode_text *text)
{
    char *kept =
        text->failed || page->failed ? NULL : lode_arena_strndup(page->arena, lode_text_get(text), text->length);
    lode_text_free(text);
    if (!kept)
        page->failed = 1;
    return kept ? kept : "";
}

const char *lode_report_i_figure_text(report_page *page, double value, int decimals, const char *unit)
{
    if (!isfinite(value))
        return lode_report_i_word(page, "NA");
    lode_text text = {0};
    lode_report_i_grouped_in(&text, page->language, value, decimals);
    if (unit && *unit)
        lode_text_addf(&text, "\u00a0%s", lode_report_i_word(page, unit));
    return lode_report_i_keep(page, &text);
}

const char *lode_report_i_root(const report_page *page)
{
    return strchr(page->path, '/') ? "../" : "";
}
