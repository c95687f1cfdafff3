/* A page as a list of blocks, built once and then rendered to HTML, Markdown, JSON and CSV.
 *
 * Knows blocks and views; knows nothing of markup or of what the figures mean. All texts of a page are raw: the
 * renderers escape them. The one exception is the drawing of a figure, which its maker has escaped. */
#ifndef LODE_REPORT_PAGE_H
#define LODE_REPORT_PAGE_H

#include "base/arena.h"
#include "base/words.h"
#include "report/report.h"
#include "report/view.h"

/* A page is named by its path below the report folder without extension: "index", "deposit/mng-khotgor". */
typedef struct report_link {
    const char *label, *target;
} report_link;

typedef enum report_block_kind {
    REPORT_HEADING,
    REPORT_TEXT,
    REPORT_ITEMS,
    REPORT_LINKS,
    REPORT_TABLE,
    REPORT_FACTS, /* one row, a column a line, NA where not known */
    REPORT_MATRIX,
    REPORT_FIGURE
} report_block_kind;

/* How strongly a matrix cell is meant; the renderers colour by it and the words say the same. */
typedef enum report_tone {
    REPORT_PLAIN,
    REPORT_FREE,
    REPORT_OWN,
    REPORT_MILD,
    REPORT_HARD,
    REPORT_SEVERE,
    REPORT_CAPTIVE,
    REPORT_NO_WAY
} report_tone;

typedef struct report_matrix_cell {
    const char *text; /* NULL: empty */
    report_tone tone;
} report_matrix_cell;

typedef struct report_matrix {
    const char *corner;
    report_link *rows;
    size_t n_rows;
    const char **columns;
    size_t n_columns;
    report_matrix_cell *cells; /* rows x columns */
} report_matrix;

typedef struct report_block {
    report_block_kind kind;
    int level;               /* heading: 2 or 3 */
    const char *text;        /* heading, paragraph, caption */
    const char *note;        /* below a table or figure; may be NULL */
    const char *key;         /* name of its rows in JSON and CSV; NULL where it has none */
    const char **items;      /* list */
    report_link *links;      /* links */
    size_t n_items;          /* of items or links */
    report_view view;        /* table, facts, and the rows behind a matrix */
    const char *link_column; /* table: the column whose cells are links */
    const char **targets;    /* one a row of the view; NULL entries are no links */
    report_matrix matrix;
    const char *drawing;     /* figure: SVG */
    const char *description; /* figure: the same in words */
    const char *missing;     /* table: what stands for a figure that is not known; NULL: a dash */
    int new_sheet;           /* begins a sheet of paper when printed */
} report_block;

typedef struct report_page {
    lode_arena *arena;
    lode_language language;
    const char *path, *kind, *title, *subtitle;
    unsigned faces;               /* files written of it, LODE_FACE_... */
    const lode_report_look *look; /* NULL: plain */
    report_block *blocks;
    size_t n_blocks, cap_blocks;
    lode_table **owned;
    size_t n_owned, cap_owned;
    int failed; /* out of memory: later calls do nothing */
} report_page;

/* lode_report_i_page_open has exactly one lode_report_i_page_close, also when it failed. */
void lode_report_i_page_open(report_page *page, const char *path, const char *kind, const char *title,
                             lode_language language);
void lode_report_i_page_close(report_page *page);

void lode_report_i_heading(report_page *page, int level, const char *text);
void lode_report_i_text(report_page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
void lode_report_i_items(report_page *page, const char **items, size_t n);
void lode_report_i_links(report_page *page, report_link *links, size_t n);
/* Empty views make no block. The block returned takes note and links; NULL where there is none. */
report_block *lode_report_i_table(report_page *page, const char *key, const char *caption, report_view view);
report_block *lode_report_i_facts(report_page *page, const char *key, const char *caption, report_view view);
report_block *lode_report_i_matrix(report_page *page, const char *key, const char *caption, report_matrix matrix,
                                   report_view view);
report_block *lode_report_i_figure(report_page *page, const char *drawing, const char *caption,
                                   const char *description);

/* A table computed for this page; it goes with the page. NULL after a failure. */
lode_table *lode_report_i_page_table(report_page *page, const char *name, const lode_column *columns, size_t n);
/* All of such a table as a view; empty (and the page failed) where filling it failed. */
report_view lode_report_i_page_view(report_page *page, const lode_table *table);
/* printf into the page's arena; "" after a failure. */
const char *lode_report_i_say(report_page *page, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* A figure for sentences: grouped, with its unit; "NA" where not known. */
const char *lode_report_i_figure_text(report_page *page, double value, int decimals, const char *unit);
/* The text in the language of the page. */
const char *lode_report_i_word(const report_page *page, const char *english) __attribute__((format_arg(2)));
/* Moves a finished text into the arena; "" after a failure. */
const char *lode_report_i_keep(report_page *page, lode_text *text);

/* "../" for pages in a folder, "" for those at the root. */
const char *lode_report_i_root(const report_page *page);

#endif
