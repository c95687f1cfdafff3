/* Text from outside made safe for where it goes: terminal, HTML and SVG, Markdown, CSV, file name.
 *
 * Every name, source or id of a case is untrusted and reaches an output only through here. Knows nothing of what the
 * text means. */
#ifndef LODE_REPORT_ESCAPE_H
#define LODE_REPORT_ESCAPE_H

#include "base/arena.h"
#include "base/text.h"

/* The text with broken UTF-8 as U+FFFD, all else unchanged: for machines. */
void lode_report_i_valid(lode_text *out, const char *text);
/* The same, with a space for control characters and marks that turn the direction of writing: for readers. */
void lode_report_i_plain(lode_text *out, const char *text);
void lode_report_i_html(lode_text *out, const char *text);
void lode_report_i_markdown(lode_text *out, const char *text);
/* One field by RFC 4180, in quotes where it must be. */
void lode_report_i_csv(lode_text *out, const char *text);

/* A file name of [a-z0-9_-], at most 80 bytes; "x" where nothing is left. NULL: out of memory. */
char *lode_report_i_slug(lode_arena *arena, const char *text);

#endif
