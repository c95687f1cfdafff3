#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "report/explore.h"
#include "report/pages.h"
#include "report/render.h"

typedef struct face {
    const char *suffix;
    int (*render)(lode_text *out, const report_page *page);
} face;

static const face faces[] = {{"html", lode_report_i_render_html},
                             {"md", lode_report_i_render_markdown},
                             {"json", lode_report_i_render_json},
                             {"csv", lode_report_i_render_csv}};

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

static lode_status write_page(report_page *page, const char *folder, lode_err *err)
{
    lode_status status = page->failed ? lode_fail_memory(err) : LODE_OK;
    for (size_t i = 0; status == LODE_OK && i < sizeof faces / sizeof *faces; i++)
        status = write_face(page, &faces[i], folder, err);
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

static lode_status write_deposits(const report_source *s, const char *folder, lode_err *err)
{
    size_t n = s->deposits ? lode_table_rows(s->deposits) : 0;
    lode_status status = n ? make_folder(folder, "deposit", err) : LODE_OK;
    for (size_t row = 0; status == LODE_OK && row < n; row++) {
        report_page page;
        lode_report_i_page_open(&page, s->deposit_pages[row], "deposit",
                                title_of(s->deposits, row, "name", "id", lode_word(s->in->language, "Deposit")),
                                s->in->language);
        lode_report_i_build_deposit(&page, s, row);
        status = write_page(&page, folder, err);
    }
    return status;
}

static lode_status write_corridors(const report_source *s, const char *folder, lode_err *err)
{
    size_t n = s->corridors ? lode_table_rows(s->corridors) : 0;
    lode_status status = n ? make_folder(folder, "corridor", err) : LODE_OK;
    for (size_t row = 0; status == LODE_OK && row < n; row++) {
        report_page page;
        lode_report_i_page_open(&page, s->corridor_pages[row], "corridor",
                                title_of(s->corridors, row, s->in->language == LODE_GERMAN ? "title_de" : "title_en",
                                         "corridor", lode_word(s->in->language, "Corridor")),
                                s->in->language);
        lode_report_i_build_corridor(&page, s, row);
        status = write_page(&page, folder, err);
    }
    return status;
}

typedef void (*build_fn)(report_page *page, const report_source *source);

static lode_status write_single(const report_source *s, const char *name, const char *title, build_fn build,
                                const char *folder, lode_err *err)
{
    report_page page;
    lode_report_i_page_open(&page, name, name, lode_word(s->in->language, title), s->in->language);
    build(&page, s);
    return write_page(&page, folder, err);
}

static lode_status write_explore(const report_source *s, const char *folder, lode_err *err)
{
    lode_text text = {0}, path = {0};
    if (lode_report_i_no_explore(s))
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
    report_source source;
    lode_report_i_source_open(&source, input);
    lode_status status = source.failed ? lode_fail_memory(err) : LODE_OK;
    if (status == LODE_OK)
        status = write_deposits(&source, folder, err);
    if (status == LODE_OK)
        status = write_corridors(&source, folder, err);
    if (status == LODE_OK)
        status = write_single(&source, "annex", "Method, data quality and provenance", lode_report_i_build_annex,
                              folder, err);
    if (status == LODE_OK)
        status = write_single(&source, "index", "Ways out: deposits, corridors and who can close them",
                              lode_report_i_build_index, folder, err);
    if (status == LODE_OK)
        status = write_explore(&source, folder, err);
    lode_report_i_source_close(&source);
    return status;
}
