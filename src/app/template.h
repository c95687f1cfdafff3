/* The template of a report: a folder with template.json and a logo, read and checked into a look.
 *
 * Knows files; knows nothing of pages. Ownership: lode_template_open has exactly one lode_template_close, also after a
 * failure. */
#ifndef LODE_APP_TEMPLATE_H
#define LODE_APP_TEMPLATE_H

#include <jansson.h>

#include "base/arena.h"
#include "base/text.h"
#include "report/report.h"

typedef struct lode_template {
    lode_arena *arena;
    json_t *file;
    const char *path; /* of template.json */
    char *logo;
    lode_text colours;
} lode_template;

lode_status lode_template_open(lode_template *t, const char *folder, lode_err *err);
/* The look in a language; its texts lie in the template. */
lode_status lode_template_look(lode_template *t, const char *language, lode_report_look *look, lode_err *err);
void lode_template_close(lode_template *t);

#endif
