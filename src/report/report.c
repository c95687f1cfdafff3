#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "report/book.h"
#include "report/choice.h"
#include "report/explore.h"
#include "report/pages.h"
#include "report/render.h"

typedef struct face {
    unsigned bit; /* LODE_FACE_... */
    const char *suffix;
    int (*render)(lode_text *out, const report_page *page);
} face;

static const face faces[] = {{LODE_FACE_HTML, "html", lode_report_i_render_html},
                             {LODE_FACE_MARKDOWN, "md", lode_report_i_render_markdown},
                             {LODE_FACE_JSON, "json", lode_report_i_render_json},
                             {LODE_FACE_CSV, "csv", lode_report_i_render_csv}};

/* A report being written. */
typedef struct writing {
    report_source source;
    report_book book;
    const char *folder;
    lode_err *err;
} writing;

static lode_status write_face(const report_page *page, const face *how, const char *folder, lode_err *err)
{
    lode_text text = {0}, path = {0};
    lode_status status = LODE_OK;
    lode_text_addf(&path, "%s/%s.%s", folder, page->path, how->suffix);
    if (!how->render(&text, page) || text.failed || path.failed)
        status = lode_fail_memory(err);
    else
        status = lode_file_write(lode_text_get(&path), lode_text_get(&text), text.length, err);
    lode_text_free(&text);
    lode_text_free(&path);
    return status;
}

static lode_status write_page(writing *w, report_page *page)
{
    const lode_report_choice *choice = &w->source.choice;
    lode_status status = page->failed ? lode_fail_memory(w->err) : LODE_OK;
    page->faces = choice->faces;
    page->look = choice->look;
    for (size_t i = 0; status == LODE_OK && i < sizeof faces / sizeof *faces; i++)
        if (choice->faces & faces[i].bit)
            status = write_face(page, &faces[i], w->folder, w->err);
    if (status == LODE_OK && choice->sheet)
        lode_report_i_book_add(&w->book, page);
    lode_report_i_page_close(page);
    return status;
}

static lode_status make_folder(const char *folder, const char *name, lode_err *err)
{
    lode_text path = {0};
    lode_text_addf(&path, "%s/%s", folder, name);
    lode_status status = path.failed ? lode_fail_memory(err) : lode_folder_make(lode_text_get(&path), err);
    lode_text_free(&path);
    return status;
}

/* Name where there is one, else the id, else what it is. */
static const char *title_of(const lode_table *table, size_t row, const char *name, const char *id,
                            const char *else_word)
{
    const char *title = lode_table_text(table, row, name);
    if (!title || !*title)
        title = lode_table_text(table, row, id);
    return title && *title ? title : else_word;
}

typedef void (*build_row_fn)(report_page *page, const report_source *source, size_t row);

/* The pages of the rows of a table: kind is their folder too. */
typedef struct row_pages {
    const char *kind, *name, *id, *else_word;
    build_row_fn build;
} row_pages;

static lode_status write_row(writing *w, const lode_table *table, size_t row, const char *path, const row_pages *how)
{
    report_page page;
    if (!path)
        return LODE_OK;
    lode_report_i_page_open(&page, path, how->kind,
                            title_of(table, row, how->name, how->id, lode_word(w->source.in->language, how->else_word)),
                            w->source.in->language);
    how->build(&page, &w->source, row);
    return write_page(w, &page);
}

/* Folders are made where there is a page to write. */
static lode_status make_folder_of(writing *w, const lode_table *table, const char **pages, const char *kind)
{
    for (size_t row = 0; table && row < lode_table_rows(table); row++)
        if (pages[row])
            return make_folder(w->folder, kind, w->err);
    return LODE_OK;
}

/* The page and the sheet of each, one after the other. */
static lode_status write_deposits(writing *w)
{
    static const row_pages page = {"deposit", "name", "id", "Deposit", lode_report_i_build_deposit},
                           sheet = {"sheet", "name", "id", "Deposit", lode_report_i_build_sheet};
    const report_source *s = &w->source;
    lode_status status = make_folder_of(w, s->deposits, s->deposit_pages, page.kind);
    if (status == LODE_OK)
        status = make_folder_of(w, s->deposits, s->sheet_pages, sheet.kind);
    for (size_t row = 0; status == LODE_OK && s->deposits && row < lode_table_rows(s->deposits); row++) {
        status = write_row(w, s->deposits, row, s->deposit_pages[row], &page);
        if (status == LODE_OK)
            status = write_row(w, s->deposits, row, s->sheet_pages[row], &sheet);
    }
    return status;
}

static lode_status write_corridors(writing *w)
{
    const report_source *s = &w->source;
    const row_pages page = {"corridor", s->in->language == LODE_GERMAN ? "title_de" : "title_en", "corridor",
                            "Corridor", lode_report_i_build_corridor};
    lode_status status = make_folder_of(w, s->corridors, s->corridor_pages, page.kind);
    for (size_t row = 0; status == LODE_OK && s->corridors && row < lode_table_rows(s->corridors); row++)
        status = write_row(w, s->corridors, row, s->corridor_pages[row], &page);
    return status;
}

typedef void (*build_fn)(report_page *page, const report_source *source);

static const struct {
    const char *name, *title;
    build_fn build;
} single_pages[] = {
    {"annex", "Method, data quality and provenance", lode_report_i_build_annex},
    {"brief", "Who can close the way: the brief", lode_report_i_build_brief},
    {"countries", "Countries compared", lode_report_i_build_countries},
    {"scenarios", "Scenarios compared", lode_report_i_build_scenarios},
    {"chokepoints", "Chokepoints", lode_report_i_build_chokepoints},
    {"index", "Ways out: deposits, corridors and who can close them", lode_report_i_build_index},
};

static lode_status write_single(writing *w, size_t i)
{
    report_page page;
    if (!lode_report_i_has_page(&w->source, single_pages[i].name))
        return LODE_OK;
    lode_report_i_page_open(&page, single_pages[i].name, single_pages[i].name,
                            lode_word(w->source.in->language, single_pages[i].title), w->source.in->language);
    single_pages[i].build(&page, &w->source);
    return write_page(w, &page);
}

static lode_status write_lists(writing *w)
{
    size_t n = lode_report_i_list_parts(&w->source);
    lode_status status = n ? make_folder(w->folder, "list", w->err) : LODE_OK;
    for (size_t part = 0; status == LODE_OK && part < n; part++) {
        report_page page;
        char path[40];
        snprintf(path, sizeof path, "list/%zu", part + 1);
        lode_report_i_page_open(&page, path, "list", lode_word(w->source.in->language, "All deposits"),
                                w->source.in->language);
        lode_report_i_build_list(&page, &w->source, part);
        status = write_page(w, &page);
    }
    return status;
}

static lode_status write_pages(writing *w)
{
    lode_status status = write_deposits(w);
    if (status == LODE_OK)
        status = write_corridors(w);
    if (status == LODE_OK)
        status = write_lists(w);
    for (size_t i = 0; status == LODE_OK && i < sizeof single_pages / sizeof *single_pages; i++)
        status = write_single(w, i);
    return status;
}

static lode_status write_explore(const report_source *s, const char *folder, lode_err *err)
{
    lode_text text = {0}, path = {0};
    if (!lode_report_i_wants_explore(s) || lode_report_i_no_explore(s))
        return LODE_OK;
    lode_text_addf(&path, "%s/explore.html", folder);
    int made = lode_report_i_render_explore(&text, s) && !path.failed;
    lode_status status =
        made ? lode_file_write(lode_text_get(&path), text.data, text.length, err) : lode_fail_memory(err);
    lode_text_free(&text);
    lode_text_free(&path);
    return status;
}

lode_status lode_report_write(const lode_report_input *input, const char *folder, lode_err *err)
{
    writing w = {.folder = folder, .err = err};
    lode_report_i_source_open(&w.source, input);
    lode_status status = w.source.failed ? lode_fail_memory(err) : lode_report_i_choose(&w.source, err);
    if (status == LODE_OK)
        status = write_pages(&w);
    if (status == LODE_OK)
        status = write_explore(&w.source, folder, err);
    if (status == LODE_OK && w.source.choice.sheet)
        status = lode_report_i_book_write(&w.book, w.source.choice.sheet, w.source.choice.sheet_context, err);
    lode_report_i_book_close(&w.book);
    lode_report_i_source_close(&w.source);
    return status;
}
